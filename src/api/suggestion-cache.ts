import { suggestPredicted, type Guess, type Suggestion } from '../core/review/suggestion.ts';
import { readGuesses } from '../tasks/read-guesses.ts';
import type { Session } from './session.ts';

/** Guesses besides label and suggestion, at most. */
const SHOWN = 3;

/** Classes read of a sample, at most: the suggested one is among them. */
const READ = SHOWN + 1;

/**
 * What else the network takes a sample for: its second choice, where it agrees with a label, and the guesses behind that. They stand in
 * the logits alone, so they are read ahead, several samples in one pass. Forgotten with a label that they were told for, and whenever
 * another run is shown or the run predicts anew.
 */
export class SuggestionCache {
  private readonly known = new Map<string, readonly Guess[]>();
  /** The predictions that all that is known was read for: others come as another object. */
  private predicted: Uint16Array | null = null;
  private generation = 0;
  private wanted: readonly number[] | null = null;
  private reading: Promise<void> | null = null;

  constructor(private readonly session: Session) {}

  /** What the network would have in place of a label that it agrees with; null where it does not, or that is not known yet. */
  get(index: number): Suggestion | null {
    if (suggestPredicted(this.session.table!, index)) return null;
    const second = this.known.get(this.keyOf(index))?.[0];
    return second ? { ...second, networkAgrees: true } : null;
  }

  /** The most probable classes besides the current and the suggested one, the likeliest first; none where they are not known yet. */
  guesses(index: number): readonly Guess[] {
    const suggested = suggestPredicted(this.session.table!, index)?.label;
    const known = this.known.get(this.keyOf(index)) ?? [];
    return known.filter(({ label }) => label !== suggested).slice(0, SHOWN);
  }

  /** Reads what is not known of these samples; 'look-change' follows. Those asked for before and not begun are left out. A failure shows when one is needed. */
  prefetch(indices: readonly number[]): void {
    // The one looked at alone decides: what is ahead comes along when it has to be read.
    if (!this.isMissing(indices[0])) return;
    this.wanted = indices;
    this.reading ??= this.readWanted();
  }

  /** Waits until what the network would have for a sample is known. @returns as `get` */
  async read(index: number): Promise<Suggestion | null> {
    await this.reading;
    await this.readMissing([index]);
    return this.get(index);
  }

  private async readWanted(): Promise<void> {
    while (this.wanted) {
      const indices = this.wanted;
      this.wanted = null;
      await this.readMissing(indices).catch(() => {});
    }
    this.reading = null;
  }

  private async readMissing(indices: readonly number[]): Promise<void> {
    const { table } = this.session;
    const missing = Uint32Array.from(indices.filter((index) => this.isMissing(index)));
    if (!table || table.runId === null || missing.length === 0) return;
    const keys = Array.from(missing, (index) => this.keyOf(index));
    const current = Array.from(missing, (index) => table.current[index]);
    const found = await readGuesses(table.runId, table.count, missing, current, table.retired, READ);
    missing.forEach((index, j) => this.known.set(keys[j], found.get(index) ?? []));
    this.session.changed();
  }

  private isMissing(index: number): boolean {
    return Boolean(this.session.table?.predicted) && !this.known.has(this.keyOf(index));
  }

  private keyOf(index: number): string {
    const table = this.session.table!;
    if (table.predicted !== this.predicted) {
      this.predicted = table.predicted;
      this.known.clear();
      // What is being read for those before is kept under a key that nothing asks for.
      this.generation += 1;
    }
    const retired = table.retired.map(({ label }) => label).join();
    return `${this.generation}/${index}/${table.current[index]}/${retired}`;
  }
}
