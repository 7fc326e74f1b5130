import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import type { Run } from '../../core/training/run.ts';

/** Epochs that a run has behind it. */
export const epochsDone = (run: Run): number => run.epochs.length;

/** Images a second through forward, backward and update, over the run; null before anything was timed. */
export function imagesPerSecond(run: Run): number | null {
  const ms = run.epochs.reduce((sum, epoch) => sum + epoch.stepMs, 0);
  const images = run.epochs.reduce((sum, epoch) => sum + epoch.stepImages, 0);
  return ms > 0 && images > 0 ? (images / ms) * 1000 : null;
}

/** How many samples have another label now than the one that the run learned, counting those left out since. */
export function changedSince(run: Run, table: Table): number {
  let changed = 0;
  for (let j = 0; j < run.indices.length; j++) {
    const i = run.indices[j];
    if (run.labels[j] === NO_LABEL) continue;
    if (table.current[i] !== run.labels[j] || table.excluded[i] === 1) changed += 1;
  }
  return changed;
}

/** How many samples of a list the shown run has predicted. */
export function predictedCount(table: Table, indices: Uint32Array): number {
  if (!table.predicted) return 0;
  let count = 0;
  for (const i of indices) if (table.predicted[i] !== NO_LABEL) count += 1;
  return count;
}

/** Samples that a run learned from; those of a probe that has learned nothing yet are the ones that it is to learn from. */
export const learnedFrom = (run: Run): Uint32Array =>
  run.source === 'probe' && run.status !== 'trained' ? run.scope : run.indices;

/** How a run stands. 'elsewhere': another tab is training it; 'interrupted': its page went away. */
export type Standing = 'trained' | 'training' | 'elsewhere' | 'interrupted' | 'stopped' | 'failed';

/**
 * How a run stands.
 * @param here whether this page is training it
 * @param alive whether something holds the run's lock, as far as known
 */
export function standingOf(run: Run, here: boolean, alive: boolean): Standing {
  if (here) return 'training';
  if (run.status === 'training') return alive ? 'elsewhere' : 'interrupted';
  return run.status;
}

/** What a button that goes on with a run says. */
export function resumeTitle(run: Run): string {
  if (run.source === 'probe') return 'Judge the labels';
  return epochsDone(run) > 0 ? `Resume from epoch ${epochsDone(run) + 1}` : 'Start again';
}
