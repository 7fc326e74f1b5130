import { suggestPredicted, type Suggestion } from '../core/review/suggestion.ts';
import { readSuggestions } from '../tasks/read-suggestions.ts';
import type { Session } from './session.ts';

/**
 * The network's second choices, where it agrees with a label: they stand in the logits alone, so they are read ahead, several
 * samples in one pass. Forgotten with a label that they were told for, and whenever another run is shown or the run predicts anew.
 */
export class SuggestionCache {
  private readonly known = new Map<string, Suggestion | null>();
  /** The predictions that all that is known was read for: others come as another object. */
  private predicted: Uint16Array | null = null;
  private generation = 0;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly session: Session) {}

  /** What is known of a sample; null where nothing is, or nothing yet. */
  get(index: number): Suggestion | null {
    return this.known.get(this.keyOf(index)) ?? null;
  }

  /** Reads what is not known of these samples; 'look-change' follows. A failure shows when one is needed. */
  prefetch(indices: number[]): void {
    // The one looked at alone decides: what is ahead comes along when it has to be read.
    if (!this.isMissing(indices[0])) return;
    this.reading = this.reading.then(() => this.readMissing(indices)).catch(() => {});
  }

  /** What the network would have instead, waited for. */
  async read(index: number): Promise<Suggestion | null> {
    await this.reading;
    await this.readMissing([index]);
    return this.get(index);
  }

  private async readMissing(indices: number[]): Promise<void> {
    const { table } = this.session;
    const missing = Uint32Array.from(indices.filter((index) => this.isMissing(index)));
    if (!table || table.runId === null || missing.length === 0) return;
    const keys = Array.from(missing, (index) => this.keyOf(index));
    const current = Array.from(missing, (index) => table.current[index]);
    const found = await readSuggestions(table.runId, table.count, missing, current, table.retired);
    missing.forEach((index, j) => this.known.set(keys[j], found.get(index) ?? null));
    this.session.changed();
  }

  private isMissing(index: number): boolean {
    const { table } = this.session;
    if (!table?.predicted) return false;
    return !suggestPredicted(table, index) && !this.known.has(this.keyOf(index));
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
