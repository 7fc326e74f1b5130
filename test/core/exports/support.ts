import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { splitColumn, type Table } from '../../../src/core/dataset/table.ts';
import { textColumn } from '../../../src/core/dataset/field-column.ts';
import { NO_LABEL, REVIEWED, type FieldColumn } from '../../../src/core/dataset/types.ts';
import type { ExportOptions, ExportPlan } from '../../../src/core/exports/export-format.ts';
import type { ExportSet } from '../../../src/core/exports/export-set.ts';
import { planExport, type ExportFormatId } from '../../../src/core/exports/formats.ts';
import type { ListedFile } from '../../../src/core/formats/listed-file.ts';
import { listFiles } from '../../../src/core/formats/listing/list-files.ts';
import { openDataset } from '../../../src/core/formats/open-dataset.ts';
import type { DatasetReader } from '../../../src/core/formats/dataset-reader.ts';

const SIDE = 32;
export const TRAIN = 11;
export const TEST = 4;
const COUNT = TRAIN + TEST;

/** A picture of its own for each number, row-major HWC RGB. */
export const pixelsOf = (index: number, side = SIDE): Uint8Array =>
  Uint8Array.from({ length: side * side * 3 }, (_, at) => (index * 37 + at * 5 + (at >> 7) * 3) & 255);

/** The same as a PNG by a library that is not ours. */
export async function originalOf(index: number, side = SIDE): Promise<Uint8Array<ArrayBuffer>> {
  const raw = { width: side, height: side, channels: 3 as const };
  return new Uint8Array(await sharp(pixelsOf(index, side), { raw }).png().toBuffer());
}

/**
 * Fifteen samples of three classes, eleven of them to learn from: two were relabelled, one was confirmed, one excluded; the last of train has
 * no label where `unlabelled` says so.
 */
export function exportTable(changes: Partial<Table> = {}): Table {
  const given = Uint16Array.from({ length: COUNT }, (_, i) => i % 3);
  const current = given.slice();
  [current[1], current[12]] = [2, 1];
  const reviewed = new Uint8Array(COUNT);
  reviewed.set([REVIEWED.kept, REVIEWED.relabelled, REVIEWED.excluded]);
  reviewed[12] = REVIEWED.relabelled;
  const excluded = new Uint8Array(COUNT);
  excluded[2] = 1;
  const splits = [
    { name: 'train', start: 0, count: TRAIN },
    { name: 'test', start: TRAIN, count: TEST },
  ];
  const suspicion = Float32Array.from({ length: COUNT }, (_, i) => (i < TRAIN ? 0.02 + (i % 3 === 1 ? 0.9 : 0) : NaN));
  return {
    count: COUNT,
    names: null,
    classes: ['cat', 'grüner Hund', '=SUM(A1)'],
    retired: [],
    tags: ['processed', 'blurry'],
    splits,
    given,
    current,
    truth: new Uint16Array(COUNT).fill(NO_LABEL),
    tagBits: Uint32Array.from({ length: COUNT }, (_, i) => i % 4),
    excluded,
    reviewed,
    split: splitColumn(splits, COUNT),
    fields: new Map<string, FieldColumn>([
      ['note', textColumn(Array.from({ length: COUNT }, (_, i) => (i % 2 ? `row "${i}", two` : undefined)))],
      ['age', { kind: 'number', values: Float32Array.from({ length: COUNT }, (_, i) => i / 10) }],
    ]),
    qualities: null,
    runId: 1,
    predicted: current.slice(),
    confidence: new Float32Array(COUNT).fill(0.75),
    scores: new Map([
      ['suspicion', { key: 'suspicion', method: 'suspicion', runId: 1, values: suspicion, judged: given.slice() }],
    ]),
    ...changes,
  };
}

export const DECIDED_AT = Date.UTC(2026, 0, 2, 3, 4, 5);

/** All that an export is made of, in memory. */
export function exportSet(table = exportTable(), changes: Partial<ExportSet> = {}): ExportSet {
  return {
    name: 'My set',
    format: 'folders',
    table,
    decisions: new Map(
      [0, 1, 2, 12].map((index) => [index, { by: index === 1 ? 'suggestion' : 'person', at: DECIDED_AT }]),
    ),
    width: SIDE,
    height: SIDE,
    pixels: (index) => Promise.resolve(pixelsOf(index)),
    original: async (index) => ({ bytes: await originalOf(index), extension: 'png' }),
    background: () =>
      Promise.resolve({
        ...{ source: 'pictures', importedAt: DECIDED_AT, fingerprint: null, runs: [], injected: null },
        compare: () => Promise.reject(new Error('there are no runs')),
      }),
    ...changes,
  };
}

/** Names as an import of folders gives them, of the classes that came. */
export const namesOf = ({ given, classes, splits, split }: Table): string[] =>
  Array.from(given, (label, i) => `${splits[split[i]].name}/${classes[label]}/pic ${i}.png`);

/** A plan of an export. */
export const planOf = (format: ExportFormatId, set = exportSet(), options: ExportOptions = {}): ExportPlan =>
  planExport(set, format, options);

/** The whole file of a plan. */
export async function bytesOf(plan: ExportPlan): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let told = 0;
  for await (const chunk of plan.write((done) => (told = done))) chunks.push(chunk.slice());
  if (told !== plan.count) throw new Error(`${told} of ${plan.count} samples were told of`);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** The whole file of an export. */
export const exported = (format: ExportFormatId, set?: ExportSet, options?: ExportOptions) =>
  bytesOf(planOf(format, set, options));

/** The text of an export. */
export const exportedText = async (format: ExportFormatId, set?: ExportSet, options?: ExportOptions): Promise<string> =>
  new TextDecoder().decode(await exported(format, set, options));

const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined, name: 'set' });

/** The files of an export, as the importer lists them. */
export async function filesOf(format: ExportFormatId, set?: ExportSet, options?: ExportOptions): Promise<ListedFile[]> {
  const plan = planOf(format, set, options);
  const file = new Blob([await bytesOf(plan)]);
  return listFiles([{ path: plan.fileName, size: file.size, blob: () => Promise.resolve(file) }], quiet());
}

/** An export, opened as the importer opens it. */
export const reopened = async (format: ExportFormatId, set?: ExportSet, options?: ExportOptions) =>
  openDataset(await filesOf(format, set, options), quiet());

/** A column of what was opened, one a row; null = no value. */
export function columnOf(reader: DatasetReader, name: string | null): (string | number | null)[] {
  const data = reader.columns.find((column) => column.name === name)?.data;
  if (!data) throw new Error(`there is no column ${name} among ${reader.columns.map((one) => one.name).join(', ')}`);
  if (data.kind === 'number') return Array.from(data.values, (value) => (Number.isNaN(value) ? null : value));
  return Array.from(data.codes, (code) => data.dictionary[code] ?? null);
}

/** The pictures of what was opened, decoded, row by row. */
export async function picturesOf(reader: DatasetReader): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = [];
  for await (const picture of reader.pictures(() => true, new AbortController().signal)) {
    if ('why' in picture) throw new Error(picture.why);
    pictures[picture.row] =
      'pixels' in picture
        ? picture.pixels.slice()
        : new Uint8Array(
            await sharp(await picture.file.arrayBuffer())
              .removeAlpha()
              .raw()
              .toBuffer(),
          );
  }
  return pictures;
}

/** Runs a program in Python with a file in a folder that it may change. @returns what it prints */
export function inPython(
  command: string,
  program: string,
  files: Record<string, Uint8Array>,
  args: string[] = [],
): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'second-look-export-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
    const run = spawnSync(command, ['-c', program, ...args], { cwd: folder, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
