import { classNamed, namesInWords } from '../core/dataset/classes.ts';
import type { Table } from '../core/dataset/table.ts';
import { NO_LABEL } from '../core/dataset/types.ts';
import { UserError } from '../core/errors.ts';
import type { Decisions } from '../core/views/decision-filter.ts';
import { sameAnswer } from '../core/views/dependencies.ts';
import { applyStages, type ViewStage } from '../core/views/stages.ts';
import { sampleAt, type Sample } from './sample.ts';

/** What a view looks at: a data set whose columns are in memory. */
export interface ViewSource {
  readonly table: Table;
}

/** Turns a filter round. */
export interface Negatable {
  /** With true the filter lets through exactly what it holds back otherwise. */
  not?: boolean;
}

/**
 * An immutable list of stages over a data set, in FiftyOne's manner. Nothing is computed until it is counted, iterated or
 * shown; then it sees the columns as they stand at that moment. Every method that narrows or orders returns a new view.
 *
 * Fields are `index`, `split`, `given`, `current`, `true`, `predicted`, `confidence`, `reviewed` (`'open'`, `'kept'`, `'relabelled'`,
 * `'excluded'` or `'unsure'`), `excluded` (`'no'` or `'yes'`), `tags`, `insights.<key>`, `fields.<name>`, or the bare name of a score or field.
 *
 * With `{ not: true }` behind all else a filter is turned round: `view.matchLabel('given', ['cat', 'dog'], { not: true })` are all other
 * samples (FiftyOne: `match_tags(…, bool=False)`, `~` before an expression, `exclude(ids)`). On the page that is a click with Alt, or _not_ beside a
 * value and the sign at the left of a filter's chip.
 * @example
 * const doubtful = look.dataset.view().matchSplit('train').matchField('reviewed', 'open').sortBy('insights.suspicion', { reverse: true });
 * for (const sample of doubtful.limit(10)) console.log(sample.index, sample.given, sample.predicted);
 */
export class View implements Iterable<Sample> {
  private cache: { table: Table; indices: Uint32Array } | null = null;

  constructor(
    private readonly source: ViewSource,
    /** The stages, in order; plain data but for `match`. */
    readonly stages: readonly ViewStage[] = [],
    /** What was decided when the view was shown, where it is, see `settled`. */
    readonly since: Decisions | null = null,
  ) {}

  /**
   * The same view as it is shown from now on: a filter by what was decided goes on to let through what it lets through now, so that a sample
   * stays where it is when it is decided about; what is taken back comes again. The session's view is always such a one.
   */
  settled(): View {
    const { reviewed, excluded } = this.source.table;
    return new View(this.source, this.stages, { reviewed, excluded });
  }

  /** Whether it looks at this. */
  isOf(source: ViewSource): boolean {
    return this.source === source;
  }

  /** The same view with one more stage at its end. */
  add(stage: ViewStage): View {
    return this.through([stage]);
  }

  /** The same view with these stages behind its own. */
  through(stages: readonly ViewStage[]): View {
    return new View(this.source, [...this.stages, ...stages]);
  }

  /** Samples with any of these tags (with `{ all: true }` every one of them). */
  matchTags(tags: string | string[], options: Negatable & { all?: boolean } = {}): View {
    return this.add({ stage: 'matchTags', tags: [tags].flat(), all: options.all, not: options.not });
  }

  /** Samples of these splits: `matchSplit('train')`. */
  matchSplit(splits: string | string[], options: Negatable = {}): View {
    return this.add({ stage: 'matchSplits', splits: [splits].flat(), not: options.not });
  }

  /**
   * Samples whose `given`, `current`, `true` or `predicted` label is one of these classes, by name, or null for those without a label; with
   * `{ not: true }` all others.
   */
  matchLabel(
    field: 'given' | 'current' | 'true' | 'predicted',
    classes: string | null | (string | null)[],
    options: Negatable = {},
  ): View {
    const numbers = [classes].flat().map((name) => {
      const label = name === null ? NO_LABEL : classNamed(this.source.table, name);
      if (label >= 0) return label;
      throw new UserError('not-found', `there is no class “${name}”; there are ${namesInWords(this.source.table)}`);
    });
    return this.add({ stage: 'matchLabels', field, classes: numbers, not: options.not });
  }

  /** Samples whose text field is one of these values. */
  matchField(field: string, values: string | string[], options: Negatable = {}): View {
    return this.add({ stage: 'matchField', field, values: [values].flat(), not: options.not });
  }

  /**
   * Samples with this text, or any of these, in their name, in whatever case. A name is the path in the folder or archive that the sample came
   * from, or else its split and number there.
   * @example
   * look.dataset.view().matchName('IMG_00').count();
   */
  matchName(texts: string | string[], options: Negatable = {}): View {
    return this.add({ stage: 'matchName', texts: [texts].flat(), not: options.not });
  }

  /** Samples whose number field or score lies in `min … max`, both included. */
  matchRange(field: string, min: number, max: number, options: Negatable = {}): View {
    return this.add({ stage: 'range', field, min, max, not: options.not });
  }

  /** Samples for which `test` answers true. */
  match(test: (sample: Sample) => boolean): View {
    return this.add({ stage: 'match', test: (index) => test(sampleAt(this.source.table, index)) });
  }

  /** Samples that have a value in this field, or with `false` those that have none. */
  exists(field: string, present = true): View {
    return this.add({ stage: 'exists', field, present });
  }

  /** These samples, in this order, as far as the view has them; with `{ not: true }` all others, in the view's order. */
  select(indices: number[], options: Negatable = {}): View {
    return this.add({ stage: 'select', indices, not: options.not });
  }

  /** In order of a field or score, lowest first unless reversed; samples without a value come last. Stable. */
  sortBy(field: string, options: { reverse?: boolean } = {}): View {
    return this.add({ stage: 'sortBy', field, reverse: options.reverse ?? false });
  }

  /** The first `count` samples. */
  limit(count: number): View {
    return this.add({ stage: 'limit', count });
  }

  /** Without the first `count` samples. */
  skip(count: number): View {
    return this.add({ stage: 'skip', count });
  }

  /** `count` samples at random, without replacement; the same seed takes the same ones. */
  take(count: number, seed = 51): View {
    return this.add({ stage: 'take', count, seed });
  }

  /** Sample indices in the view's order. Do not change the array. */
  get indices(): Uint32Array {
    const table = this.source.table;
    // An edit that no stage looks at leaves the list as it is, the very same array: nothing is sorted at every keystroke.
    const { cache, since } = this;
    const indices =
      cache && sameAnswer(cache.table, table, this.stages, since)
        ? cache.indices
        : applyStages(table, this.stages, since);
    this.cache = { table, indices };
    return indices;
  }

  /** How many samples the view has. */
  count(): number {
    return this.indices.length;
  }

  /** The first sample, or null. */
  first(): Sample | null {
    return this.indices.length > 0 ? sampleAt(this.source.table, this.indices[0]) : null;
  }

  /** The samples, in order. */
  *[Symbol.iterator](): Iterator<Sample> {
    for (const index of this.indices) yield sampleAt(this.source.table, index);
  }
}
