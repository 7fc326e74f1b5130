import sharp from 'sharp';
import type { DatasetReader } from '../../../../src/core/formats/dataset-reader.ts';
import { foldersFormat } from '../../../../src/core/formats/folders/folders-format.ts';
import { list, quiet, type Body } from '../listing/support.ts';

let made = 0;

/** A small picture, each time another. */
export async function picture(width = 4, height = 3): Promise<Uint8Array> {
  const noise = Uint8Array.from(
    { length: width * height * 3 },
    (_, at) => (made * 89 + at * at * 31 + (made >> 8)) & 255,
  );
  made += 1;
  return new Uint8Array(
    await sharp(noise, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );
}

/** The same path for each: a picture of its own. */
export async function pictures(...paths: string[]): Promise<Record<string, Body>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await picture()] as const)));
}

/** Opens files as folders of pictures. */
export async function open(files: Record<string, Body>): Promise<DatasetReader> {
  return foldersFormat.open(await list(files), { ...quiet(), name: 'pets' });
}

/** A column as texts, by its name; undefined = no value. */
export function column({ columns }: DatasetReader, name: string): (string | number | undefined)[] {
  const data = columns.find((one) => one.name === name)?.data;
  if (!data) throw new Error(`no column ${name} among ${columns.map((one) => one.name).join(', ')}`);
  if (data.kind === 'number') return [...data.values].map((value) => (Number.isNaN(value) ? undefined : value));
  return [...data.codes].map((code) => data.dictionary[code]);
}

/** Columns that stand for label and split, one a row. */
export const guessed = (reader: DatasetReader): { label: unknown; split: unknown } => ({
  label: reader.guess.label && column(reader, reader.guess.label),
  split: reader.guess.split && column(reader, reader.guess.split),
});
