import type { Checked } from './checks.ts';
import { columnCheck, datasetCheck, editCheck, originalsCheck, shardCheck, viewCheck } from './dataset-rows.ts';
import { embeddingCheck, RUN_CHECKS, runCheck } from './run-rows.ts';

/** What a project has, table by table in the order of the file, and what a row of each must be. */
export const TABLES = {
  dataset: datasetCheck,
  columns: columnCheck,
  journal: editCheck,
  views: viewCheck,
  runs: runCheck,
  ...RUN_CHECKS,
  embeddings: embeddingCheck,
  shards: shardCheck,
  originals: originalsCheck,
};

/** Name of a table; `dataset` has one row. */
export type TableName = keyof typeof TABLES;

/** A row of a table. */
export type ProjectRow<T extends TableName> = Checked<(typeof TABLES)[T]>;
