import { printable } from '../dataset/names.ts';
import { flag, list, number, object, oneOf, text, whole, type Checked } from './checks.ts';
import { damaged, projectError } from './project-error.ts';

/** The version of the format that this page writes, and the newest that it reads. */
export const PROJECT_VERSION = 1;

/** Where in the archive the manifest lies, and the file that tells what the archive is. */
export const MANIFEST_PATH = 'second-look.json';
export const TYPE_PATH = 'mimetype';
/** What that one says. */
export const PROJECT_TYPE = 'application/x-second-look-project';

/** The ending of a project's file. */
export const PROJECT_ENDING = '.second-look';

const manifestCheck = object({
  format: oneOf('second-look-project'),
  version: whole,
  app: text,
  savedAt: number,
  dataset: object({
    name: text,
    sampleCount: whole,
    width: whole,
    height: whole,
    fingerprint: text,
  }),
  pictures: flag,
  features: flag,
  files: list(object({ path: text, size: whole, sha256: text })),
});

/** What a project says of itself. */
export type Manifest = Checked<typeof manifestCheck>;

/**
 * Reads a manifest.
 * @param name of the project's file, for errors
 * @throws UserError 'project' where it is damaged, or of a newer version than this page knows
 */
export function readManifest(json: string, name: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw damaged(MANIFEST_PATH, 'is no JSON');
  }
  const { version, app } = object({ version: whole }, { app: text })(value, MANIFEST_PATH);
  if (version > PROJECT_VERSION) {
    throw projectError(
      `${name} was saved by a newer Second Look (${printable(app ?? 'of unknown version')}; project format ${version}). ` +
        `This page reads formats up to ${PROJECT_VERSION}: open it where that version runs, or reload this page to get the newest. Nothing was opened.`,
    );
  }
  return manifestCheck(value, MANIFEST_PATH);
}

/** Whether a file begins as a project does: as a zip archive whose first file says so. @param head its first 100 bytes or more */
export function beginsAsProject(head: Uint8Array): boolean {
  const at = 30;
  const wanted = new TextEncoder().encode(TYPE_PATH + PROJECT_TYPE);
  const isZip = head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
  return isZip && wanted.every((byte, j) => head[at + j] === byte);
}
