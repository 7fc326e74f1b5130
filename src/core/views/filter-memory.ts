import type { Table } from '../dataset/table.ts';
import { countValues } from './counts.ts';
import { isDecisionStage, type Decisions } from './decision-filter.ts';
import { columnAt, sameAnswer } from './dependencies.ts';
import { applyStages, type ViewStage } from './stages.ts';

/** Lists kept: enough for a view with each one of its filters taken away. */
const LISTS = 32;

/** Which samples a stage lets through, 1 or 0, and of which table and which view that is. */
interface Passed {
  table: Table;
  since: Decisions | null;
  passed: Uint8Array;
}

/** Stages whose answer is the same whatever comes before or behind them. */
const isPlainFilter = ({ stage }: ViewStage): boolean =>
  ['matchTags', 'matchSplits', 'matchLabels', 'matchField', 'matchName', 'range', 'exists', 'match'].includes(stage);

/**
 * Samples under filters, remembered: the same filters over the same columns are the same list, so that what is counted in it
 * need not be counted again. An edit of labels computes only the filters that look at labels.
 */
export class FilterMemory {
  /** By stage, which samples it lets through: 1 or 0. */
  private readonly passes = new WeakMap<ViewStage, Passed>();
  /** The same of filters by what was decided, in a view that is shown. */
  private readonly settled = new WeakMap<ViewStage, Passed>();
  private lists: { passes: readonly Uint8Array[]; count: number; indices: Uint32Array }[] = [];
  /** By list of samples and path of a field, how many of them have which value. */
  private readonly counts = new WeakMap<Uint32Array, Map<string, { column: unknown; counts: Uint32Array }>>();
  private ordered: { table: Table; stages: readonly ViewStage[]; since: Decisions | null; indices: Uint32Array }[] = [];

  /**
   * The samples that these stages let through; in ascending order where none of them sorts or picks.
   * @param since what was decided when the view was shown, see `applyStages`
   * @throws UserError 'view' where a stage names what is not there
   */
  samplesUnder(table: Table, stages: readonly ViewStage[], since: Decisions | null = null): Uint32Array {
    if (!stages.every(isPlainFilter)) return this.inOrder(table, stages, since);
    const passes = stages.map((stage) => this.passOf(table, stage, isDecisionStage(stage) ? since : null));
    const known = this.lists.find(
      (list) =>
        list.count === table.count &&
        list.passes.length === passes.length &&
        list.passes.every((pass, j) => pass === passes[j]),
    );
    if (known) return known.indices;
    const indices = listPassed(passes, table.count);
    this.lists = [{ passes, count: table.count, indices }, ...this.lists.slice(0, LISTS - 1)];
    return indices;
  }

  /**
   * How many samples under these stages have which value of a class, text or tags field, by code.
   * @param codes how many codes the field has now: a tag may be new
   * @param since as in `samplesUnder`
   */
  countsUnder(
    table: Table,
    stages: readonly ViewStage[],
    path: string,
    codes: number,
    since: Decisions | null = null,
  ): Uint32Array {
    const indices = this.samplesUnder(table, stages, since);
    const column = columnAt(table, path);
    let known = this.counts.get(indices);
    if (!known) this.counts.set(indices, (known = new Map()));
    const last = known.get(path);
    if (last && last.column === column && last.counts.length === codes) return last.counts;
    const counts = countValues(table, indices, path);
    known.set(path, { column, counts });
    return counts;
  }

  private passOf(table: Table, stage: ViewStage, since: Decisions | null): Uint8Array {
    const passes = since ? this.settled : this.passes;
    const known = passes.get(stage);
    if (known && known.since === since && sameAnswer(known.table, table, [stage], since)) {
      known.table = table;
      return known.passed;
    }
    const passed = new Uint8Array(table.count);
    const kept = applyStages(table, [stage], since);
    for (let j = 0; j < kept.length; j++) passed[kept[j]] = 1;
    passes.set(stage, { table, since, passed });
    return passed;
  }

  private inOrder(table: Table, stages: readonly ViewStage[], since: Decisions | null): Uint32Array {
    const known = this.ordered.find(
      (list) =>
        list.stages.length === stages.length &&
        list.stages.every((stage, j) => stage === stages[j]) &&
        list.since === since &&
        sameAnswer(list.table, table, stages, since),
    );
    if (known) {
      known.table = table;
      return known.indices;
    }
    const indices = applyStages(table, stages, since);
    this.ordered = [{ table, stages, since, indices }, ...this.ordered.slice(0, LISTS - 1)];
    return indices;
  }
}

function listPassed(passes: readonly Uint8Array[], count: number): Uint32Array {
  const indices = new Uint32Array(count);
  if (passes.length === 0) {
    for (let i = 0; i < count; i++) indices[i] = i;
    return indices;
  }
  let [every] = passes;
  if (passes.length > 1) {
    every = every.slice();
    for (const pass of passes.slice(1)) for (let i = 0; i < count; i++) every[i] &= pass[i];
  }
  // Written whether it passed or not, and over again if not: a branch that is taken at random costs more than that.
  let n = 0;
  for (let i = 0; i < count; i++) {
    indices[n] = i;
    n += every[i];
  }
  return indices.subarray(0, n);
}
