import { nameOf, printable } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { UserError } from '../errors.ts';
import { RowMatcher, titleOf, type KeyColumns, type RowMatch } from './match-rows.ts';
import { NO_SAMPLE } from './name-index.ts';
import type { OutsideColumn } from './outside-table.ts';
import type { MatchKind, TableMapping, TableQuestion } from './table-mapping.ts';

/** How the rows of a table were matched. */
export interface PlannedMatch {
  match: RowMatch | null;
  /** The ways that there are. */
  kinds: MatchKind[];
  /** Asked where names and numbers of the same rows are of different samples. */
  question: TableQuestion | null;
  problem: string | null;
}

/**
 * Matches rows as was asked for, else by name, and by number only where names match none.
 * @param surer how much surer one way to count is than another for other reasons, in rows; 0 where nothing is known
 * @param numbersAsNames whether the names are the column of numbers again: then numbers go first
 * @throws UserError 'bad-input' where it was asked for in a way that there is not
 */
export function planMatch(
  target: Table,
  keys: KeyColumns,
  rows: number,
  mapping: TableMapping,
  surer: (match: RowMatch) => number,
  numbersAsNames = false,
): PlannedMatch {
  const matcher = new RowMatcher(target, keys, rows);
  const kinds = matcher.kinds();
  if (mapping.match && !kinds.includes(mapping.match)) {
    const there = kinds.map((kind) => `“${kind}”`).join(', ') || 'none';
    throw new UserError('bad-input', `Rows cannot be matched by “${mapping.match}”; the ways are: ${there}.`);
  }
  const shift = mapping.doubt === 'rows-1' ? -1 : mapping.doubt === 'rows+1' ? 1 : 0;
  // The order of rows is a last resort: it matches whatever stands in them.
  const keyed = kinds.filter((kind) => !kind.startsWith('order'));
  const tried = keyed.length > 0 ? keyed : kinds.slice(0, 1);
  let matches = tried.map((kind) => matcher.match(kind, shift));
  const worth = (match: RowMatch): number => match.matched + surer(match);
  const best = (among: readonly RowMatch[]): RowMatch | null =>
    among.reduce<RowMatch | null>((first, one) => (first && worth(first) >= worth(one) ? first : one), null);
  const { match: asked } = mapping;
  // Files that are numbered, and a column of numbers: it may name files only where every row is one.
  const numbered = numbersAsNames ? best(matches.filter(({ kind }) => kind !== 'name')) : null;
  if (numbered && asked !== 'name')
    matches = matches.filter(({ kind, matched }) => kind !== 'name' || (matched > 0 && matched >= numbered.matched));
  const byName = matches.filter(({ kind, matched }) => kind === 'name' && matched > 0);
  const surest = numbered && numbered.matched > 0 ? [numbered] : byName.length > 0 ? byName : matches;
  const match = asked ? (matches.find(({ kind }) => kind === asked) ?? matcher.match(asked, shift)) : best(surest);
  const problem = !match
    ? `No column says which sample a row is of, and there ${rows === 1 ? 'is' : 'are'} ${counted(rows, 'row')} for ${counted(target.count, 'sample')}${splitsInWords(target)}.`
    : match.matched === 0
      ? noneMatched(match)
      : null;
  return { match, kinds, question: matchQuestion(matches, asked), problem };
}

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

/** " (50 in train, 10 in test)"; empty where there is one split. */
function splitsInWords({ splits }: Pick<Table, 'splits'>): string {
  if (splits.length < 2) return '';
  return ` (${splits.map(({ name, count }) => `${count.toLocaleString('en')} in ${printable(name)}`).join(', ')})`;
}

function noneMatched({ how, severals }: RowMatch): string {
  if (severals === 0) return `No row is of a sample of this data set (${how}).`;
  return `No row is of one sample: ${severals === 1 ? 'a name is' : `${severals.toLocaleString('en')} names are`} that of several samples. A column with the split, or names with their folders, would tell them apart.`;
}

/** Which of names and numbers says what a row is of, where no way to count finds the samples that the names do. */
function matchQuestion(matches: readonly RowMatch[], asked: MatchKind | undefined): TableQuestion | null {
  const found = matches.filter(({ matched }) => matched > 0);
  const byName = found.find(({ kind }) => kind === 'name');
  const byNumber = found.filter((match) => match !== byName);
  const others = byName && byNumber.map((match) => differing(byName, match));
  if (!others?.length || others.includes(0)) return null;
  const count = Math.min(...others);
  const rows = count === 1 ? '1 row is' : `${count.toLocaleString('en')} rows are`;
  return {
    about: 'match',
    text: `${rows} of one sample by name and of another by number. Which says what a row is of?`,
    choices: [byName!, ...byNumber].map(({ kind, matched }) => ({
      value: kind,
      title: `Match rows ${titleOf(kind)}`,
      detail: `${matched.toLocaleString('en')} of the rows are of a sample then.`,
    })),
    answer: asked ?? null,
    safe: null,
  };
}

/** Rows that are of one sample in one way, and of another in the other. */
function differing({ samples: first }: RowMatch, { samples: second }: RowMatch): number {
  let count = 0;
  first.forEach((sample, row) => {
    if (sample !== NO_SAMPLE && second[row] !== NO_SAMPLE && sample !== second[row]) count += 1;
  });
  return count;
}

/**
 * The first row of every sample, and how many repeat one.
 * @param said columns that two rows of one sample must agree in
 */
export function uniqueRows(
  target: Table,
  { samples }: RowMatch,
  said: readonly OutsideColumn[],
): { rows: number[]; repeated: number; problem: string | null } {
  const first = new Map<number, number>();
  let repeated = 0;
  let problem: string | null = null;
  samples.forEach((sample, row) => {
    if (sample === NO_SAMPLE) return;
    const before = first.get(sample);
    if (before === undefined) {
      first.set(sample, row);
      return;
    }
    repeated += 1;
    const other = said.find(({ cells }) => cells[row] !== cells[before]);
    if (!other) return;
    problem ??=
      `Two rows (${before + 1} and ${row + 1} below the first line) are of the same sample, ` +
      `${printable(nameOf(target, sample))}, and say “${printable(other.cells[before])}” and “${printable(other.cells[row])}”. ` +
      'Take one of them out.';
  });
  return { rows: [...first.values()], repeated, problem };
}
