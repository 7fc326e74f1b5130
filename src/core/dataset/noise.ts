import { Random } from './random.ts';
import { UserError } from '../errors.ts';

/** Symmetric: any other class, uniformly. Asymmetric: the class that the map names; itself = never changed. */
export type NoisePlan =
  | { kind: 'symmetric'; rate: number; seed: number }
  | { kind: 'asymmetric'; map: Int32Array; rate: number; seed: number };

/** Which samples get which wrong label. */
export interface PlannedNoise {
  /** Ascending. */
  indices: Uint32Array;
  /** One label an index, never the one it had. */
  labels: Uint16Array;
}

/**
 * Plans label noise: exactly round(rate × n) samples, of the scope where it is symmetric, of each mapped class where it is
 * asymmetric. The same seed and scope give the same noise, in whatever order the scope comes.
 * @param labels the labels to start from, one a sample of the data set
 * @param scope indices of the samples that may change
 * @throws UserError where the rate, the classes or the scope do not allow it
 */
export function planNoise(labels: Uint16Array, scope: Uint32Array, classCount: number, plan: NoisePlan): PlannedNoise {
  if (!(plan.rate >= 0 && plan.rate <= 1))
    throw new UserError('bad-input', `The noise rate is ${plan.rate}; it must lie between 0 and 1.`);
  if (classCount < 2)
    throw new UserError('nothing-to-do', 'There is no wrong label to give: the data set has only one class.');
  const samples = scope.filter((i) => labels[i] < classCount).sort();
  if (samples.length === 0)
    throw new UserError('nothing-to-do', 'There is nothing to plant noise in: the samples chosen have no labels.');
  const random = new Random(plan.seed);
  const pick = (from: Uint32Array): Uint32Array =>
    random.shuffle(from.slice()).subarray(0, Math.round(plan.rate * from.length));

  if (plan.kind === 'symmetric') {
    const indices = pick(samples).sort();
    return {
      indices,
      labels: Uint16Array.from(indices, (i) => (labels[i] + 1 + random.int(classCount - 1)) % classCount),
    };
  }
  const chosen: number[] = [];
  for (let c = 0; c < classCount; c++) {
    if (plan.map[c] === c) continue;
    for (const i of pick(samples.filter((sample) => labels[sample] === c))) chosen.push(i);
  }
  const indices = Uint32Array.from(chosen).sort();
  return { indices, labels: Uint16Array.from(indices, (i) => plan.map[labels[i]]) };
}

/** Pairs of CIFAR-10's classes that people and networks confuse; the usual map for asymmetric noise (Patrini et al., 2017). */
const CIFAR10_CONFUSIONS: readonly (readonly [string, string])[] = [
  ['truck', 'automobile'],
  ['bird', 'airplane'],
  ['deer', 'horse'],
  ['cat', 'dog'],
  ['dog', 'cat'],
];

/** CIFAR-10's usual confusions as a map class → class, or null where one of the classes is missing. */
export function cifar10Map(classes: readonly string[]): Int32Array | null {
  const map = Int32Array.from(classes.keys());
  for (const [from, to] of CIFAR10_CONFUSIONS) {
    const [a, b] = [classes.indexOf(from), classes.indexOf(to)];
    if (a < 0 || b < 0) return null;
    map[a] = b;
  }
  return map;
}

/** Every class becomes the next one, the last the first. */
export function nextClassMap(classCount: number): Int32Array {
  return Int32Array.from({ length: classCount }, (_, c) => (c + 1) % classCount);
}
