import type { Table } from '../core/dataset/table.ts';
import { judgeDuplicates, rankDuplicates, type DuplicateGroup } from '../core/insights/duplicates.ts';
import { conflictingPairs, type NearPair, type NearPairs } from '../core/insights/near-duplicates.ts';
import type { Run } from '../core/training/run.ts';
import type { Session } from './session.ts';

/** The very same list where there is nothing: who shows it need not look again. */
const NONE: readonly number[] = [];

/** Which columns an answer was judged by. */
type Basis = Pick<Table, 'current' | 'excluded' | 'split'>;

/**
 * Duplicates of the open data set, as far as they were searched in this page's life. Pixels never change, so a search stands; what is
 * said of its groups follows every edit.
 */
export class Duplicates {
  private found: { datasetId: number; groups: number[][]; groupOf: Map<number, number[]> } | null = null;
  private nearFound: { run: Run; pairs: NearPairs } | null = null;
  private judged: { of: number[][]; by: Basis; groups: DuplicateGroup[] } | null = null;
  private nearJudged: { of: NearPairs; by: Basis; least: number; pairs: NearPair[] } | null = null;

  constructor(private readonly session: Session) {}

  /** Groups of samples with the same pixels, those that most need a person first; null where they were not searched. */
  get exact(): DuplicateGroup[] | null {
    const { table, dataset } = this.session;
    if (!table || this.found?.datasetId !== dataset?.info.id) return null;
    const { groups } = this.found!;
    if (this.judged?.of !== groups || !sameBasis(this.judged.by, table)) {
      const judged = judgeDuplicates(groups, table.split, table.current, table.excluded);
      this.judged = { of: groups, by: table, groups: rankDuplicates(judged) };
    }
    return this.judged.groups;
  }

  /**
   * Pairs at least this alike, not the same, and with two labels, by the neighbours of the run shown; null where they were not searched.
   * @param least correlation of their pixels, NEAR_FLOOR … 1
   */
  near(least: number): NearPair[] | null {
    const { table, run } = this.session;
    const found = this.nearFound;
    if (!table || !found || found.run.id !== run?.id || found.run.epochs.length !== run.epochs.length) return null;
    const last = this.nearJudged;
    if (last?.of !== found.pairs || last.least !== least || !sameBasis(last.by, table)) {
      const pairs = conflictingPairs(found.pairs, table.current, table.excluded, least);
      this.nearJudged = { of: found.pairs, by: table, least, pairs };
    }
    return this.nearJudged!.pairs;
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

const sameBasis = (a: Basis, b: Basis): boolean =>
  a.current === b.current && a.excluded === b.excluded && a.split === b.split;
