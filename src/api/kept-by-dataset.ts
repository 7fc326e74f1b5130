import { recall, remember } from '../tasks/remembered.ts';

/** What this browser keeps of data sets for the next visit, by the number of each: small values, which JSON can say. */
export class KeptByDataset<T> {
  /** @param name what local storage has it under */
  constructor(private readonly name: string) {}

  /** What was kept last of a data set; undefined where nothing was. */
  recall(datasetId: number): T | undefined {
    return this.read()[datasetId];
  }

  remember(datasetId: number, value: T): void {
    remember(this.name, JSON.stringify({ ...this.read(), [datasetId]: value }));
  }

  /** Forgets data sets. @param isGone whether the one of this number is */
  forget(isGone: (datasetId: number) => boolean): void {
    const kept = Object.entries(this.read());
    const left = kept.filter(([datasetId]) => !isGone(Number(datasetId)));
    if (left.length < kept.length) remember(this.name, JSON.stringify(Object.fromEntries(left)));
  }

  private read(): Record<string, T> {
    try {
      return JSON.parse(recall(this.name) ?? '{}') as Record<string, T>;
    } catch {
      return {};
    }
  }
}

/** The run that is shown of a data set. It may be deleted by now. */
export const chosenRuns = new KeptByDataset<number>('second-look:runs');

/** Number of the last edit of a data set that is in a project. */
export const savedEdits = new KeptByDataset<number>('second-look:saved');

/** Samples that were skipped in reviews, the newest last. */
const skips = new KeptByDataset<number[]>('second-look:skipped');

/** Samples that are remembered as skipped, at most: the newest. */
const MOST_SKIPS = 500;

/** Samples of a data set that a person skipped, in this visit or an earlier one. */
export function skippedOf(datasetId: number): ReadonlySet<number> {
  return new Set(skips.recall(datasetId));
}

/** Has a sample count as skipped. */
export function rememberSkip(datasetId: number, index: number): void {
  const others = (skips.recall(datasetId) ?? []).filter((other) => other !== index);
  skips.remember(datasetId, [...others, index].slice(-MOST_SKIPS));
}

/** Forgets what is kept of data sets. @param isGone whether the one of this number is */
export function forgetKept(isGone: (datasetId: number) => boolean): void {
  chosenRuns.forget(isGone);
  savedEdits.forget(isGone);
  skips.forget(isGone);
}
