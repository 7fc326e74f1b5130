import { printable } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { wholeNumber } from './cells.ts';
import { NO_SAMPLE, NameIndex } from './name-index.ts';
import type { MatchKind } from './table-mapping.ts';

/** Cells of the columns that say which sample a row is of. */
export interface KeyColumns {
  name?: readonly string[];
  split?: readonly string[];
  index?: readonly string[];
}

/** Which sample each row is of. */
export interface RowMatch {
  kind: MatchKind;
  /** One a row; NO_SAMPLE where there is none. */
  samples: Int32Array;
  /** Rows that have a sample. */
  matched: number;
  /** Rows without a sample because several have their name. */
  severals: number;
  /** Whether every row that has a sample names its file in full, extension included. */
  byFile: boolean;
  /** How, in words: "by name: 996 exactly, 4 by file name". */
  how: string;
  /** What rows without a sample say, the first few, as it can be shown. */
  strangers: string[];
}

/** Rows without a sample that are named. */
const NAMED_STRANGERS = 5;

type Target = Pick<Table, 'count' | 'names' | 'splits' | 'split'>;

/** Matches the rows of one table in the ways that its columns allow. */
export class RowMatcher {
  private readonly names: NameIndex;

  /** @param rows how many there are */
  constructor(
    private readonly target: Target,
    private readonly keys: KeyColumns,
    private readonly rows: number,
  ) {
    this.names = NameIndex.of(target);
  }

  /** The ways that there are, the surest first. */
  kinds(): MatchKind[] {
    const { target, keys, rows } = this;
    const kinds: MatchKind[] = [];
    if (keys.name) kinds.push('name');
    if (keys.index && keys.split) kinds.push('split-index');
    if (keys.index) kinds.push('index');
    if (rows === target.count) kinds.push('order');
    else {
      for (const split of target.splits) if (split.count === rows) kinds.push(`order:${split.name}`);
    }
    return kinds;
  }

  /**
   * Matches each row.
   * @param shift added to every number, −1 where the file counts from 1; where rows go by name, that many samples further
   */
  match(kind: MatchKind, shift = 0): RowMatch {
    const { target, keys, rows } = this;
    const levels = new Uint32Array(NameIndex.said.length);
    let severals = 0;
    const sampleOf = (row: number): number => {
      if (kind === 'name') {
        const { sample, level, several } = this.names.find(keys.name![row], { split: keys.split?.[row] });
        if (sample !== NO_SAMPLE) levels[level] += 1;
        severals += Number(several);
        return sample === NO_SAMPLE ? sample : neighbourOf(target, sample, shift);
      }
      if (kind === 'split-index') {
        const split = target.splits.find(({ name }) => name.toLowerCase() === keys.split![row].toLowerCase());
        const number = wholeNumber(keys.index![row]);
        return split && number !== null ? inRange(number + shift, split.start, split.count) : NO_SAMPLE;
      }
      if (kind === 'index') {
        const number = wholeNumber(keys.index![row]);
        return number === null ? NO_SAMPLE : inRange(number + shift, 0, target.count);
      }
      const split = target.splits.find(({ name }) => kind === `order:${name}`);
      return inRange(row + shift, split?.start ?? 0, split?.count ?? target.count);
    };
    const samples = Int32Array.from({ length: rows }, (_, row) => sampleOf(row));
    const lost = Array.from(samples.keys()).filter((row) => samples[row] === NO_SAMPLE);
    return {
      kind,
      samples,
      matched: rows - lost.length,
      severals,
      byFile: kind === 'name' && levels.every((found, level) => found === 0 || NameIndex.isFile(level)),
      how: titleOf(kind) + levelsInWords(levels),
      strangers: lost.slice(0, NAMED_STRANGERS).map((row) => printable(this.rowInWords(kind, row))),
    };
  }

  private rowInWords(kind: MatchKind, row: number): string {
    const { name, split, index } = this.keys;
    if (kind === 'name') {
      const { several } = this.names.find(name![row], { split: split?.[row] });
      return several ? `${name![row]} (several samples have this name)` : name![row];
    }
    if (kind === 'split-index') return `${split![row]}/${index![row]}`;
    return index?.[row] ?? String(row);
  }
}

/** A way to match, for people: "by name". */
export function titleOf(kind: MatchKind): string {
  if (kind === 'name') return 'by name';
  if (kind === 'split-index') return 'by split and number in the split';
  if (kind === 'index') return 'by number in the whole data set';
  return kind === 'order' ? 'in the order of all samples' : `in the order of ${kind.slice('order:'.length)}`;
}

/** The sample `shift` further in the same split, or NO_SAMPLE. */
export function neighbourOf({ splits, split }: Target, sample: number, shift: number): number {
  const { start, count } = splits[split[sample]];
  return inRange(sample - start + shift, start, count);
}

const inRange = (number: number, start: number, count: number): number =>
  number >= 0 && number < count ? start + number : NO_SAMPLE;

function levelsInWords(levels: Uint32Array): string {
  const found = Array.from(levels.keys()).filter((level) => levels[level] > 0);
  if (found.length === 0 || (found.length === 1 && found[0] === 0)) return '';
  return `: ${found.map((level) => `${levels[level].toLocaleString('en')} ${NameIndex.said[level]}`).join(', ')}`;
}
