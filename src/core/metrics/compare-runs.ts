import { NO_LABEL } from '../dataset/types.ts';

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
  /** The same by class of the reference label. */
  classes: AccuracyPair[];
  /** Samples that the first run got wrong and the second right, the other way round, and wrong in another way. */
  fixed: Uint32Array;
  broken: Uint32Array;
  otherwise: Uint32Array;
}

/**
 * Compares what two runs predict, over the samples that both predicted.
 * @param before classes predicted by the first run, one a sample of the data set @param after by the second
 * @param reference the label that is held to be right; NO_LABEL leaves a sample out
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
  for (let j = 0; j < indices.length; j++) {
    const i = indices[j];
    const right = reference(i);
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
  return {
    count: sum('count'),
    before: sum('before'),
    after: sum('after'),
    classes,
    fixed: Uint32Array.from(fixed),
    broken: Uint32Array.from(broken),
    otherwise: Uint32Array.from(otherwise),
  };
}
