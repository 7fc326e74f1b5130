import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import type { ListedFile } from '../../../../src/core/formats/listed-file.ts';
import { listFiles } from '../../../../src/core/formats/listing/list-files.ts';
import { never } from '../support.ts';
import { brought } from '../../../support/brought.ts';

/** A context that nobody cancels and that says nothing. */
export const quiet = () => ({ signal: never(), progress: () => undefined });

/** Bytes of a file, or its text. */
export type Body = string | Uint8Array | Blob;

export const blobOf = (body: Body): Blob => (body instanceof Blob ? body : new Blob([body as BlobPart]));

/** A zip archive, packed by the library that people's archives are read with; paths that end with a slash are folders. */
export async function zipOf(
  files: [string, Body][],
  options: { level?: number; password?: string } = {},
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, ...options });
  for (const [path, body] of files) {
    if (path.endsWith('/')) await writer.add(path, undefined, { directory: true });
    else await writer.add(path, new BlobReader(blobOf(body)));
  }
  return writer.close();
}

/** Lists dropped files as the importer does. */
export const list = (files: Record<string, Body>): Promise<ListedFile[]> =>
  listFiles(
    Object.entries(files).map(([path, body]) => brought(path, blobOf(body))),
    quiet(),
  );

/** Paths and texts of listed files. */
export async function contents(files: readonly ListedFile[]): Promise<Record<string, string>> {
  const all = files.map(async (file) => [file.path, await (await file.blob()).text()] as const);
  return Object.fromEntries(await Promise.all(all));
}
