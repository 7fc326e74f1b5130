import { SHARDS_ALONE, type DatasetInfo, type FieldColumn, type ShardRef, type Split } from '../../dataset/types.ts';
import { SIDE, type Batch } from './batch.ts';
import { cifarClasses, officialName } from './cifar-classes.ts';
import { fieldColumn } from '../../dataset/field-column.ts';
import { importError } from '../import-error.ts';
import type { NamesFile } from '../label-classes.ts';
import { distinctNames } from '../sample-names.ts';
import { fieldsOf, type SampleRows } from './samples-csv.ts';

/** What was read of a data set, in the order of the archive. */
export interface Parts {
  batches: Batch[];
  /** Class names and the file that gave them. */
  classes?: NamesFile;
  coarse?: NamesFile;
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
  /** One a sample, where the batches have names of files. */
  names?: string[];
  fieldColumns: Record<string, FieldColumn>;
}

/**
 * Puts the batches in their order, train by batch number, then test, whatever the order they came in.
 * @param fallbackName the data set's name where its contents are not those of CIFAR-10 or CIFAR-100
 * @throws UserError 'import' where batches do not fit together or a label has no class
 */
export function assemble(parts: Parts, fallbackName: string): Assembled & { note?: string } {
  const batches = [...parts.batches].sort(
    (a, b) => Number(a.role.split === 'test') - Number(b.role.split === 'test') || a.role.order - b.role.order,
  );
  const [first] = batches;
  for (const batch of batches) {
    if (batch.layout !== first.layout || !batch.coarse !== !first.coarse) {
      throw importError(`${batch.path} has another layout than ${first.path}; import them one by one.`);
    }
  }
  const { classes: read, coarse } = cifarClasses(batches, parts);
  const { codes: labels, dictionary: classes } = read.column;
  const sampleCount = labels.length;
  const shards: ShardRef[] = [];
  const splits: Split[] = [];
  let start = 0;
  for (const batch of batches) {
    for (const { id, offset, count } of batch.blocks) shards.push({ id, start: start + offset, count });
    const split = splits.find(({ name }) => name === batch.role.split);
    if (split) split.count += batch.labels.length;
    else splits.push({ name: batch.role.split, start, count: batch.labels.length });
    start += batch.labels.length;
  }
  const own = parts.rows ? fieldsOf(parts.rows, splits) : {};
  if (coarse && own.coarse)
    throw importError('samples.csv: the batches have a field “coarse” already; name the column otherwise.');
  const named = batches.some(({ names }) => names);
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
    labels: Uint16Array.from(labels),
    ...(named && {
      names: distinctNames(batches.map((b) => ({ split: b.role.split, count: b.labels.length, names: b.names }))),
    }),
    fieldColumns: { ...(coarse && { coarse: coarse.column }), ...fieldsOfBatches(batches), ...own },
    note: read.note,
  };
}

/** The other keys of pickled batches, by name; samples of a batch without one have no value. */
function fieldsOfBatches(batches: Batch[]): Record<string, FieldColumn> {
  const keys = new Set(batches.flatMap(({ fields }) => [...(fields?.keys() ?? [])]));
  const cells = (key: string): string[] =>
    batches.flatMap(({ fields, labels }) => fields?.get(key) ?? new Array<string>(labels.length).fill(''));
  return Object.fromEntries([...keys].map((key) => [key, fieldColumn(cells(key))]));
}
