import { liveQuery } from 'dexie';
import type { Run } from '../core/training/run.ts';
import { listPredictingRuns } from '../store/columns.ts';
import { listRuns } from '../store/runs.ts';
import type { RunInsights } from '../store/standing-insights.ts';
import { LatestReading, type Reading } from './latest-reading.ts';
import { InsightsWatch } from './watch-insights.ts';

interface RunList {
  /** Oldest first. */
  runs: Run[];
  /** Those that have predicted something. */
  predicting: Set<number>;
}

/** Follows a data set's runs, and what the one that is shown says. Another run than before swaps that and nothing else. */
export class RunWatch {
  private readonly list = new LatestReading<RunList>(sameList);
  private readonly subscription: { unsubscribe(): void };
  private shown: InsightsWatch | null = null;

  /**
   * @param wanted the run to show, or null for the newest that has predicted something
   * @param onNews called after every change, in this tab or another, once runs and insights are there
   */
  constructor(
    private readonly datasetId: number,
    private readonly wanted: () => number | null,
    private readonly onNews: () => void,
    private readonly onError: (error: unknown) => void,
  ) {
    this.subscription = liveQuery(() => this.read()).subscribe({
      next: (reading) => this.take(reading),
      error: onError,
    });
  }

  /** Oldest first. */
  get runs(): Run[] {
    return this.list.value?.runs ?? [];
  }

  /** What the run shown says; null until it is read. */
  get insights(): RunInsights | null {
    return this.shown?.insights ?? null;
  }

  /** Takes in at once what was trained, predicted and scored since. */
  async catchUp(): Promise<void> {
    const before = this.shown;
    this.take(await this.read());
    // Another run's insights are read from the start anyway.
    await (this.shown === before ? this.shown?.catchUp() : this.shown?.arrival);
  }

  /** Looks again which run is wanted; settles once it is shown. */
  async choose(): Promise<void> {
    this.show();
    await this.shown?.arrival;
  }

  stop(): void {
    this.subscription.unsubscribe();
    this.shown?.stop();
  }

  private read(): Promise<Reading<RunList>> {
    return this.list.read(async () => {
      const [runs, predicting] = await Promise.all([listRuns(this.datasetId), listPredictingRuns(this.datasetId)]);
      return { runs, predicting };
    });
  }

  private take(reading: Reading<RunList>): void {
    if (!this.list.take(reading)) return;
    this.show();
    this.onNews();
  }

  private show(): void {
    const { value: list } = this.list;
    if (!list) return;
    const { runs, predicting } = list;
    const wanted = this.wanted();
    const run =
      runs.find(({ id }) => id === wanted) ?? runs.findLast(({ id }) => predicting.has(id)) ?? runs.at(-1) ?? null;
    const runId = run?.id ?? null;
    if (this.shown?.runId === runId) return;
    this.shown?.stop();
    this.shown = new InsightsWatch(this.datasetId, runId, this.onNews, this.onError);
  }
}

function sameList(a: RunList, b: RunList): boolean {
  return (
    a.predicting.size === b.predicting.size &&
    [...a.predicting].every((id) => b.predicting.has(id)) &&
    a.runs.length === b.runs.length &&
    a.runs.every((run, i) => factsOf(run) === factsOf(b.runs[i]))
  );
}

/** All of a run but its samples and what is kept of each, which are written once. */
function factsOf(run: Run): string {
  return JSON.stringify(run, (_, value: unknown) => (ArrayBuffer.isView(value) ? undefined : value));
}
