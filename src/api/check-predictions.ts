import { formatCount } from '../core/format.ts';
import { standingClasses, whyTooManyClasses } from '../core/dataset/classes.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import { UserError } from '../core/errors.ts';
import { keptLogits, predictionKind } from '../core/training/imported-logits.ts';
import type { ImportedPredictions } from '../tasks/add-imported.ts';
import type { Numbers, RunPredictions } from './calls/runs.ts';

/**
 * Predictions of a script as a run keeps them.
 * @throws UserError 'bad-input' that says which of them cannot be, and why
 */
export function checkPredictions(info: DatasetInfo, name: string, given: RunPredictions): ImportedPredictions {
  const { sampleCount } = info;
  if (name.trim() === '') throw bad('A run needs a name.');
  if (typeof given.outOfSample !== 'boolean')
    throw bad(
      '“outOfSample” says whether a model that had not learned a sample’s label has predicted it: true or false.',
    );
  if ((given.logits === undefined) === (given.probabilities === undefined))
    throw bad('Give either “logits” or “probabilities”.');
  const tooMany = whyTooManyClasses(info);
  if (tooMany) throw bad(tooMany);
  const order = orderOf(given.indices, sampleCount);
  const n = order.length;
  const labels = classesOf(info, given, n);
  const k = labels.length;
  const kind = given.logits === undefined ? 'probabilities' : 'logits';
  const values = rowsOf(given.logits ?? given.probabilities!, kind, n, k, order);
  if (kind === 'probabilities' && n > 0 && predictionKind(values, k) !== 'probabilities')
    throw bad('Probabilities of a sample are 0 or more and 1 together; some of these are not. Logits go by “logits”.');
  const logits = keptLogits(values, kind, labels, info.classes.length);
  const unknown = logits.findIndex(Number.isNaN);
  if (unknown >= 0) {
    const at = order[Math.floor(unknown / info.classes.length)];
    throw bad(`Row ${at.row} of “${kind}” holds NaN or infinity, and so no prediction of sample ${at.index}.`);
  }
  const { features: embeddings } = given;
  const features = embeddings
    ? rowsOf(embeddings, 'features', n, lengthOf(embeddings) / n, order)
    : new Float32Array(0);
  const indices = Uint32Array.from(order, ({ index }) => index);
  return { name: name.trim(), outOfSample: given.outOfSample, indices, logits, features };
}

const bad = (what: string): UserError => new UserError('bad-input', what);
/** A sample, and the row that is of it. */
interface Place {
  index: number;
  row: number;
}

/** The samples in ascending order, and their rows. */
function orderOf(indices: ArrayLike<number> | undefined, sampleCount: number): Place[] {
  if (indices === undefined) return Array.from({ length: sampleCount }, (_, index) => ({ index, row: index }));
  const order = Array.from(indices, (index, row) => ({ index, row }));
  if (order.length === 0) throw bad('“indices” is empty: there is no sample to add predictions of.');
  const wrong = order.find(({ index }) => !Number.isInteger(index) || index < 0 || index >= sampleCount);
  if (wrong)
    throw bad(`“indices” holds ${wrong.index}, which is no sample: they are 0 … ${formatCount(sampleCount - 1)}.`);
  order.sort((a, b) => a.index - b.index);
  const twice = order.find(({ index }, at) => index === order[at + 1]?.index);
  if (twice) throw bad(`“indices” holds ${twice.index} twice.`);
  return order;
}

const isFlat = (numbers: Numbers): numbers is ArrayLike<number> =>
  numbers.length === 0 || typeof numbers[0] === 'number';

const lengthOf = (numbers: Numbers): number =>
  isFlat(numbers)
    ? numbers.length
    : (Array.prototype.reduce.call(
        numbers,
        (sum, row) => (sum as number) + (row as ArrayLike<number>).length,
        0,
      ) as number);

/** The class of each column: those that stand, or all that there ever were where there are so many columns. */
function classesOf(info: DatasetInfo, { logits, probabilities }: RunPredictions, n: number): number[] {
  const k = lengthOf(logits ?? probabilities!) / n;
  const standing = standingClasses(info);
  if (k === standing.length) return standing;
  if (k === info.classes.length) return [...info.classes.keys()];
  const have = formatCount(lengthOf(logits ?? probabilities!));
  throw bad(
    `There are ${have} numbers for ${formatCount(n)} samples, and the data set has ${formatCount(standing.length)} classes: ${formatCount(n * standing.length)} are needed, row by row.`,
  );
}

/** Numbers in the order of the samples, n×k row-major. */
function rowsOf(numbers: Numbers, what: string, n: number, k: number, order: readonly Place[]): Float32Array {
  const values = new Float32Array(n * k);
  if (!Number.isInteger(k) || k === 0)
    throw bad(
      `“${what}” has ${formatCount(lengthOf(numbers))} numbers, which is not a number of them for each of ${formatCount(n)} samples.`,
    );
  if (isFlat(numbers)) {
    order.forEach(({ row }, at) => {
      for (let j = 0; j < k; j++) values[at * k + j] = numbers[row * k + j];
    });
    return values;
  }
  order.forEach(({ row }, at) => {
    const { length } = numbers[row] ?? [];
    if (length !== k)
      throw bad(`Row ${row} of “${what}” has ${formatCount(length)} numbers; ${formatCount(k)} are needed.`);
    values.set(numbers[row], at * k);
  });
  return values;
}
