import { standingLabels } from './classes.ts';
import { NO_LABEL, type RetiredClass } from './types.ts';

/**
 * How the classes that a run was trained with stand now. Its logits have one column a class of then; of what was merged since the columns are
 * added up, a class that was taken away is left out, and one that came since has no column: it has no probability, and a sample
 * labelled so is not judged. Both logits and labels are brought into columns before they are scored.
 */
export class RunClasses {
  /** The class of each column that is left, ascending. */
  readonly labels: Uint16Array;
  /** The column that is left for each of the run's; −1 where there is none. */
  private readonly columnOf: Int32Array;
  private readonly byLabel: Map<number, number>;

  /** @param classCount classes that the run was trained with @param retired of the data set, as it is now */
  constructor(
    private readonly classCount: number,
    private readonly retired: readonly RetiredClass[],
  ) {
    const now = standingLabels(
      Uint16Array.from({ length: classCount }, (_, label) => label),
      retired,
    );
    this.labels = Uint16Array.from(new Set(now))
      .filter((label) => label !== NO_LABEL)
      .sort();
    this.byLabel = new Map(Array.from(this.labels, (label, column) => [label, column]));
    this.columnOf = Int32Array.from(now, (label) => this.byLabel.get(label) ?? -1);
  }

  /** Columns that are left. */
  get k(): number {
    return this.labels.length;
  }

  /** The column of a class; NO_LABEL where the run knows it not. */
  column(label: number): number {
    return this.byLabel.get(label) ?? NO_LABEL;
  }

  /** The columns of labels. */
  columns(labels: ArrayLike<number>): Uint16Array {
    return Uint16Array.from(labels, (label) => this.column(label));
  }

  /**
   * Logits of the columns that are left, so that probabilities of merged classes are the sums of theirs.
   * @param values n × the run's classes, row-major @returns n × k; the very same where no class of the run was retired
   */
  fold(values: Float32Array): Float32Array {
    const { classCount, columnOf, k } = this;
    if (this.retired.every(({ label }) => label >= classCount)) return values;
    const n = values.length / classCount;
    const folded = new Float32Array(n * k).fill(-Infinity);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < classCount; c++) {
        if (columnOf[c] < 0) continue;
        const at = i * k + columnOf[c];
        folded[at] = addLogits(folded[at], values[i * classCount + c]);
      }
    }
    return folded;
  }

  /**
   * Logits of another run in the columns of this one, class by class. A class that the other does not know is the lowest of its row.
   * @param values n × other.k, row-major @returns n × k; the very same where both know the same classes
   */
  align(values: Float32Array, other: RunClasses): Float32Array {
    if (other.labels.join() === this.labels.join()) return values;
    const columns = Array.from(this.labels, (label) => other.column(label));
    const aligned = new Float32Array((values.length / other.k) * this.k);
    for (let from = 0, to = 0; from < values.length; from += other.k) {
      const row = values.subarray(from, from + other.k);
      const lowest = row.reduce((low, value) => Math.min(low, value), Infinity);
      for (const column of columns) aligned[to++] = column === NO_LABEL ? lowest : row[column];
    }
    return aligned;
  }
}

/** ln(eᵃ + eᵇ), NaN where one is. */
function addLogits(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  const top = Math.max(a, b);
  return top + Math.log1p(Math.exp(Math.min(a, b) - top));
}
