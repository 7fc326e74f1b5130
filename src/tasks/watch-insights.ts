import { liveQuery } from 'dexie';
import { listParts } from '../store/predictions.ts';
import { listScoreVersions } from '../store/scores.ts';
import type { RunInsights } from '../store/standing-insights.ts';
import { readInsights, type InsightsReading } from '../store/read-insights.ts';

/** What there is to say where no run is. */
const NOTHING: RunInsights = { runId: null, predicted: null, confidence: null, scores: new Map() };

/**
 * Follows what one run says of a data set. The live query looks at indexes alone; rows are read one reading after another, each only
 * where it is newer than the one in memory, so that no row is read twice.
 */
export class InsightsWatch {
  /** Settles once what it says is read. */
  readonly arrival: Promise<void>;

  private reading: InsightsReading | null = null;
  private last: Promise<void> = Promise.resolve();
  private stopped = false;
  private readonly subscription: { unsubscribe(): void } | null = null;

  /** @param runId null where there is no run */
  constructor(
    private readonly datasetId: number,
    readonly runId: number | null,
    private readonly onNews: () => void,
    onError: (error: unknown) => void,
  ) {
    this.arrival = this.catchUp();
    this.arrival.catch(onError);
    if (runId === null) return;
    this.subscription = liveQuery(() => Promise.all([listParts(runId), listScoreVersions(runId)])).subscribe({
      next: () => void this.catchUp().catch(onError),
      error: onError,
    });
  }

  /** What it says, replaced after every change; null until it is read. */
  get insights(): RunInsights | null {
    return this.runId === null ? NOTHING : (this.reading?.insights ?? null);
  }

  /** Takes in at once what was predicted and scored since. */
  catchUp(): Promise<void> {
    this.last = this.last.catch(() => {}).then(() => this.read());
    return this.last;
  }

  /** Ends it: nothing is told any more. */
  stop(): void {
    this.stopped = true;
    this.subscription?.unsubscribe();
  }

  private async read(): Promise<void> {
    if (this.stopped || this.runId === null) return;
    const { reading: before } = this;
    const reading = await readInsights(this.datasetId, this.runId, before);
    if (this.stopped || reading === before) return;
    this.reading = reading;
    this.onNews();
  }
}
