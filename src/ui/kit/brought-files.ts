import type { ImportSource, PathedFile } from '../../contracts/importer.ts';

/** What a person drops or picks: files with their paths, or a folder that the browser can open again later. */
export type Brought = Extract<ImportSource, { kind: 'files' | 'folder' }>;

/** Whether a drag brings files from outside the page. */
export const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * What was dropped: one folder as such where the browser gives it away, else all files, however deep, with their paths.
 * @param transfer it is read before this function first waits, as it must be
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Brought> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const dropped = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const folder = items.length === 1 && dropped[0].entry?.isDirectory ? folderOf(items[0]) : undefined;
  const handle = await folder?.catch(() => undefined);
  if (handle?.kind === 'directory') return { kind: 'folder', folder: handle as FileSystemDirectoryHandle };
  const files: PathedFile[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await addFilesIn(entry as FileSystemDirectoryEntry, files);
    else if (file) files.push({ path: file.name, file });
  }
  return { kind: 'files', files };
}

/**
 * Asks the person for a folder. To be called in the course of a click or a key.
 * @returns null where they choose none
 */
export async function pickFolder(): Promise<Brought | null> {
  const { showDirectoryPicker } = window as WithPicker;
  if (!showDirectoryPicker) return pickFolderAsFiles();
  try {
    return { kind: 'folder', folder: await showDirectoryPicker.call(window, { id: 'pictures' }) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Files of an `<input type="file">`, with their paths where it picks folders. */
export function pickedFiles(input: HTMLInputElement): PathedFile[] {
  return [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

function pickFolderAsFiles(): Promise<Brought | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve({ kind: 'files', files: pickedFiles(input) }));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

async function addFilesIn(folder: FileSystemDirectoryEntry, files: PathedFile[]): Promise<void> {
  const waiting = [folder];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const entry of await entriesIn(next)) {
      if (entry.isDirectory) waiting.push(entry as FileSystemDirectoryEntry);
      else files.push({ path: entry.fullPath.replace(/^\//, ''), file: openerOf(entry as FileSystemFileEntry) });
    }
  }
}

async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // A reader gives its entries in parts and ends with an empty one.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return entries;
    entries.push(...part);
  }
}

/** Opens a file when it is first asked for. */
function openerOf(entry: FileSystemFileEntry): () => Promise<File> {
  let file: Promise<File> | undefined;
  return () => (file ??= new Promise((resolve, reject) => entry.file(resolve, reject)));
}

/** A file that was brought, open. @throws DOMException where it was moved or may not be read */
export async function openFile({ file }: PathedFile): Promise<File> {
  return file instanceof File ? file : file();
}

/** Not in Firefox and Safari. */
function folderOf(item: DataTransferItem): Promise<FileSystemHandle | null> | undefined {
  return (item as WithHandle).getAsFileSystemHandle?.();
}

type WithHandle = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };
type WithPicker = Window & { showDirectoryPicker?: (options: { id: string }) => Promise<FileSystemDirectoryHandle> };

/** Files of a folder that are counted before it is looked through. */
const MOST_COUNTED = 20_000;

/** How many files were brought, without hidden ones; null where a folder has too many to be counted at once. */
export async function countBrought(brought: Brought): Promise<number | null> {
  if (brought.kind === 'files') return brought.files.filter(({ path }) => !/(^|\/)\./.test(path)).length;
  const left = [brought.folder];
  let count = 0;
  for (let folder = left.pop(); folder; folder = left.pop()) {
    for await (const entry of folder.values()) {
      if (entry.name.startsWith('.')) continue;
      if (entry.kind === 'directory') left.push(entry);
      else if (++count > MOST_COUNTED) return null;
    }
  }
  return count;
}
