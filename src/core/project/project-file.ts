import { beginsAsProject, PROJECT_ENDING } from './manifest.ts';

/** Bytes at the beginning of a file that tell. */
const HEAD = 128;

/** Whether a file is a project by its first bytes, whatever its name. Rejects where it cannot be read. */
export const holdsProject = async (file: Blob): Promise<boolean> =>
  beginsAsProject(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));

/** Whether a file is a project: by its name, or by how it begins. */
export async function isProject(file: Blob, name: string): Promise<boolean> {
  if (name.toLowerCase().endsWith(PROJECT_ENDING)) return true;
  try {
    return await holdsProject(file);
  } catch {
    // One that cannot be read is told of by what reads it.
    return false;
  }
}
