import { SHARDS_ALONE, type DatasetInfo, type FieldColumn, type ShardRef, type Split } from '../dataset/types.ts';
import { SIDE, type Batch } from './batch.ts';
import { CIFAR_100_CLASSES, CIFAR_100_COARSE, CIFAR_10_CLASSES } from './cifar-names.ts';
import { grouped, importError } from './import-error.ts';
import { fieldsOf, type SampleRows } from './samples-csv.ts';

/** What was read of a data set, in the order of the archive. */
export interface Parts {
  batches: Batch[];
  /** Class names and the file that gave them. */
  classes?: { file: string; names: string[] };
  coarse?: { file: string; names: string[] };
  rows?: SampleRows;
}

/** A data set as its archive has it, the pixels in the store already. */
export interface Assembled extends Pick<
  DatasetInfo,
  | 'name'
  | 'format'
  | 'sampleCount'
  | 'width'
  | 'height'
  | 'classes'
  | 'splits'
  | 'shards'
  | 'annotators'
  | keyof typeof SHARDS_ALONE
> {
  labels: Uint16Array;
  fieldColumns: Record<string, FieldColumn>;
}

/**
 * Puts the batches in their order, train by batch number, then test, whatever the order they came in.
 * @param fallbackName the data set's name where its contents are not those of CIFAR-10 or CIFAR-100
 * @throws UserError 'import' where batches do not fit together or a label has no class
 */
export function assemble(parts: Parts, fallbackName: string): Assembled {
  const batches = [...parts.batches].sort(
    (a, b) => Number(a.role.split === 'test') - Number(b.role.split === 'test') || a.role.order - b.role.order,
  );
  const [first] = batches;
  for (const batch of batches) {
    if (batch.layout !== first.layout || !batch.coarse !== !first.coarse) {
      throw importError(`${batch.path} has another layout than ${first.path}; import them one by one.`);
    }
  }
  const cifars = first.coarse ? CIFAR_100_CLASSES : CIFAR_10_CLASSES;
  const classes = parts.classes?.names ?? namesFor(batches, 'labels', cifars, 'class');
  const coarseNames = parts.coarse?.names ?? namesFor(batches, 'coarse', CIFAR_100_COARSE, 'coarse class');
  const sampleCount = batches.reduce((sum, batch) => sum + batch.labels.length, 0);
  const labels = new Uint16Array(sampleCount);
  const coarse = first.coarse && new Uint16Array(sampleCount);
  const shards: ShardRef[] = [];
  const splits: Split[] = [];
  let start = 0;
  for (const batch of batches) {
    checkLabels(batch.labels, batch.path, 'label', classes.length, parts.classes?.file);
    labels.set(batch.labels, start);
    if (coarse && batch.coarse) {
      checkLabels(batch.coarse, batch.path, 'coarse label', coarseNames.length, parts.coarse?.file);
      coarse.set(batch.coarse, start);
    }
    for (const { id, offset, count } of batch.blocks) shards.push({ id, start: start + offset, count });
    const split = splits.find(({ name }) => name === batch.role.split);
    if (split) split.count += batch.labels.length;
    else splits.push({ name: batch.role.split, start, count: batch.labels.length });
    start += batch.labels.length;
  }
  const own = parts.rows ? fieldsOf(parts.rows, splits) : {};
  if (coarse && own.coarse)
    throw importError('samples.csv: the batches have a field “coarse” already; name the column otherwise.');
  const official = officialName(classes, !!coarse);
  return {
    name: official ?? fallbackName,
    format: `${official ?? 'CIFAR-layout'} ${first.layout}`,
    sampleCount,
    width: SIDE,
    height: SIDE,
    ...SHARDS_ALONE,
    annotators: [],
    classes,
    splits,
    shards,
    labels,
    fieldColumns: { ...(coarse && { coarse: { kind: 'text', codes: coarse, dictionary: coarseNames } }), ...own },
  };
}

function officialName(classes: string[], hasCoarse: boolean): string | undefined {
  if (hasCoarse) return classes.length === CIFAR_100_CLASSES.length ? 'CIFAR-100' : undefined;
  return classes.join() === CIFAR_10_CLASSES.join() ? 'CIFAR-10' : undefined;
}

/**
 * Names for labels that no file names: CIFAR's own, or "class 0", "class 1" … where there are more classes than it has.
 * More classes are accepted only where every number up to the highest occurs: a single high number means a damaged file.
 */
function namesFor(batches: Batch[], column: 'labels' | 'coarse', cifars: string[], word: string): string[] {
  const seen = new Set<number>();
  for (const batch of batches) for (const label of batch[column] ?? []) seen.add(label);
  const own = seen.size > cifars.length && Math.max(...seen) === seen.size - 1;
  return own ? Array.from({ length: seen.size }, (_, label) => `${word} ${label}`) : cifars;
}

function checkLabels(labels: Uint8Array, path: string, what: string, classCount: number, namesFile?: string): void {
  const record = labels.findIndex((label) => label >= classCount);
  if (record < 0) return;
  const known = namesFile ? `${namesFile} names ${classCount}` : `there are ${classCount}, and no file names others`;
  throw importError(
    `${path.slice(path.lastIndexOf('/') + 1)}: record ${grouped(record)} has the ${what} ${labels[record]}, but of such classes ${known}; ` +
      'the file is damaged or is none of CIFAR.',
  );
}
