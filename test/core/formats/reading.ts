import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatasetReader, Format, SourceColumn } from '../../../src/core/formats/dataset-reader.ts';
import { ARRAY_FORMATS } from '../../../src/core/formats/array-formats.ts';
import type { ListedFile } from '../../../src/core/formats/listed-file.ts';
import { never } from './support.ts';

export function listed(name: string, bytes: Uint8Array): ListedFile {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  return { path: name, size: blob.size, blob: () => Promise.resolve(blob) };
}

/** All files of a folder, by their paths below it and its own name. */
export function listedIn(folder: string): ListedFile[] {
  const base = path.basename(folder);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => listed(`${base}/${name}`, new Uint8Array(readFileSync(path.join(folder, name)))));
}

export const listedOf = (files: Record<string, Uint8Array>): ListedFile[] =>
  Object.entries(files).map(([name, bytes]) => listed(name, bytes));

/** The first format that recognises the files. */
export async function formatOf(files: ListedFile[]): Promise<Format | undefined> {
  for (const format of ARRAY_FORMATS) if (await format.recognises(files)) return format;
  return undefined;
}

/** Opens files with the format that recognises them. */
export async function open(files: ListedFile[], name = 'set'): Promise<DatasetReader> {
  const format = await formatOf(files);
  if (!format) throw new Error('no format recognises the files');
  return format.open(files, { signal: never(), progress: () => undefined, name });
}

export const openOf = (files: Record<string, Uint8Array>, name?: string): Promise<DatasetReader> =>
  open(listedOf(files), name);

/** The pixels of the wanted pictures by their rows. */
export async function pixelsIn(
  reader: DatasetReader,
  wanted = (_row: number): boolean => true,
): Promise<Map<number, Uint8Array>> {
  const pixels = new Map<number, Uint8Array>();
  for await (const picture of reader.pictures(wanted, never())) {
    if (!('pixels' in picture)) throw new Error('it is a file');
    const { row, width, height } = picture;
    if (width !== reader.sizes[2 * row] || height !== reader.sizes[2 * row + 1]) throw new Error('it has another size');
    pixels.set(row, picture.pixels);
  }
  return pixels;
}

export function columnOf(reader: DatasetReader, name: string): SourceColumn {
  const column = reader.columns.find((other) => other.name === name);
  if (!column) throw new Error(`there is no column ${name}, only ${reader.columns.map((c) => c.name).join(', ')}`);
  return column;
}

/** A column's values as people see them; null = none. */
export function valuesOf(reader: DatasetReader, name: string): (string | number | null)[] {
  const { data } = columnOf(reader, name);
  if (data.kind === 'number') return [...data.values].map((value) => (Number.isNaN(value) ? null : value));
  return [...data.codes].map((code) => data.dictionary[code] ?? null);
}
