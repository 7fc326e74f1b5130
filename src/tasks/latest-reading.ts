/** What was read, and when the reading began among all of the same thing. */
export interface Reading<T> {
  began: number;
  value: T;
}

/** The newest of several readings of the same thing, which may overlap: one that began before another that was taken is left out. */
export class LatestReading<T> {
  /** What was taken last; undefined before. */
  value: T | undefined;
  private begun = 0;
  private taken = 0;

  /** @param isSame whether a value says what the one before said, which then stays */
  constructor(private readonly isSame: (value: T, before: T) => boolean) {}

  /** Whether anything was taken yet. */
  get arrived(): boolean {
    return this.taken > 0;
  }

  /** Reads; the answer is for `take`. Safe inside a live query. */
  async read(read: () => Promise<T>): Promise<Reading<T>> {
    const began = ++this.begun;
    return { began, value: await read() };
  }

  /** Takes a reading in. @returns whether it says anything new */
  take({ began, value }: Reading<T>): boolean {
    if (began < this.taken) return false;
    const isNews = !this.arrived || !this.isSame(value, this.value as T);
    this.taken = began;
    if (isNews) this.value = value;
    return isNews;
  }
}
