import { afterEach, describe, expect, it, vi } from 'vitest';
import { droppedFiles, openFile, pickedFiles, pickFolder } from '../../../src/ui/kit/brought-files.ts';

/** An entry of a dropped folder, as browsers without handles give it. */
function entryOf(fullPath: string, inside?: object[]): object {
  return {
    isDirectory: inside !== undefined,
    fullPath,
    createReader() {
      const parts = [inside!.slice(0, 1), inside!.slice(1), []].filter((part, at) => part.length > 0 || at === 2);
      return { readEntries: (done: (entries: object[]) => void) => done(parts.shift()!) };
    },
    file: (done: (file: File) => void) => done(new File([fullPath], fullPath.split('/').at(-1)!)),
  };
}

const folder = entryOf('/pets', [
  entryOf('/pets/cat', [entryOf('/pets/cat/1.png'), entryOf('/pets/cat/2.png')]),
  entryOf('/pets/labels.csv'),
]);

/** A drop of folders and files. */
const dropOf = (...items: object[]): DataTransfer =>
  ({
    items: items.map((item) => ({ kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => null, ...item })),
  }) as never;

describe('droppedFiles', () => {
  it('gives files in folders with their paths, however deep, and those beside them', async () => {
    const lone = new File(['x'], 'more.csv');
    const dropped = await droppedFiles(dropOf({ webkitGetAsEntry: () => folder }, { getAsFile: () => lone }));
    if (dropped.kind !== 'files') throw new Error('no files');
    expect(dropped.files.map(({ path }) => path).sort()).toEqual([
      'more.csv',
      'pets/cat/1.png',
      'pets/cat/2.png',
      'pets/labels.csv',
    ]);
    for (const brought of dropped.files) expect(brought.path).toMatch(new RegExp(`${(await openFile(brought)).name}$`));
  });

  it('gives a lone folder as such where the browser gives it away', async () => {
    const handle = { kind: 'directory', name: 'pets' };
    const item = { webkitGetAsEntry: () => folder, getAsFileSystemHandle: () => Promise.resolve(handle) };
    expect(await droppedFiles(dropOf(item))).toEqual({ kind: 'folder', folder: handle });
    const refused = { webkitGetAsEntry: () => folder, getAsFileSystemHandle: () => Promise.reject(new Error('no')) };
    expect(await droppedFiles(dropOf(refused))).toMatchObject({ kind: 'files', files: { length: 3 } });
  });

  it('opens no file of a folder before it is asked for, and then once', async () => {
    const open = vi.fn((done: (file: File) => void) => done(new File(['x'], '1.png')));
    const gone = { ...entryOf('/pets/2.png'), file: (_: unknown, fail: (e: Error) => void) => fail(new Error('gone')) };
    const item = { webkitGetAsEntry: () => entryOf('/pets', [{ ...entryOf('/pets/1.png'), file: open }, gone]) };
    const dropped = await droppedFiles(dropOf(item));
    if (dropped.kind !== 'files') throw new Error('no files');
    expect(open).not.toHaveBeenCalled();
    expect(await openFile(dropped.files[0])).toBe(await openFile(dropped.files[0]));
    expect(open).toHaveBeenCalledOnce();
    await expect(openFile(dropped.files[1])).rejects.toThrow('gone');
  });
});

describe('pickFolder', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('gives the folder that was chosen, and null where none was', async () => {
    const handle = { kind: 'directory' };
    vi.stubGlobal('showDirectoryPicker', () => Promise.resolve(handle));
    expect(await pickFolder()).toEqual({ kind: 'folder', folder: handle });
    vi.stubGlobal('showDirectoryPicker', () => Promise.reject(new DOMException('', 'AbortError')));
    expect(await pickFolder()).toBeNull();
  });

  it('gives files with their paths where the browser has no such picker', async () => {
    vi.stubGlobal('showDirectoryPicker', undefined);
    const file = new File(['x'], '1.png');
    Object.defineProperty(file, 'webkitRelativePath', { value: 'pets/cat/1.png' });
    const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
      Object.defineProperty(this, 'files', { value: [file] });
      this.dispatchEvent(new Event('change'));
    });
    expect(await pickFolder()).toEqual({ kind: 'files', files: [{ path: 'pets/cat/1.png', file }] });
    click.mockImplementation(function (this: HTMLInputElement) {
      this.dispatchEvent(new Event('cancel'));
    });
    expect(await pickFolder()).toBeNull();
    click.mockRestore();
  });
});

describe('pickedFiles', () => {
  it('gives lone files by their names', () => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'pets.zip'));
    const input = document.createElement('input');
    input.type = 'file';
    input.files = transfer.files;
    expect(pickedFiles(input).map(({ path }) => path)).toEqual(['pets.zip']);
  });
});
