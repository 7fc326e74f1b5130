import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/exchange/project-card.ts';
import type { LookProjectCard } from '../../../src/ui/exchange/project-card.ts';
import { takeDownloads } from '../../support/downloads.ts';
import { buttonNamed, clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let card: LookProjectCard;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  look = await startLook();
  await look.session.open((await storeTinyDataset(60)).id);
  card = await mount(Object.assign(document.createElement('look-project-card'), { look }));
});

it('reminds of saving once more than fifty decisions are here alone, and no more once they are saved', async () => {
  expect(buttonNamed(card, 'Save project')).toBeTruthy();
  await look.keep(Array.from({ length: 50 }, (_, i) => i));
  await card.updateComplete;
  expect(textOf(card)).not.toContain('in this browser alone');
  await look.keep([50]);
  await expect.poll(() => textOf(card)).toContain('51 decisions are in this browser alone. The browser');
  await look.saveProject({ pictures: false });
  await expect.poll(() => textOf(card)).not.toContain('in this browser alone');
});

it('says about how large the file will be, less without the pictures', async () => {
  await expect.poll(() => textOf(card)).toMatch(/Save project about \d/);
  const size = (): string => /Save project about (.*)$/.exec(textOf(card))![1];
  const before = size();
  card.renderRoot.querySelector<HTMLInputElement>('input')!.click();
  await expect.poll(size).not.toBe(before);
  expect(textOf(card)).toContain('asks for the same data set');
});

/** Answers for the window of the browser's own that asks where a file goes. */
function answerPicker(answer: (() => Promise<FileSystemFileHandle>) | undefined): void {
  vi.stubGlobal('showSaveFilePicker', answer);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}

it('writes the project where the person says, and counts it as saved then', async () => {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('mine.second-look', { create: true });
  onTestFinished(() => folder.removeEntry('mine.second-look'));
  answerPicker(() => Promise.resolve(handle));
  await look.keep([1]);
  await clickButton(card, 'Save project');
  await expect.poll(() => textOf(card)).toMatch(/Written to mine\.second-look: [\d.]+ /);
  expect(look.unsavedDecisions).toBe(0);
  expect((await handle.getFile()).size).toBeGreaterThan(0);
});

it('downloads it where the browser does not ask', async () => {
  answerPicker(undefined);
  const downloads = takeDownloads();
  await look.keep([1]);
  await clickButton(card, 'Save project');
  await expect.poll(() => textOf(card)).toContain('tiny.second-look is downloaded');
  expect(downloads.map(({ name }) => name)).toEqual(['tiny.second-look']);
  expect(look.unsavedDecisions).toBe(0);
});

it('nothing counts as saved where the question is put away, or the file cannot be handed over', async () => {
  answerPicker(() => Promise.reject(new DOMException('put away', 'AbortError')));
  await look.keep([1]);
  await clickButton(card, 'Save project');
  await expect.poll(() => buttonNamed(card, 'Save project')!.disabled).toBe(false);
  expect(look.session.jobs.list).toEqual([]);
  expect(look.unsavedDecisions).toBe(1);
  const failing = { deliver: () => Promise.reject(new Error('no room')) };
  await expect(look.saveProject({ pictures: false, ...failing })).rejects.toThrow('no room');
  expect(look.unsavedDecisions).toBe(1);
});
