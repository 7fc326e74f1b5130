import Dexie, { type EntityTable, type Table, type Transaction } from 'dexie';
import { SHARDS_ALONE } from '../core/dataset/types.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import type {
  BackboneFileRow,
  BackboneRow,
  CheckpointRow,
  ColumnName,
  ColumnRow,
  DatasetRow,
  EmbeddingRow,
  FeaturesRow,
  FolderRow,
  FoldCheckpointRow,
  HeldOutRow,
  HistoryRow,
  JournalRow,
  LogitsRow,
  MapRow,
  NeighboursRow,
  OriginalsRow,
  RunRow,
  SavedViewRow,
  ScoreRow,
  ShardRow,
} from './records.ts';

/**
 * The one database. Versions are append-only: never edit one that was released, add the next with an upgrade
 * and a test that opens the old version with data in it. Bytes are never indexed.
 */
export class LookDatabase extends Dexie {
  datasets!: EntityTable<DatasetRow, 'id'>;
  shards!: EntityTable<ShardRow, 'id'>;
  originals!: EntityTable<OriginalsRow, 'id'>;
  folders!: Table<FolderRow, number>;
  columns!: Table<ColumnRow, [number, ColumnName]>;
  journal!: EntityTable<JournalRow, 'seq'>;
  runs!: EntityTable<RunRow, 'id'>;
  checkpoints!: Table<CheckpointRow, number>;
  foldCheckpoints!: Table<FoldCheckpointRow, [number, number]>;
  logits!: Table<LogitsRow, [number, number]>;
  features!: Table<FeaturesRow, [number, number]>;
  scores!: Table<ScoreRow, [number, string]>;
  history!: Table<HistoryRow, [number, number]>;
  neighbours!: Table<NeighboursRow, number>;
  maps!: Table<MapRow, [number, MapMethod]>;
  views!: EntityTable<SavedViewRow, 'id'>;
  heldOut!: Table<HeldOutRow, [number, number]>;
  embeddings!: Table<EmbeddingRow, [number, string, number]>;
  backbones!: Table<BackboneRow, string>;
  backboneFiles!: Table<BackboneFileRow, [string, string]>;

  /** @param name of the database; tests open their own. */
  constructor(name = 'second-look') {
    super(name);
    this.version(1).stores({
      datasets: '++id, ready',
      shards: '++id, datasetId',
      columns: '[datasetId+name], datasetId',
      journal: '++seq, datasetId',
      runs: '++id, datasetId',
      checkpoints: 'runId',
      logits: '[runId+part], runId',
      features: '[runId+part], runId',
      scores: '[runId+key], datasetId',
    });
    this.version(2)
      .stores({
        history: '[runId+epoch], runId',
        neighbours: 'runId',
        maps: '[runId+method], runId',
        views: '++id, datasetId',
      })
      .upgrade(addReviewed);
    this.version(3).stores({ foldCheckpoints: '[runId+fold], runId' });
    this.version(4).stores({ scores: '[runId+key], datasetId, [runId+key+computedAt]' });
    this.version(5).stores({ originals: '++id, datasetId', folders: 'datasetId' }).upgrade(addPictureFacts);
    this.version(6)
      .stores({ heldOut: '[runId+part], runId', embeddings: '[datasetId+choice+part], datasetId' })
      .upgrade(addSource);
    this.version(7).stores({ backbones: 'backbone', backboneFiles: '[backbone+name], backbone' });
  }
}

/** Version 2: of no sample has anything been decided yet. */
async function addReviewed(transaction: Transaction): Promise<void> {
  const columns = transaction.table<ColumnRow>('columns');
  const ids = await transaction.table<DatasetRow>('datasets').toCollection().primaryKeys();
  const rows = await columns.bulkGet(ids.map((id) => [id, 'excluded']));
  const known = rows.filter((row) => row !== undefined);
  await columns.bulkPut(
    known.map(({ datasetId, data }) => ({
      datasetId,
      name: 'reviewed',
      data: new Uint8Array((data as Uint8Array).length),
    })),
  );
}

/** Version 5: every data set was one of small arrays, and trained with CIFAR-10's mean and deviation. */
async function addPictureFacts(transaction: Transaction): Promise<void> {
  const facts: Partial<DatasetRow> = {
    ...SHARDS_ALONE,
    retired: [],
    annotators: [],
  };
  await transaction.table<DatasetRow>('datasets').toCollection().modify(facts);
}

/** Version 6: every run was trained here. */
async function addSource(transaction: Transaction): Promise<void> {
  await transaction.table<RunRow>('runs').toCollection().modify({ source: 'trained' });
}

/** The database of this origin, opened on first use; page and workers each have their own connection. */
export const db = new LookDatabase();
