import { MOST_CLASSES } from '../dataset/classes.ts';
import { NO_LABEL, REVIEWED, type FieldColumn } from '../dataset/types.ts';
import { columnsOf } from '../edits/carry-edits.ts';
import type { Edit, LabelColumnName, LabelColumns } from '../edits/edit.ts';
import { applyPatches } from '../edits/patches.ts';
import type { ProjectColumn, ProjectDataset } from './dataset-rows.ts';
import { damaged } from './project-error.ts';

const LABEL_COLUMNS = ['given', 'current', 'true', 'tags', 'excluded', 'reviewed'] as const;

/**
 * Sees to it that a data set's facts and columns fit together.
 * @throws UserError 'project'
 */
export function verifyDataset(dataset: ProjectDataset, columns: readonly ProjectColumn[]): void {
  const { sampleCount: n, splits, classes, retired, fields, tags } = dataset;
  let next = 0;
  for (const { start, count } of splits) {
    if (start !== next) throw damaged('dataset', 'has splits with gaps');
    next += count;
  }
  if (next !== n) throw damaged('dataset', 'has splits of another number of samples');
  if (classes.length > MOST_CLASSES || tags.length > 32) throw damaged('dataset', 'has too many classes or tags');
  const isClass = (label: number): boolean => label < classes.length || label === NO_LABEL;
  if (!retired.every(({ label, into }) => label < classes.length && isClass(into)))
    throw damaged('dataset', 'has retired classes that are not there');
  const byName = new Map(columns.map(({ name, data }) => [name, data]));
  if (byName.size !== columns.length) throw damaged('columns', 'have a name twice');
  for (const name of ['imported', ...LABEL_COLUMNS, ...fields.map((field) => `field/${field}`)]) {
    if (!byName.has(name)) throw damaged('columns', `lack “${name}”`);
  }
  for (const [name, data] of byName) {
    if (lengthOf(data) !== n) throw damaged(`columns, ${name},`, `has not ${n} entries`);
  }
  if (!(byName.get('imported') instanceof Uint16Array)) throw damaged('columns, imported,', 'are no labels');
  if (!Array.isArray(byName.get('names') ?? [])) throw damaged('columns, names,', 'are no names');
  for (const [name, data] of byName) {
    if (/^run\/\d+\/predicted$/.test(name) && !(data instanceof Uint16Array && data.every(isClass)))
      throw damaged(`columns, ${name},`, 'has classes that are not there');
    if (/^run\/\d+\/confidence$/.test(name) && !(data instanceof Float32Array))
      throw damaged(`columns, ${name},`, 'are no probabilities');
  }
  for (const name of ['imported', 'given', 'current', 'true']) {
    if (!(byName.get(name) as Uint16Array).every(isClass))
      throw damaged(`columns, ${name},`, 'has classes that are not there');
  }
}

function lengthOf(data: ProjectColumn['data']): number {
  const { kind } = data as Partial<FieldColumn>;
  if (kind === undefined) return (data as string[]).length;
  return kind === 'text'
    ? (data as Extract<FieldColumn, { kind: 'text' }>).codes.length
    : (data as Extract<FieldColumn, { kind: 'number' }>).values.length;
}

/**
 * Sees to it that edits can be done, in their order, and taken back; and that the label columns, and the classes as far as they say, are what
 * they add up to.
 * @throws UserError 'project'
 */
export function verifyJournal(
  edits: readonly Edit[],
  columns: readonly ProjectColumn[],
  { classes, tags }: Pick<ProjectDataset, 'classes' | 'tags'>,
): void {
  const isClass = (label: number): boolean => label < classes.length || label === NO_LABEL;
  const allowed: Record<LabelColumnName, (value: number) => boolean> = {
    ...{ given: isClass, current: isClass, true: isClass },
    tags: (bits) => bits < 2 ** tags.length,
    excluded: (value) => value <= 1,
    reviewed: (value) => value <= REVIEWED.unsure,
  };
  const imported = columns.find(({ name }) => name === 'imported')!.data as Uint16Array;
  const replayed: LabelColumns = columnsOf(imported);
  edits.forEach((edit, at) => {
    const where = `journal[${at}]`;
    if (edit.seq !== at + 1) throw damaged(where, 'has another number than its place');
    if (edit.undoes !== undefined && !(edit.undoes >= 1 && edit.undoes < edit.seq))
      throw damaged(where, 'takes back what comes after it');
    for (const { label, before, after } of edit.classes ?? []) {
      if (
        label >= classes.length ||
        ![before?.into ?? null, after.into].every((into) => into === null || isClass(into))
      )
        throw damaged(where, 'changes classes that are not there');
    }
    for (const { column, indices, before, after } of edit.patches) {
      if (
        before.length !== indices.length ||
        after.length !== indices.length ||
        !indices.every((i) => i < imported.length)
      )
        throw damaged(where, 'changes cells that are not there');
      if (!before.every(allowed[column]) || !after.every(allowed[column]))
        throw damaged(where, `writes into “${column}” what cannot stand there`);
    }
    applyPatches(replayed, edit.patches);
  });
  for (const name of LABEL_COLUMNS) {
    const kept = columns.find((column) => column.name === name)!.data;
    const made = replayed[name];
    if (kept.constructor !== made.constructor || !made.every((value, i) => value === (kept as typeof made)[i]))
      throw damaged(`columns, ${name},`, 'is not what the journal says');
  }
}
