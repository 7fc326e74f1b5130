import { beginsAsProject, PROJECT_ENDING } from './manifest.ts';

/** Bytes at the beginning of a file that tell. */
const HEAD = 128;

/** Whether a file is a project: by its name, or by how it begins. */
export async function isProject(file: Blob, name: string): Promise<boolean> {
  if (name.toLowerCase().endsWith(PROJECT_ENDING)) return true;
  try {
    return beginsAsProject(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  } catch {
    // One that cannot be read is told of by what reads it.
    return false;
  }
}
