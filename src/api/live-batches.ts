import type { Session } from './session.ts';
import type { Progress } from '../contracts/progress.ts';
import type { TrainProgress } from '../contracts/trainer.ts';

/** One batch of a training in progress, as its worker told of it (at most ten a second). */
export interface BatchPoint {
  /** Epochs behind it, with a fraction: 2.5 is the middle of the third. */
  at: number;
  /** Mean loss of the batch, nats. */
  loss: number;
  /** Share of the batch predicted as labelled, 0 … 1. */
  accuracy: number;
}

/** Points kept a run; beyond that every other one goes. */
const MOST_POINTS = 1500;

const recorders = new WeakMap<Session, LiveBatches>();

/** Keeps the batch figures of trainings in this page's life, whichever stage is in sight; the store has epochs only. */
export class LiveBatches {
  private readonly byRun = new Map<number, BatchPoint[]>();
  private last: Progress | null = null;

  /** The session's recorder; it begins to listen when it is first asked for. */
  static of(session: Session): LiveBatches {
    const known = recorders.get(session);
    if (known) return known;
    const recorder = new LiveBatches();
    recorders.set(session, recorder);
    session.addEventListener('look-change', () => recorder.listen(session));
    recorder.listen(session);
    return recorder;
  }

  /** What is known of a run's batches, oldest first. */
  pointsOf(runId: number): readonly BatchPoint[] {
    return this.byRun.get(runId) ?? [];
  }

  private listen(session: Session): void {
    const job = session.jobs.running('train');
    const progress = job?.progress;
    if (job?.runId === undefined || !isTraining(progress) || progress === this.last) return;
    this.last = progress;
    const run = session.runs.find(({ id }) => id === job.runId);
    const epochs = run?.source === 'trained' ? run.recipe.epochs : undefined;
    if (epochs === undefined || progress.total === 0) return;
    const at = (progress.done / progress.total) * epochs;
    const before = (this.byRun.get(job.runId) ?? []).filter((point) => point.at < at);
    const points = before.length < MOST_POINTS ? before : before.filter((_, j) => j % 2 === 0);
    this.byRun.set(job.runId, [...points, { at, loss: progress.loss, accuracy: progress.accuracy }]);
  }
}

/** Whether progress is a training's, with the figures of its last batch. */
export function isTraining(progress: Progress | TrainProgress | null | undefined): progress is TrainProgress {
  return progress !== null && progress !== undefined && 'loss' in progress && !Number.isNaN(progress.loss);
}
