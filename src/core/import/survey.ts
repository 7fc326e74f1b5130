import type { DatasetReader, SourceColumn } from '../formats/dataset-reader.ts';
import { fieldText } from '../dataset/field-column.ts';
import { TRAINING_SIZES } from '../dataset/types.ts';
import type { ColumnSummary, ImportChoices, Survey } from './choices.ts';

/** Values of a column, unreadable files and groups of duplicates that are listed by name. */
const LISTED = 1000;
const LISTED_GROUPS = 100;

/** Pictures whose sides are smaller than this are suggested to be trained at 32 pixels, others at 64. */
const PHOTO_SIDE = 48;

/** What the importer knows of a source besides its reader. */
export interface SourceFacts {
  /** Bytes of the files. */
  bytes: number;
  /** The folder that the files lie in, where the browser can open it again later. */
  folder?: unknown;
  /** Whether the pictures are encoded files. */
  photos: boolean;
}

/** Says what was found, with what is suggested to be done about it. */
export function surveyOf(reader: DatasetReader, { bytes, folder, photos }: SourceFacts): Survey {
  const areas = readableByArea(reader.sizes);
  const sizeAt = (place: number): [number, number] => {
    const row = areas[Math.min(areas.length - 1, place)];
    return row === undefined ? [0, 0] : [reader.sizes[2 * row], reader.sizes[2 * row + 1]];
  };
  const sizes = {
    smallest: sizeAt(0),
    median: sizeAt(areas.length >> 1),
    largest: sizeAt(areas.length - 1),
  };
  const nameAt = (row: number): string => reader.names?.[row] ?? `row ${row + 1}`;
  return {
    format: reader.format,
    samples: areas.length,
    columns: reader.columns.map((column) => summaryOf(column, reader.rows)),
    table: reader.table,
    sizes,
    photos,
    bytes,
    fromFolder: folder !== undefined,
    unreadable: reader.unreadable.slice(0, LISTED),
    unreadableCount: reader.unreadable.length,
    strangers: reader.strangers,
    duplicates: reader.duplicates.slice(0, LISTED_GROUPS).map((rows) => rows.map(nameAt)),
    duplicateGroups: reader.duplicates.length,
    notes: reader.notes,
    suggested: suggestionOf(reader, sizes.median, photos),
  };
}

/** What is suggested for a reader's rows. @param median width and height of the median picture */
function suggestionOf(reader: DatasetReader, median: [number, number], photos: boolean): ImportChoices {
  const { label, split, annotators, fit } = reader.guess;
  return {
    name: reader.name,
    label,
    split,
    annotators,
    size: sizeFor(median, photos),
    fit: fit ?? 'crop',
    background: '#ffffff',
    gone: 'keep',
    originals: 'store',
  };
}

/** Arrays of small squares keep their size; else the smaller side decides. */
function sizeFor([width, height]: [number, number], photos: boolean): number {
  if (!photos && width === height && width >= 16 && width <= TRAINING_SIZES[1]) return width;
  return Math.min(width, height) < PHOTO_SIDE ? TRAINING_SIZES[0] : TRAINING_SIZES[1];
}

/** Rows that can be read, the smallest picture first. */
function readableByArea(sizes: Uint32Array): number[] {
  const rows: number[] = [];
  for (let row = 0; 2 * row < sizes.length; row++) if (sizes[2 * row] > 0) rows.push(row);
  const area = (row: number): number => sizes[2 * row] * sizes[2 * row + 1];
  return rows.sort((a, b) => area(a) - area(b));
}

function summaryOf({ name, origin, data, isClasses = false }: SourceColumn, rows: number): ColumnSummary {
  const counts = new Map<string, number>();
  if (isClasses && data.kind === 'text') for (const value of data.dictionary) counts.set(value, 0);
  let empty = 0;
  for (let row = 0; row < rows; row++) {
    const value = fieldText(data, row);
    if (value === '') empty += 1;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  return {
    name,
    origin,
    kind: data.kind,
    different: counts.size,
    empty,
    values: values.slice(0, LISTED),
    isClasses,
  };
}
