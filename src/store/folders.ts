import { UserError } from '../core/errors.ts';
import { db } from './database.ts';
import type { FolderRow } from './records.ts';

/** A folder that the person let the page read. TypeScript does not know the permission calls yet. */
type PickedFolder = FileSystemDirectoryHandle & {
  queryPermission?(wanted: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(wanted: { mode: 'read' }): Promise<PermissionState>;
};

/** Keeps the folder that holds a data set's originals, with what its files were. */
export async function writeFolder(row: FolderRow): Promise<void> {
  await db.folders.put(row);
}

/** The folder that holds a data set's originals, or undefined where there is none. It may have to be asked for before it is read. */
export function readFolder(datasetId: number): Promise<FolderRow | undefined> {
  return db.folders.get(datasetId);
}

/** Whether a folder can be read without asking. */
export async function mayRead(folder: PickedFolder): Promise<boolean> {
  return !folder.queryPermission || (await folder.queryPermission({ mode: 'read' })) === 'granted';
}

/** Has the browser ask the person whether the page may read a folder: in a click only, and in a page only. @returns whether it may */
export async function askToRead(folder: PickedFolder): Promise<boolean> {
  return !folder.requestPermission || (await folder.requestPermission({ mode: 'read' })) === 'granted';
}

/**
 * The file of a sample, by its path below the folder. Never leads out of the folder: the browser refuses such names.
 * @throws UserError 'no-permission' where the folder has to be asked for again, 'not-found' where the file is gone, or is another one now
 */
export async function readFromFolder(
  { handle, sizes, modified }: FolderRow,
  index: number,
  path: string,
): Promise<File> {
  const folder: PickedFolder = handle;
  if (!(await mayRead(folder))) {
    throw new UserError(
      'no-permission',
      `Second Look has to be let read your folder “${folder.name}” again for the full pictures.`,
    );
  }
  const parts = path.split('/');
  const name = parts.pop()!;
  const file = await openFile().catch((error: unknown) => {
    throw new UserError(
      'not-found',
      `“${path}” is not in the folder “${folder.name}” any more, or cannot be read there.`,
      {
        cause: error,
      },
    );
  });
  if (file.size !== sizes[index] || file.lastModified !== modified[index]) {
    throw new UserError(
      'not-found',
      `“${path}” is another file now than when it was imported. Drop the folder “${folder.name}” as a newer version.`,
    );
  }
  return file;

  async function openFile(): Promise<File> {
    let inside: FileSystemDirectoryHandle = folder;
    for (const part of parts) inside = await inside.getDirectoryHandle(part);
    return (await inside.getFileHandle(name)).getFile();
  }
}
