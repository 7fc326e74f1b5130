import type { SourceColumn } from '../dataset-reader.ts';
import { baseName, withoutEnding } from '../listing/paths.ts';
import { textColumn } from '../../dataset/field-column.ts';
import { isSplitName } from '../../dataset/split-names.ts';

/** Folders that only say that pictures lie in them. */
const SAYS_NOTHING = /^(images?|imgs?|jpegimages)$/i;
const MAX_LEVELS = 8;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
/** A level of folders is one of classes where so many of the pictures, of one split at least, have one. */
const FILLED = 0.9;

/** What is told from paths: columns, and the names of those that seem to hold splits and classes. */
export interface Levels {
  columns: SourceColumn[];
  split: string | null;
  label: string | null;
}

/** The leading folders that all paths share, with a slash behind them; a folder called as a split is, is none of them. */
export function commonRoot(paths: readonly string[]): string {
  let parts = paths[0].split('/').slice(0, -1);
  for (const path of paths) {
    const own = path.split('/').slice(0, -1);
    let shared = 0;
    while (shared < parts.length && parts[shared] === own[shared]) shared++;
    parts = parts.slice(0, shared);
  }
  const split = parts.findIndex(isSplitName);
  return (split >= 0 ? parts.slice(0, split) : parts).map((part) => `${part}/`).join('');
}

/** Columns for the folders of paths below the common root, or for what file names begin or end with, and what they seem to be. */
export function readLevels(names: readonly string[]): Levels {
  const levels = folderLevels(names);
  const columns: SourceColumn[] = levels.map((values, at) => ({
    name: `folder ${at + 1}`,
    origin: `the ${ORDINALS[at]} folder of the path`,
    data: textColumn(values),
  }));
  const splits = levels.map((values) => values.every((value) => value === undefined || isSplitName(value)));
  const split = splits.findIndex((is, at) => is && filled(levels[at]) >= FILLED);
  const label = classLevel(levels, splits, split < 0 ? null : levels[split]);
  const fromName = label < 0 ? affixes(names) : undefined;
  if (fromName) columns.push(fromName);
  return {
    columns,
    split: split < 0 ? null : columns[split].name,
    label: label < 0 ? (fromName?.name ?? null) : columns[label].name,
  };
}

/** The folders at each depth, one a name; undefined where a path is shorter. Folders that say nothing are passed over. */
function folderLevels(names: readonly string[]): (string | undefined)[][] {
  const folders = names.map((name) =>
    name
      .split('/')
      .slice(0, -1)
      .filter((part) => !SAYS_NOTHING.test(part)),
  );
  const depth = Math.min(
    MAX_LEVELS,
    folders.reduce((most, { length }) => Math.max(most, length), 0),
  );
  return Array.from({ length: depth }, (_, at) => folders.map((parts) => parts[at]));
}

/** The deepest level that looks as if its folders were classes, preferably with several pictures in each; −1 if there is none. */
function classLevel(levels: (string | undefined)[][], splits: boolean[], split: (string | undefined)[] | null): number {
  const fit = levels
    .map((values, at) => ({ at, values, different: new Set(values.filter((value) => value !== undefined)).size }))
    .filter(({ at, values, different }) => !splits[at] && different >= 2 && filled(values, split) >= FILLED)
    .reverse();
  return (fit.find(({ values, different }) => different <= values.length / 2) ?? fit[0])?.at ?? -1;
}

/** Share of rows with a value, of the split that has the largest where there are splits. */
function filled(values: readonly (string | undefined)[], splits: (string | undefined)[] | null = null): number {
  const all = new Map<string | undefined, number>();
  const present = new Map<string | undefined, number>();
  values.forEach((value, row) => {
    const split = splits?.[row];
    all.set(split, (all.get(split) ?? 0) + 1);
    if (value !== undefined) present.set(split, (present.get(split) ?? 0) + 1);
  });
  return Math.max(...[...all].map(([split, count]) => (present.get(split) ?? 0) / count));
}

/** "cat.123.jpg", "cat_001.png" → cat; "0001_cat.jpg" → cat. Only where every name is so, and words are few. */
function affixes(names: readonly string[]): SourceColumn | undefined {
  const stems = names.map((name) => withoutEnding(baseName(name)));
  const kinds: [string, RegExp][] = [
    ['prefix', /^(.*[^\d\s._()-])[\s._-]*\(?\d+\)?$/],
    ['suffix', /^\d+[\s._-]+(.*[^\d\s._-].*)$/],
  ];
  for (const [kind, pattern] of kinds) {
    const values = stems.map((stem) => pattern.exec(stem)?.[1]);
    const different = new Set(values).size;
    if (!values.includes(undefined) && different >= 2 && different <= values.length / 2) {
      return {
        name: `file name ${kind}`,
        origin: `what the file names ${kind === 'prefix' ? 'begin' : 'end'} with`,
        data: textColumn(values),
      };
    }
  }
  return undefined;
}
