import { NO_LABEL } from '../dataset/types.ts';
import { pairedGain, type PairedGain } from './paired-gain.ts';

/** How often two runs are right about some samples. */
export interface AccuracyPair {
  /** Samples that both predicted and whose label is known. */
  count: number;
  /** Of these, how many the first and the second run got right. */
  before: number;
  after: number;
}

/** Two runs, sample by sample. */
export interface RunComparison extends AccuracyPair {
  /** By how much the second run is right more often than the first; null where no sample counts. */
  gain: PairedGain | null;
  /** Samples that do not count since a person excluded them, or changed their label between the two runs while no true label is known. */
  leftOut: number;
  /** The same by class of the reference label. */
  classes: AccuracyPair[];
  /** Samples that the first run got wrong and the second right, the other way round, and wrong in another way. */
  fixed: Uint32Array;
  broken: Uint32Array;
  otherwise: Uint32Array;
}

/** Stands for the label of a sample that is left out of a comparison, since what would be held against it has changed in between. */
export const LEFT_OUT = -1;

/**
 * Compares what two runs predict, over the samples that both predicted.
 * @param before classes predicted by the first run, one a sample of the data set @param after by the second
 * @param reference the label that is held to be right; NO_LABEL where none is known, LEFT_OUT where it does not count
 * @param indices samples to look at
 * @param k classes
 */
export function compareRuns(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  reference: (index: number) => number,
  indices: ArrayLike<number>,
  k: number,
): RunComparison {
  const classes = Array.from({ length: k }, (): AccuracyPair => ({ count: 0, before: 0, after: 0 }));
  const [fixed, broken, otherwise]: number[][] = [[], [], []];
  let leftOut = 0;
  for (let j = 0; j < indices.length; j++) {
    const i = indices[j];
    const right = reference(i);
    if (right === LEFT_OUT) {
      leftOut += 1;
      continue;
    }
    if (right === NO_LABEL || before[i] === NO_LABEL || after[i] === NO_LABEL) continue;
    const figures = classes[right];
    figures.count += 1;
    if (before[i] === right) figures.before += 1;
    if (after[i] === right) figures.after += 1;
    if (before[i] === after[i]) continue;
    if (after[i] === right) fixed.push(i);
    else if (before[i] === right) broken.push(i);
    else otherwise.push(i);
  }
  const sum = (key: keyof AccuracyPair): number => classes.reduce((total, figures) => total + figures[key], 0);
  const count = sum('count');
  return {
    count,
    before: sum('before'),
    after: sum('after'),
    gain: count === 0 ? null : pairedGain(fixed.length, broken.length, count),
    leftOut,
    classes,
    fixed: Uint32Array.from(fixed),
    broken: Uint32Array.from(broken),
    otherwise: Uint32Array.from(otherwise),
  };
}
