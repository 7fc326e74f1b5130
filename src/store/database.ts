import Dexie, { type EntityTable, type Table } from 'dexie';
import type {
  CheckpointRow,
  ColumnName,
  ColumnRow,
  DatasetRow,
  FeaturesRow,
  JournalRow,
  LogitsRow,
  RunRow,
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
  columns!: Table<ColumnRow, [number, ColumnName]>;
  journal!: EntityTable<JournalRow, 'seq'>;
  runs!: EntityTable<RunRow, 'id'>;
  checkpoints!: Table<CheckpointRow, number>;
  logits!: Table<LogitsRow, [number, number]>;
  features!: Table<FeaturesRow, [number, number]>;
  scores!: Table<ScoreRow, [number, string]>;

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
  }
}

/** The database of this origin, opened on first use; page and workers each have their own connection. */
export const db = new LookDatabase();
