import { standingClasses } from '../../core/dataset/classes.ts';
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
  /** The kinds of change that occur, the most frequent first. */
  kinds: { from: number; to: number; count: number }[];
}

/** What injecting would change, without changing anything: from the same plan that injecting follows. */
export interface NoisePreview extends LabelChanges {
  /** Samples that may change: labelled ones of the scope, of mapped classes only where the noise is asymmetric. */
  eligible: number;
}

/** Counts changes of labels; samples without a label before or after are left out. */
export function countChanges(from: ArrayLike<number>, to: ArrayLike<number>): LabelChanges {
  const counts = new Map<number, number>();
  let changed = 0;
  for (let j = 0; j < from.length; j++) {
    if (from[j] === NO_LABEL || to[j] === NO_LABEL || from[j] === to[j]) continue;
    const kind = from[j] * NO_LABEL + to[j];
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    changed += 1;
  }
  const kinds = Array.from(counts, ([kind, count]) => {
    return { from: Math.floor(kind / NO_LABEL), to: kind % NO_LABEL, count };
  });
  return { changed, kinds: kinds.sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to) };
}

/** The class map of a choice, class → class; itself = never changed. */
export function classMapOf(table: Pick<Table, 'classes' | 'retired'>, map: NoiseChoice['map']): Int32Array {
  return (map === 'cifar10' ? cifar10Map(table.classes) : null) ?? nextClassMap(standingClasses(table));
}

/** Plans the noise that `choice` asks for over `scope`, as injecting would. @throws UserError */
export function previewNoise(table: Table, scope: Uint32Array, choice: NoiseChoice): NoisePreview {
  const { rate, seed } = choice;
  const map = choice.kind === 'asymmetric' ? classMapOf(table, choice.map) : null;
  const plan = planNoise(
    table.current,
    scope,
    standingClasses(table),
    map ? { kind: 'asymmetric', map, rate, seed } : { kind: 'symmetric', rate, seed },
  );
  let eligible = 0;
  for (const i of scope) {
    const label = table.current[i];
    if (label !== NO_LABEL && (!map || map[label] !== label)) eligible += 1;
  }
  const before = Uint16Array.from(plan.indices, (i) => table.current[i]);
  return { eligible, ...countChanges(before, plan.labels) };
}

/** The choice as the script API takes it. */
export function toNoiseOptions({ kind, map, rate, seed }: NoiseChoice): NoiseOptions {
  return { kind, rate, seed, ...(kind === 'asymmetric' && { map }) };
}
