import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import sharp from 'sharp';
import type { DatasetReader, SourcePicture } from '../../../../src/core/formats/dataset-reader.ts';
import type { ListedFile } from '../../../../src/core/formats/listed-file.ts';
import { parquetFormat } from '../../../../src/core/formats/parquet/parquet-format.ts';
import { never } from '../support.ts';

/** A PNG of one colour, which tells pictures apart. */
export async function png(colour: number, width = 4, height = 3): Promise<Uint8Array> {
  const background = { r: colour & 255, g: (colour >> 8) & 255, b: 40 };
  return new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer(),
  );
}

/** A column of a file that is written for a test. */
export interface Written {
  name: string;
  schema: SchemaElement[];
  data: unknown[];
  /** What Hugging Face's library would say of it. */
  feature?: unknown;
}

/** A column as Hugging Face's library writes pictures. */
export function imageColumn(pictures: (Uint8Array | null)[], paths: (string | null)[] = [], name = 'image'): Written {
  return {
    name,
    schema: [
      { name, num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ],
    data: pictures.map((bytes, i) => ({ bytes, path: paths[i] ?? null })),
    feature: { _type: 'Image' },
  };
}

/** Labels with the names of their classes. */
export function labelColumn(labels: (number | null)[], names: string[], name = 'label'): Written {
  const data = labels.map((label) => (label === null ? null : BigInt(label)));
  return { ...column(name, 'INT64', data), feature: { _type: 'ClassLabel', names } };
}

export function column(
  name: string,
  type: 'INT32' | 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'TEXT',
  data: unknown[],
): Written {
  const kind = type === 'TEXT' ? { type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const } : { type };
  return { name, schema: [{ name, ...kind, repetition_type: 'OPTIONAL' }], data };
}

/** Lists, or lists of lists, of whole numbers. */
export function listColumn(name: string, depth: number, data: unknown[]): Written {
  const wrap = (level: number): SchemaElement[] =>
    level === 0
      ? [{ name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' }]
      : [
          {
            name: level === depth ? name : 'element',
            num_children: 1,
            converted_type: 'LIST',
            repetition_type: 'OPTIONAL',
          },
          { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
          ...wrap(level - 1),
        ];
  return { name, schema: wrap(depth), data };
}

/** Writes columns into a Parquet file. */
export function parquetOf(columns: Written[], options: { rowGroupSize?: number; pageSize?: number } = {}): Uint8Array {
  const features = Object.fromEntries(columns.flatMap(({ name, feature }) => (feature ? [[name, feature]] : [])));
  const written = parquetWriteBuffer({
    columnData: columns.map(({ name, data }) => ({ name, data })),
    schema: [{ name: 'schema', num_children: columns.length }, ...columns.flatMap(({ schema }) => schema)],
    kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }],
    ...options,
  });
  return new Uint8Array(written);
}

/** Files as they are listed for an import. */
export function listed(files: Record<string, Uint8Array>): ListedFile[] {
  return Object.entries(files).map(([path, bytes]) => ({
    path,
    size: bytes.length,
    blob: () => Promise.resolve(new Blob([bytes as Uint8Array<ArrayBuffer>])),
  }));
}

/** Opens them as the importer does. */
export function open(files: Record<string, Uint8Array>): Promise<DatasetReader> {
  return parquetFormat.open(listed(files), { signal: never(), progress: () => {}, name: 'pictures' });
}

/** All pictures that are wanted, read. */
export async function picturesOf(reader: DatasetReader, wanted = (_row: number) => true): Promise<SourcePicture[]> {
  const pictures: SourcePicture[] = [];
  for await (const picture of reader.pictures(wanted, never())) {
    if ('why' in picture) throw new Error(picture.why);
    pictures.push(picture);
  }
  return pictures;
}

/** The encoded files among pictures. */
export function bytesOf(pictures: SourcePicture[]): Promise<Uint8Array[]> {
  return Promise.all(
    pictures.map(async (one) => new Uint8Array('file' in one ? await one.file.arrayBuffer() : one.pixels)),
  );
}

/** The texts of a column, one a row. */
export function textsOf(reader: DatasetReader, name: string): (string | undefined)[] {
  const data = reader.columns.find((one) => one.name === name)!.data;
  if (data.kind !== 'text') throw new Error(`${name} is no text`);
  return Array.from(data.codes, (code) => data.dictionary[code]);
}
