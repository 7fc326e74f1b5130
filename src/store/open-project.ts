import { nameOfCopy } from '../core/dataset/names.ts';
import type { DatasetInfo, ShardRef } from '../core/dataset/types.ts';
import type { ProjectColumn, ProjectDataset } from '../core/project/dataset-rows.ts';
import type { ProjectRow } from '../core/project/tables.ts';
import type { RunTable } from '../core/project/verify-runs.ts';
import { db } from './database.ts';
import { listDatasets } from './datasets.ts';
import { addOriginals } from './originals.ts';
import { withRun } from './project-state.ts';
import type { ColumnName, FolderRow, JournalRow, OriginalsRow, RunRow } from './records.ts';
import { writeShard } from './shards.ts';

/**
 * Writes a project into the store, row by row. All of it belongs to the row of a data set that `holdImport` holds, which shows only with
 * `finish`: what is broken off before is deleted as a broken import is.
 */
export class ProjectStore {
  private readonly shards: ShardRef[] = [];
  private readonly blocks: ShardRef[] = [];
  private readonly runIds: number[] = [];
  private folder = false;

  constructor(private readonly datasetId: number) {}

  /** Number in this browser of a run that has been added, by its number in the project. */
  private readonly runId = (number: number): number | undefined => this.runIds[number - 1];

  /** Adds the runs; those that repeat another come after it. */
  async runs(runs: readonly ProjectRow<'runs'>[]): Promise<void> {
    const { datasetId } = this;
    await db.transaction('rw', db.runs, async () => {
      for (const { id: _id, ...run } of runs) {
        const row = { ...run, datasetId } as RunRow;
        if (row.source === 'trained' && row.parent !== undefined) row.parent = this.runId(row.parent);
        this.runIds.push((await db.runs.add(row)) as number);
      }
    });
  }

  /** Adds a row of a run's table. */
  async runRow<T extends RunTable>(table: T, row: ProjectRow<T>): Promise<void> {
    const stored = { ...row, runId: this.runId(row.runId) };
    await db[table].add((table === 'scores' ? { ...stored, datasetId: this.datasetId } : stored) as never);
  }

  async embedding(row: ProjectRow<'embeddings'>): Promise<void> {
    await db.embeddings.add({ ...row, datasetId: this.datasetId });
  }

  async shard({ start, count, bytes }: ProjectRow<'shards'>): Promise<void> {
    this.shards.push({ id: await writeShard(this.datasetId, bytes), start, count });
  }

  async block({ start, count, ...block }: ProjectRow<'originals'>): Promise<void> {
    const row: Omit<OriginalsRow, 'id'> = { ...block, datasetId: this.datasetId };
    this.blocks.push({ id: await addOriginals(row), start, count });
  }

  /** Lets the pictures as they came lie in the folder of another data set. */
  async sameFolder(row: FolderRow): Promise<void> {
    await db.folders.put({ ...row, datasetId: this.datasetId });
    this.folder = true;
  }

  /**
   * Shows the data set, with its columns, edits and views, in one transaction. A name that another has gets a number behind it.
   * @returns it, and the number of its last edit
   */
  finish(
    dataset: ProjectDataset,
    columns: readonly ProjectColumn[],
    journal: readonly ProjectRow<'journal'>[],
    views: readonly ProjectRow<'views'>[],
  ): Promise<{ info: DatasetInfo; lastSeq: number }> {
    const { datasetId } = this;
    return db.transaction('rw', db.datasets, db.columns, db.journal, db.views, async () => {
      const taken = new Set((await listDatasets()).map(({ name }) => name));
      const inStore = this.blocks.length > 0 ? 'store' : 'shards';
      const info: DatasetInfo = {
        ...dataset,
        id: datasetId,
        name: nameOfCopy(dataset.name, taken),
        originals: this.folder ? 'folder' : inStore,
        originalBlocks: this.blocks,
        shards: this.shards,
      };
      await db.datasets.put({ ...info, ready: 1 });
      await db.columns.bulkPut(columns.map(({ name, data }) => ({ datasetId, name: this.columnName(name), data })));
      const seqs: number[] = [];
      for (const { seq: _seq, ...edit } of journal) {
        const row = { ...edit, datasetId, details: withRun(edit.details, this.runId) };
        if (edit.undoes !== undefined) row.undoes = seqs[edit.undoes - 1];
        seqs.push((await db.journal.add(row as JournalRow)) as number);
      }
      for (const view of views) await db.views.add({ ...view, datasetId });
      return { info, lastSeq: seqs.at(-1) ?? 0 };
    });
  }

  private columnName(name: string): ColumnName {
    return name.replace(/^run\/(\d+)/, (_, number: string) => `run/${this.runId(Number(number))}`) as ColumnName;
  }
}
