import { judgeDuplicates, rankDuplicates, type DuplicateGroup } from '../core/insights/duplicates.ts';
import { joinCopies, type NearPairs } from '../core/insights/near-duplicates.ts';
import { memo } from '../core/memo.ts';
import type { Session } from './session.ts';

/** The very same list where there is nothing: who shows it need not look again. */
const NONE: readonly number[] = [];

/** What a search of a data set found. */
interface Found {
  datasetId: number;
  exact: number[][];
  groupOf: Map<number, number[]>;
  /** null where near duplicates were not searched. */
  pairs: NearPairs | null;
}

/**
 * Duplicates of the open data set, as far as they were searched in this page's life. Pixels never change, so a search stands; what is
 * said of its groups follows every edit.
 */
export class Duplicates {
  private found: Found | null = null;
  private readonly judgeExact = memo((exact: number[][], ...facts: Facts) =>
    rankDuplicates(judgeDuplicates(asGroups(exact), ...facts)),
  );
  private readonly join = memo(joinCopies);
  private readonly judgeNear = memo((...args: Parameters<typeof judgeDuplicates>) =>
    rankDuplicates(judgeDuplicates(...args)),
  );

  constructor(private readonly session: Session) {}

  /** Groups of samples with the same pixels, those that most need a person first; null where they were not searched. */
  get exact(): DuplicateGroup[] | null {
    const { table, dataset } = this.session;
    if (!table || this.found?.datasetId !== dataset?.info.id) return null;
    return this.judgeExact(this.found!.exact, table.split, table.current, table.excluded);
  }

  /**
   * Groups of samples that are copies of one another, to the byte or at least this alike, those that most need a person first; null
   * where they were not searched.
   * @param least similarity, NEAR_FLOOR … 1
   */
  near(least: number): DuplicateGroup[] | null {
    const { table, dataset } = this.session;
    const { found } = this;
    if (!table || !found?.pairs || found.datasetId !== dataset?.info.id) return null;
    const groups = this.join(found.exact, found.pairs, least);
    return this.judgeNear(groups, table.split, table.current, table.excluded);
  }

  /** The other samples with the same pixels as this one, ascending; none where there are none, or they were not searched. */
  copiesOf(index: number): readonly number[] {
    const group = this.found?.datasetId === this.session.dataset?.info.id && this.found?.groupOf.get(index);
    return group ? group.filter((other) => other !== index) : NONE;
  }

  /** Takes in what a search of a data set found. @param pairs null where near duplicates were not searched: what is known of them stays */
  keep(datasetId: number, exact: number[][], pairs: NearPairs | null): void {
    const groupOf = new Map(exact.flatMap((group) => group.map((index) => [index, group] as const)));
    const known = this.found?.datasetId === datasetId ? this.found.pairs : null;
    this.found = { datasetId, exact, groupOf, pairs: pairs ?? known };
    this.session.changed();
  }
}

/** Split, label and exclusion of every sample. */
type Facts = [split: Uint8Array, labels: Uint16Array, excluded: Uint8Array];

const asGroups = (exact: readonly number[][]) => exact.map((indices) => ({ indices, similarity: 1 }));
