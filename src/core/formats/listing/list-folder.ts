import type { ReadContext } from '../dataset-reader.ts';
import { importError } from '../import-error.ts';
import type { ListedFile } from '../listed-file.ts';
import { distinctFiles } from './paths.ts';
import { printable } from '../../dataset/names.ts';

/** Folders that are read at the same time. */
const IN_FLIGHT = 8;

/**
 * Lists a folder that the browser can open, and all folders in it, sorted by path. No file is opened, so sizes are not known.
 * @throws UserError 'import' where a folder cannot be read; what the signal says
 */
export async function listFolder(
  folder: FileSystemDirectoryHandle,
  { signal, progress }: Pick<ReadContext, 'signal' | 'progress'>,
): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  const waiting = [{ path: '', folder }];
  const walk = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for await (const [name, handle] of next.folder.entries()) {
        signal.throwIfAborted();
        const path = `${next.path}${name}`;
        if (handle.kind === 'directory') {
          waiting.push({ path: `${path}/`, folder: handle as FileSystemDirectoryHandle });
        } else {
          files.push({ path, size: null, blob: () => opened(path, handle as FileSystemFileHandle) });
          if (files.length % 1000 === 0) progress(`Listing ${folder.name}`, files.length, files.length);
        }
      }
    }
  };
  while (waiting.length > 0) {
    // A walk ends when no folder waits; what the others find meanwhile is taken up by the next round.
    await Promise.all(Array.from({ length: IN_FLIGHT }, walk));
  }
  return distinctFiles(files).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function opened(path: string, handle: FileSystemFileHandle): Promise<Blob> {
  try {
    return await handle.getFile();
  } catch {
    throw importError(`${printable(path)} can no longer be read; it may have been moved or deleted.`);
  }
}
