/** Digits typed for the number of a class: one that may be the beginning of a longer number waits for the next. */
export class ClassNumber {
  /** What was typed so far; empty where nothing waits. */
  typed = '';

  /**
   * Takes a digit.
   * @param classCount numbers that there are
   * @returns the number where it is complete, 'waits' where more digits may follow, null where there is no such number
   */
  type(digit: string, classCount: number): number | 'waits' | null {
    const number = Number(this.typed + digit);
    this.typed = number > 0 && 10 * number < classCount ? this.typed + digit : '';
    if (number >= classCount) return null;
    return this.typed ? 'waits' : number;
  }

  /** Ends the number as it is. */
  end(): number {
    const number = Number(this.typed);
    this.typed = '';
    return number;
  }
}
