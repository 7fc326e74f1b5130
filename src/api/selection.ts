/**
 * The samples that a person has picked, by index: the same in grid, map and charts. Tells its owner of every change. Samples that a
 * view no longer has stay picked; whoever acts on a selection says how many it is about.
 */
export class Selection {
  private picked: ReadonlySet<number> = new Set();
  private several = false;

  constructor(private readonly onChange: () => void) {}

  /** How many samples are picked. */
  get size(): number {
    return this.picked.size;
  }

  /** Their indices, ascending. */
  get indices(): Uint32Array {
    return Uint32Array.from(this.picked).sort();
  }

  /** Replaced, never changed in place: compare it to see whether anything changed. */
  get set(): ReadonlySet<number> {
    return this.picked;
  }

  /**
   * Whether a tap or click in grid and map picks a sample, or lets it go, instead of looking at that one. Ends when it is set to false,
   * and with `clear()`; not when none happens to be picked.
   */
  get picking(): boolean {
    return this.several;
  }

  set picking(on: boolean) {
    if (on === this.several) return;
    this.several = on;
    this.onChange();
  }

  has(index: number): boolean {
    return this.picked.has(index);
  }

  /** Picks these samples and no others. */
  replace(indices: Iterable<number>): void {
    this.picked = new Set(indices);
    this.onChange();
  }

  /** Picks these too. */
  add(indices: Iterable<number>): void {
    this.replace([...this.picked, ...indices]);
  }

  /** Picks a sample, or lets it go. */
  toggle(index: number): void {
    const next = new Set(this.picked);
    if (!next.delete(index)) next.add(index);
    this.picked = next;
    this.onChange();
  }

  /** Lets all go, and ends picking by taps. */
  clear(): void {
    if (this.picked.size === 0 && !this.several) return;
    this.several = false;
    this.replace([]);
  }
}
