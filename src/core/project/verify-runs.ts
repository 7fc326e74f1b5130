import { NO_LABEL } from '../dataset/types.ts';
import type { Run } from '../training/run.ts';
import type { ProjectColumn, ProjectDataset } from './dataset-rows.ts';
import { damaged } from './project-error.ts';
import { isPlainColumn, RUN_CHECKS } from './run-rows.ts';
import type { ProjectRow } from './tables.ts';

/** The tables of what runs have. */
export type RunTable = keyof typeof RUN_CHECKS;

/** Names of them, in the order of the file. */
export const RUN_TABLES = Object.keys(RUN_CHECKS) as RunTable[];

/** Sees to it that runs are of the samples that there are, and that each column is of a run or of the data set. @throws UserError 'project' */
export function verifyRuns(
  runs: readonly Run[],
  { sampleCount, classes }: ProjectDataset,
  columns: readonly ProjectColumn[],
): void {
  runs.forEach((run, at) => {
    const { id, indices, labels, folds, classCount } = run;
    const where = `runs[${at}]`;
    if (id !== at + 1) throw damaged(where, 'has another number than its place');
    if (classCount < 1) throw damaged(where, 'has no classes');
    if (classCount > classes.length || !labels.every((label) => label < classCount || label === NO_LABEL))
      throw damaged(where, 'has classes that are not there');
    if (labels.length !== indices.length || (folds && folds.of.length !== indices.length))
      throw damaged(where, 'has not one label a sample');
    refuseIndices(indices, sampleCount, where);
    if (run.source === 'probe') refuseIndices(run.scope, sampleCount, where);
  });
  for (const { name } of columns) {
    const [, number] = /^run\/(\d+)\/(?:predicted|confidence)$/.exec(name) ?? [];
    if (!isPlainColumn(name) && !(Number(number) >= 1 && Number(number) <= runs.length))
      throw damaged(`columns, ${JSON.stringify(name)},`, 'is none that a data set has');
  }
}

/** Sees to it that a row of a run's table is of a run that is there, and has as many numbers as it should. @throws UserError 'project' */
export function verifyRunRow<T extends RunTable>(
  table: T,
  row: ProjectRow<T>,
  runs: readonly Run[],
  sampleCount: number,
): void {
  const run = runs.at(row.runId - 1);
  const where = `${table}, run ${row.runId},`;
  if (!run || row.runId < 1) throw damaged(where, 'is of no run');
  const fits = (numbers: ArrayLike<unknown>, length: number): void => {
    if (numbers.length !== length) throw damaged(where, `has ${numbers.length} numbers where ${length} belong`);
  };
  if ('indices' in row) refuseIndices(row.indices, sampleCount, where);
  if ('logits' in row && 'indices' in row) {
    const columns = row.logits.length / row.indices.length;
    if (row.indices.length === 0 || columns < 1 || !Number.isInteger(columns))
      throw damaged(where, 'has rows of unequal length');
  } else if ('logits' in row) fits(row.logits, row.logits.length - (row.logits.length % run.indices.length));
  if ('judged' in row) {
    fits(row.values, sampleCount);
    fits(row.judged, sampleCount);
    refuseIndices(row.decided ?? new Uint32Array(), sampleCount, where);
  }
  if ('neighbours' in row) {
    fits(row.neighbours, row.indices.length * row.k);
    fits(row.similarity, row.indices.length * row.k);
  }
  if ('points' in row) fits(row.points, row.indices.length * 2);
}

function refuseIndices(indices: Uint32Array, sampleCount: number, where: string): void {
  if (!indices.every((index) => index < sampleCount)) throw damaged(where, 'names samples that are not there');
}

/** Takes rows of pictures one by one, and sees to it that they are those of all samples. */
export class PictureCheck {
  private next = 0;
  private originals = 0;

  constructor(private readonly dataset: ProjectDataset) {}

  /** @throws UserError 'project' */
  shard({ start, count, bytes }: ProjectRow<'shards'>): void {
    const { width, height } = this.dataset;
    if (start !== this.next || bytes.length !== count * width * height * 3) throw damaged('shards', 'have gaps');
    this.next += count;
  }

  /** @throws UserError 'project' */
  block({ start, count, bytes, offsets, pixels }: ProjectRow<'originals'>): void {
    const ascends = offsets.every((offset, at) => Number.isSafeInteger(offset) && offset >= (offsets[at - 1] ?? 0));
    if (
      start < this.originals ||
      start + count > this.dataset.sampleCount ||
      offsets.length !== count + 1 ||
      !ascends ||
      offsets[count] > bytes.size
    )
      throw damaged('originals', 'do not lie where they should');
    const size = pixels && pixels.width * pixels.height * 3;
    if (size !== undefined && !offsets.every((offset, at) => offset === at * size))
      throw damaged('originals', 'are of another size than they say');
    this.originals = start + count;
  }

  /** @throws UserError 'project' where some are missing */
  finish(): void {
    if (this.next !== this.dataset.sampleCount) throw damaged('shards', 'are not those of all samples');
  }
}
