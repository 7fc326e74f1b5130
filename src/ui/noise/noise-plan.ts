import type { NoiseOptions } from '../../tasks/options.ts';
import { cifar10Map, nextClassMap, planNoise } from '../../core/dataset/noise.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';

/** What a person asks for in the form. */
export interface NoiseChoice {
  scope: string;
  kind: 'symmetric' | 'asymmetric';
  map: 'cifar10' | 'next';
  /** 0 … 1. */
  rate: number;
  seed: number;
}

/** How often each class became (or would become) each other one. */
export interface LabelChanges {
  /** Samples whose label changes. */
  changed: number;
  /** k×k row-major: `counts[from × k + to]`. */
  counts: Uint32Array;
}

/** What planting would change, without changing anything: from the same plan that planting follows. */
export interface NoisePreview extends LabelChanges {
  /** Samples that may change: labelled ones of the scope, of mapped classes only where the noise is asymmetric. */
  eligible: number;
}

/** Counts changes of labels; samples without a label before or after are left out. */
export function countChanges(from: ArrayLike<number>, to: ArrayLike<number>, classCount: number): LabelChanges {
  const counts = new Uint32Array(classCount * classCount);
  let changed = 0;
  for (let j = 0; j < from.length; j++) {
    if (from[j] >= classCount || to[j] >= classCount || from[j] === to[j]) continue;
    counts[from[j] * classCount + to[j]] += 1;
    changed += 1;
  }
  return { changed, counts };
}

/** The class map of a choice, class → class; itself = never changed. */
export function classMapOf(classes: readonly string[], map: NoiseChoice['map']): Int32Array {
  return (map === 'cifar10' ? cifar10Map(classes) : null) ?? nextClassMap(classes.length);
}

/** Plans the noise that `choice` asks for over `scope`, as planting would. @throws UserError */
export function previewNoise(table: Table, scope: Uint32Array, choice: NoiseChoice): NoisePreview {
  const k = table.classes.length;
  const { rate, seed } = choice;
  const map = choice.kind === 'asymmetric' ? classMapOf(table.classes, choice.map) : null;
  const plan = planNoise(
    table.current,
    scope,
    k,
    map ? { kind: 'asymmetric', map, rate, seed } : { kind: 'symmetric', rate, seed },
  );
  let eligible = 0;
  for (const i of scope) {
    const label = table.current[i];
    if (label !== NO_LABEL && (!map || map[label] !== label)) eligible += 1;
  }
  const before = Uint16Array.from(plan.indices, (i) => table.current[i]);
  return { eligible, ...countChanges(before, plan.labels, k) };
}

/** The choice as the script API takes it. */
export function toNoiseOptions({ kind, map, rate, seed }: NoiseChoice): NoiseOptions {
  return { kind, rate, seed, ...(kind === 'asymmetric' && { map }) };
}
