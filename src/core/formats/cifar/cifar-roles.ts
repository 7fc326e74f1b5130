/** A file of samples: `order` sorts it within its split. */
export interface BatchRole {
  kind: 'batch';
  split: 'train' | 'test';
  order: number;
}

/** What a file is for, in CIFAR's layouts. */
export type Role = BatchRole | { kind: 'class-names' | 'coarse-names' | 'pickled-names' | 'fields' };

const NAMES: Record<string, Exclude<Role['kind'], 'batch'>> = {
  'batches.meta.txt': 'class-names',
  'fine_label_names.txt': 'class-names',
  'coarse_label_names.txt': 'coarse-names',
  'batches.meta': 'pickled-names',
  meta: 'pickled-names',
  'samples.csv': 'fields',
};

/**
 * What a file is for, by its name.
 * @param name the last part of its path
 * @returns undefined for one that has no place in a data set
 */
export function roleOf(name: string): Role | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(NAMES, lower)) return { kind: NAMES[lower] };
  const batch = /^(?:(data|test)_batch(?:_(\d{1,6}))?|(train|test))(?:\.bin|\.pkl|\.pickle)?$/.exec(lower);
  if (!batch) return undefined;
  const [, batchOf, number, whole] = batch;
  return { kind: 'batch', split: (batchOf ?? whole) === 'test' ? 'test' : 'train', order: Number(number ?? 0) };
}
