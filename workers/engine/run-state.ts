import { NETWORKS } from '../../src/core/training/presets.ts';
import type { Stem } from '../../src/core/training/picture-size.ts';
import type { BackendName } from '../../src/core/training/recipe.ts';
import { Random } from '../../src/core/dataset/random.ts';
import type { CheckpointRow, FoldCheckpointRow, TrainedRunRow } from '../../src/store/records.ts';
import { initialStatistics, initialWeights, layOut } from './layout.ts';

/** All that changes while a run trains. */
export interface RunState {
  /** Epochs done. */
  epoch: number;
  weights: Float32Array;
  momenta: Float32Array;
  statistics: Float32Array;
  random: Random;
}

/** Distance between the seeds of a run's networks. */
const FOLD_STRIDE = 0x9e3779b1;

/** A network's state from its last checkpoint, or from the run's seed and its fold. @param stem by the size of its pictures */
export function openState(
  run: TrainedRunRow,
  checkpoint: CheckpointRow | undefined,
  fold: number,
  stem: Stem,
): RunState {
  if (checkpoint) {
    const { epoch, weights, momenta, statistics, generator } = checkpoint;
    return { epoch, weights, momenta, statistics, random: Random.fromState(generator) };
  }
  const layout = layOut(NETWORKS[run.recipe.network], run.classCount, stem);
  const random = new Random(run.seed + fold * FOLD_STRIDE);
  const weights = initialWeights(layout, random);
  return {
    epoch: 0,
    weights,
    momenta: new Float32Array(weights.length),
    statistics: initialStatistics(layout),
    random,
  };
}

/** The state as it is kept after an epoch. */
export function checkpointOf(
  runId: number,
  backend: BackendName,
  { fold, state }: { fold?: number; state: RunState },
): CheckpointRow | FoldCheckpointRow {
  const { epoch, weights, momenta, statistics, random } = state;
  const row = { runId, epoch, backend, weights, momenta, statistics, generator: random.state() };
  return fold === undefined ? row : { ...row, fold };
}
