import { NO_LABEL } from './types.ts';
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
 * @param labels the labels to start from, one a sample of the data set; samples without one stay so
 * @param scope indices of the samples that may change
 * @param classes numbers of the classes that stand, ascending
 * @throws UserError where the rate, the classes or the scope do not allow it
 */
export function planNoise(
  labels: Uint16Array,
  scope: Uint32Array,
  classes: readonly number[],
  plan: NoisePlan,
): PlannedNoise {
  if (!(plan.rate >= 0 && plan.rate <= 1))
    throw new UserError('bad-input', `The noise rate is ${plan.rate}; it must lie between 0 and 1.`);
  const classCount = classes.length;
  if (classCount < 2) {
    const has = classCount === 0 ? 'no class' : 'only one class';
    throw new UserError('nothing-to-do', `There is no wrong label to give: the data set has ${has}.`);
  }
  const samples = scope.filter((i) => labels[i] !== NO_LABEL).sort();
  if (samples.length === 0)
    throw new UserError('nothing-to-do', 'There is nothing to inject noise into: the samples chosen have no labels.');
  const random = new Random(plan.seed);
  const pick = (from: Uint32Array): Uint32Array =>
    random.shuffle(from.slice()).subarray(0, Math.round(plan.rate * from.length));

  if (plan.kind === 'symmetric') {
    const indices = pick(samples).sort();
    const place = new Map(classes.map((label, at) => [label, at]));
    const other = (label: number): number => classes[(place.get(label)! + 1 + random.int(classCount - 1)) % classCount];
    return { indices, labels: Uint16Array.from(indices, (i) => other(labels[i])) };
  }
  const chosen: number[] = [];
  const ofClass = new Map<number, number[]>();
  for (const i of samples) {
    const members = ofClass.get(labels[i]);
    if (members) members.push(i);
    else ofClass.set(labels[i], [i]);
  }
  for (const c of classes) {
    if (plan.map[c] === c) continue;
    for (const i of pick(Uint32Array.from(ofClass.get(c) ?? []))) chosen.push(i);
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

/** Every class becomes the next one, the last the first. @param classes numbers of the classes that stand, ascending */
export function nextClassMap(classes: readonly number[]): Int32Array {
  const map = Int32Array.from({ length: (classes.at(-1) ?? -1) + 1 }, (_, c) => c);
  classes.forEach((label, at) => (map[label] = classes[(at + 1) % classes.length]));
  return map;
}
