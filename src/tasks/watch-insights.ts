import { liveQuery } from 'dexie';
import { readRunColumns } from '../store/columns.ts';
import { listRunScores } from '../store/scores.ts';
import type { RunInsights } from './label-memory.ts';
import { LatestReading, type Reading } from './latest-reading.ts';

/** What there is to say where no run is. */
const NOTHING: RunInsights = { runId: null, predicted: null, confidence: null, scores: new Map() };

type RunColumns = Awaited<ReturnType<typeof readRunColumns>>;
type RunScores = Awaited<ReturnType<typeof listRunScores>>;

/** Follows what one run says of a data set: what it predicted, and its scores. Of scores only those are read that are not in memory. */
export class InsightsWatch {
  /** What it says, replaced after every change; null until it is read. */
  insights: RunInsights | null = null;
  /** Settles once it is read. */
  readonly arrival: Promise<void>;

  private readonly columns = new LatestReading<RunColumns>(sameColumns);
  private readonly scores = new LatestReading<RunScores>();
  private readonly subscriptions: { unsubscribe(): void }[] = [];
  private arrived: () => void = () => {};

  /** @param runId null where there is no run */
  constructor(
    private readonly datasetId: number,
    readonly runId: number | null,
    private readonly onNews: () => void,
    onError: (error: unknown) => void,
  ) {
    this.arrival = new Promise((resolve, reject) => {
      this.arrived = resolve;
      if (runId === null) {
        this.insights = NOTHING;
        resolve();
        return;
      }
      const error = (reason: unknown): void => {
        reject(reason);
        onError(reason);
      };
      this.subscriptions.push(
        liveQuery(() => this.readColumns(runId)).subscribe({ next: (reading) => this.takeColumns(reading), error }),
        liveQuery(() => this.readScores(runId)).subscribe({ next: (reading) => this.takeScores(reading), error }),
      );
    });
    // Whoever waits for it hears of a failure; where nobody does it is told by `onError` alone.
    this.arrival.catch(() => {});
  }

  /** Takes in at once what was predicted and scored since. */
  async catchUp(): Promise<void> {
    await this.arrival;
    if (this.runId === null) return;
    const [columns, scores] = await Promise.all([this.readColumns(this.runId), this.readScores(this.runId)]);
    this.takeColumns(columns);
    this.takeScores(scores);
  }

  /** Ends it; whoever waits need not any longer. */
  stop(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.arrived();
  }

  private readColumns(runId: number): Promise<Reading<RunColumns>> {
    return this.columns.read(() => readRunColumns(this.datasetId, runId));
  }

  private readScores(runId: number) {
    return this.scores.read(() => listRunScores(runId, this.scores.value ?? []));
  }

  private takeColumns(reading: Reading<RunColumns>): void {
    if (this.columns.take(reading)) this.build(this.insights?.scores);
  }

  private takeScores(reading: Reading<RunScores>): void {
    if (this.scores.take(reading)) this.build();
  }

  /** @param known the scores by key, where they are those of before */
  private build(known?: RunInsights['scores']): void {
    const { value: scores } = this.scores;
    if (!this.columns.arrived || !scores) return;
    const insights = insightsOf(this.runId, this.columns.value, scores);
    this.insights = known ? { ...insights, scores: known } : insights;
    this.arrived();
    this.onNews();
  }
}

/** What a run says, of what is stored of it. */
export function insightsOf(runId: number | null, columns: RunColumns, scores: RunScores): RunInsights {
  const { predicted = null, confidence = null } = columns ?? {};
  return { runId, predicted, confidence, scores: new Map(scores.map((score) => [score.key, score])) };
}

function sameColumns(a: RunColumns, b: RunColumns): boolean {
  if (!a || !b) return a === b;
  return sameNumbers(a.predicted, b.predicted) && sameNumbers(a.confidence, b.confidence);
}

function sameNumbers(a: Uint16Array | Float32Array, b: typeof a): boolean {
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
