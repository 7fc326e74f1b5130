import { judgeDuplicates, rankDuplicates, type DuplicateGroup } from '../core/insights/duplicates.ts';
import { conflictingPairs, type NearPair, type NearPairs } from '../core/insights/near-duplicates.ts';
import { memo } from '../core/memo.ts';
import type { Run } from '../core/training/run.ts';
import type { Session } from './session.ts';

/** The very same list where there is nothing: who shows it need not look again. */
const NONE: readonly number[] = [];

/**
 * Duplicates of the open data set, as far as they were searched in this page's life. Pixels never change, so a search stands; what is
 * said of its groups follows every edit.
 */
export class Duplicates {
  private found: { datasetId: number; groups: number[][]; groupOf: Map<number, number[]> } | null = null;
  private nearFound: { run: Run; pairs: NearPairs } | null = null;
  private readonly judge = memo((...args: Parameters<typeof judgeDuplicates>) =>
    rankDuplicates(judgeDuplicates(...args)),
  );
  private readonly judgeNear = memo(conflictingPairs);

  constructor(private readonly session: Session) {}

  /** Groups of samples with the same pixels, those that most need a person first; null where they were not searched. */
  get exact(): DuplicateGroup[] | null {
    const { table, dataset } = this.session;
    if (!table || this.found?.datasetId !== dataset?.info.id) return null;
    return this.judge(this.found!.groups, table.split, table.current, table.excluded);
  }

  /**
   * Pairs at least this alike, not the same, and with two labels, by the neighbours of the run shown; null where they were not searched.
   * @param least correlation of their pixels, NEAR_FLOOR … 1
   */
  near(least: number): NearPair[] | null {
    const { table, run } = this.session;
    const found = this.nearFound;
    if (!table || !found || found.run.id !== run?.id || found.run.epochs.length !== run.epochs.length) return null;
    return this.judgeNear(found.pairs, table.current, table.excluded, least);
  }

  /** The other samples with the same pixels as this one, ascending; none where there are none, or they were not searched. */
  copiesOf(index: number): readonly number[] {
    const group = this.found?.datasetId === this.session.dataset?.info.id && this.found?.groupOf.get(index);
    return group ? group.filter((other) => other !== index) : NONE;
  }

  /** Takes in what a search of a data set found. */
  keepExact(datasetId: number, groups: number[][]): void {
    const groupOf = new Map(groups.flatMap((group) => group.map((index) => [index, group] as const)));
    this.found = { datasetId, groups, groupOf };
    this.session.changed();
  }

  /** Takes in what a search by a run found. */
  keepNear(run: Run, pairs: NearPairs): void {
    this.nearFound = { run, pairs };
    this.session.changed();
  }
}
