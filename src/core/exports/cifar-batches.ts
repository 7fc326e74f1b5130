import { formatCount, formatPlural } from '../format.ts';
import { splitKind } from '../dataset/split-names.ts';
import { NO_LABEL, type Split } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import { chosenSamples } from './chosen-samples.ts';
import type { ExportOptions } from './export-format.ts';
import { exportClasses, fileNameOf, type ExportClasses, type ExportSet } from './export-set.ts';

/** Side of CIFAR's pictures. */
const SIDE = 32;
/** Values of a picture. */
export const CIFAR_PICTURE = SIDE * SIDE * 3;
/** A label is one byte. */
const MOST_CLASSES = 256;
/** CIFAR-10's training pictures lie in so many files. */
const TRAIN_BATCHES = 5;

/** The second, coarser level of CIFAR-100's labels. */
export interface CoarseLabels {
  names: string[];
  /** The coarse class of each class of the export. */
  ofClass: Uint8Array;
}

/** Samples of one file. */
export interface CifarBatch {
  split: 'train' | 'test';
  /** From 1 on; 0 where all of the split are in one file. */
  number: number;
  indices: Uint32Array;
}

/** A data set as CIFAR's archives divide it. */
export interface CifarSet {
  batches: CifarBatch[];
  classes: ExportClasses;
  /** Present where it is CIFAR-100. */
  coarse: CoarseLabels | null;
  count: number;
  notes: string[];
  /** "cifar-10": what archive and folder are called after. */
  name: string;
}

/**
 * Divides a data set as CIFAR's archives are: by CIFAR-100's layout where it is that one, else by CIFAR-10's, its training samples in five files.
 * @throws UserError 'bad-input' where the pictures are not 32 × 32, there are more classes than a byte holds, or no sample is labelled
 */
export function cifarSet(set: ExportSet, options: ExportOptions): CifarSet {
  const { table, width, height } = set;
  if (width !== SIDE || height !== SIDE) {
    throw refused(
      `An archive of CIFAR’s holds pictures of 32 × 32, and these are ${width} × ${height}. Import the data set at 32 pixels, or choose another format.`,
    );
  }
  const classes = exportClasses(table);
  if (classes.names.length > MOST_CLASSES) {
    throw refused(
      `An archive of CIFAR’s holds up to 256 classes, and ${set.name} has ${formatCount(classes.names.length)}. Choose another format.`,
    );
  }
  const { indices, notes } = chosenSamples(table, options);
  const labelled = indices.filter((i) => table.current[i] !== NO_LABEL);
  if (labelled.length === 0) throw refused(`${set.name} has no labelled sample, and CIFAR’s archives have no others.`);
  if (labelled.length < indices.length) {
    notes.push(
      `${formatPlural(indices.length - labelled.length, 'sample')} without a label left out: CIFAR’s archives have none.`,
    );
  }
  const coarse = coarseLabels(set, classes);
  const { train, test, others } = divided(table.splits);
  const of = (splits: readonly Split[]): Uint32Array =>
    labelled.filter((i) => splits.some(({ start, count }) => i >= start && i < start + count));
  for (const { name, count } of others) {
    notes.push(
      `The split “${name}” (${formatPlural(count, 'sample')}) is left out: CIFAR’s archives have train and test alone.`,
    );
  }
  const batches: CifarBatch[] = [
    ...trainBatches(of(train), coarse !== null),
    { split: 'test' as const, number: 0, indices: of(test) },
  ].filter((batch) => batch.indices.length > 0);
  if (coarse) notes.push('The coarse label of each sample is that of its class as it stands.');
  const count = batches.reduce((sum, batch) => sum + batch.indices.length, 0);
  return { batches, classes, coarse, count, notes, name: fileNameOf(set.name) };
}

const refused = (sentence: string): UserError => new UserError('bad-input', sentence);

/** Splits for training and for testing; where none is called train, those of no usual name are. */
function divided(splits: readonly Split[]): { train: Split[]; test: Split[]; others: Split[] } {
  const test = splits.filter(({ name }) => splitKind(name) === 'test');
  const called = splits.filter(({ name }) => splitKind(name) === 'train');
  const train = called.length > 0 ? called : splits.filter(({ name }) => splitKind(name) === null);
  return { train, test, others: splits.filter((split) => !train.includes(split) && !test.includes(split)) };
}

function trainBatches(indices: Uint32Array, whole: boolean): CifarBatch[] {
  if (whole) return [{ split: 'train', number: 0, indices }];
  const size = Math.ceil(indices.length / TRAIN_BATCHES);
  return Array.from({ length: TRAIN_BATCHES }, (_, k) => {
    return { split: 'train' as const, number: k + 1, indices: indices.slice(k * size, (k + 1) * size) };
  });
}

/**
 * CIFAR-100's superclasses; each class has the one that most of its samples have, and where it has none any more, most of those that came with
 * it. Null where the data set is another.
 */
function coarseLabels({ format, table }: ExportSet, { names, numberOf }: ExportClasses): CoarseLabels | null {
  const field = table.fields.get('coarse');
  if (!format.startsWith('CIFAR-100') || field?.kind !== 'text' || field.dictionary.length > MOST_CLASSES) return null;
  const { codes, dictionary } = field;
  const countsBy = (labels: Uint16Array): Uint32Array[] => {
    const counts = names.map(() => new Uint32Array(dictionary.length));
    for (let i = 0; i < table.count; i++) {
      const number = numberOf(labels[i]);
      if (number >= 0 && codes[i] < dictionary.length) counts[number][codes[i]] += 1;
    }
    return counts;
  };
  const given = countsBy(table.given);
  const counts = countsBy(table.current).map((of, label) => (of.some((count) => count > 0) ? of : given[label]));
  return { names: dictionary, ofClass: Uint8Array.from(counts, (of) => of.indexOf(Math.max(...of))) };
}

/** Writes a picture (row-major HWC) as CIFAR has it: all red values, then all green ones, then all blue ones. */
export function toPlanes(pixels: Uint8Array, out: Uint8Array, at: number): void {
  const area = SIDE * SIDE;
  for (let p = 0; p < area; p++) {
    out[at + p] = pixels[3 * p];
    out[at + area + p] = pixels[3 * p + 1];
    out[at + 2 * area + p] = pixels[3 * p + 2];
  }
}
