import { expectTypeOf, it } from 'vitest';
import type { ProjectRow } from '../../src/core/project/tables.ts';
import type { RunTable } from '../../src/core/project/verify-runs.ts';
import type {
  CheckpointRow,
  EmbeddingRow,
  FeaturesRow,
  FoldCheckpointRow,
  HeldOutRow,
  HistoryRow,
  LogitsRow,
  MapRow,
  NeighboursRow,
  ScoreRow,
} from '../../src/store/records.ts';

/** What the store keeps of a run, table by table. */
interface Kept {
  checkpoints: CheckpointRow;
  foldCheckpoints: FoldCheckpointRow;
  logits: LogitsRow;
  heldOut: HeldOutRow;
  features: FeaturesRow;
  history: HistoryRow;
  neighbours: NeighboursRow;
  maps: MapRow;
  scores: ScoreRow;
}

/** Fields that are kept and that a project has no word for. */
type Lost<Row, Written> = Exclude<keyof Row, keyof Written | 'datasetId'>;

// What the types say is checked by the compiler: `npm run check:types` fails where this test would.
it('a project has every field of every row that a run has', () => {
  expectTypeOf<RunTable>().toEqualTypeOf<keyof Kept>();
  expectTypeOf<{ [T in RunTable]: Lost<Kept[T], ProjectRow<T>> }[RunTable]>().toEqualTypeOf<never>();
  expectTypeOf<Lost<EmbeddingRow, ProjectRow<'embeddings'>>>().toEqualTypeOf<never>();
});
