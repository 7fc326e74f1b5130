import { UserError } from '../core/errors.ts';
import { db } from './database.ts';

/** A folder that the person let the page read. TypeScript does not know the permission calls yet. */
type PickedFolder = FileSystemDirectoryHandle & {
  queryPermission?(wanted: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(wanted: { mode: 'read' }): Promise<PermissionState>;
};

/** Keeps the folder that holds a data set's originals. */
export async function writeFolder(datasetId: number, handle: FileSystemDirectoryHandle): Promise<void> {
  await db.folders.put({ datasetId, handle });
}

/** The folder that holds a data set's originals, or undefined where there is none. It may have to be asked for before it is read. */
export async function readFolder(datasetId: number): Promise<FileSystemDirectoryHandle | undefined> {
  return (await db.folders.get(datasetId))?.handle;
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
 * A file of a folder by its path below it. Never leads out of the folder: the browser refuses such names.
 * @throws UserError 'no-permission' where the folder has to be asked for again, 'not-found' where the file is gone
 */
export async function readFromFolder(folder: FileSystemDirectoryHandle, path: string): Promise<File> {
  if (!(await mayRead(folder))) {
    throw new UserError(
      'no-permission',
      `Second Look has to be let read your folder “${folder.name}” again for the full pictures.`,
    );
  }
  const parts = path.split('/');
  const name = parts.pop()!;
  try {
    let inside = folder;
    for (const part of parts) inside = await inside.getDirectoryHandle(part);
    return await (await inside.getFileHandle(name)).getFile();
  } catch (error) {
    throw new UserError(
      'not-found',
      `“${path}” is not in the folder “${folder.name}” any more, or cannot be read there.`,
      {
        cause: error,
      },
    );
  }
}
