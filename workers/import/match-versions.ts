import { printable } from '../../src/core/dataset/names.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import {
  isUnambiguous,
  isWhereItCameFrom,
  joinedNames,
  waysToMatch,
  type MatchedNames,
  type NameWay,
} from '../../src/core/import/match-names.ts';
import type { KnownDataset } from './known-dataset.ts';

/** Ways that are tried on pictures, those with the most pairs; and pairs of each. */
const MOST_WAYS = 32;
const PAIRS_TRIED = 24;

/** Samples that both versions have, and how that was told. */
export interface MatchedVersions extends MatchedNames {
  ways: NameWay[];
  /** Sentences about names that fit and were not taken. */
  notes: string[];
}

/**
 * Tells which samples two versions have both: those of the same name; where more names fit but for folders in front, as one was brought
 * with more of its path than the other, those, and only where it cannot be another sample: the folder that the files came in says so, or
 * the pictures do.
 * @param above folders that the newer version's files came in, with a slash behind each
 * @param isSame whether a picture is that of a sample of the older version
 * @throws UserError 'import' where names fit in several ways and the pictures do not say which is right
 */
export async function matchVersions(
  known: KnownDataset,
  reader: DatasetReader,
  above: string,
  isSame: (picture: SourcePicture, index: number) => Promise<boolean>,
  signal: AbortSignal,
): Promise<MatchedVersions> {
  const names = reader.names!;
  const ways = waysToMatch(known.names, names);
  const { taken, notes } = await choose(known, reader, above, ways, isSame, signal);
  const joined = joinedNames(known.names, names, taken);
  if (!isUnambiguous(taken) || !joined) throw ambiguous(known, names, taken);
  return { ...joined, ways: taken, notes };
}

async function choose(
  known: KnownDataset,
  reader: DatasetReader,
  above: string,
  ways: NameWay[],
  isSame: (picture: SourcePicture, index: number) => Promise<boolean>,
  signal: AbortSignal,
): Promise<{ taken: NameWay[]; notes: string[] }> {
  const most = ways.filter(({ pairs }) => pairs.length === ways[0].pairs.length);
  const told =
    most.find((way) => way.read === '' && way.known === '') ?? most.find((way) => isWhereItCameFrom(way, above));
  if (told || ways.length === 0) return { taken: told ? [told] : [], notes: [] };
  const tried = ways.slice(0, MOST_WAYS);
  const same = await shareSame(tried, reader, isSame, signal);
  const needed = isUnambiguous(tried) ? 0 : 0.5;
  const taken = tried.filter((_, k) => same[k] > needed);
  if (taken.length > 0) return { taken, notes: [] };
  if (needed > 0) throw ambiguous(known, reader.names!, tried);
  const { row, index } = exampleOf(tried[0]);
  return {
    taken: [],
    notes: [
      `“${printable(reader.names![row])}” may be “${printable(known.names[index])}” of “${known.info.name}”, and so on, but all pictures ` +
        'that were compared are others: they count as new.',
    ],
  };
}

/** For each way the share of its pairs, of some evenly out of all, whose pictures are the same. */
async function shareSame(
  ways: readonly NameWay[],
  reader: DatasetReader,
  isSame: (picture: SourcePicture, index: number) => Promise<boolean>,
  signal: AbortSignal,
): Promise<number[]> {
  const readable = ways.map(({ pairs }) => pairs.filter(([row]) => reader.sizes[2 * row] > 0));
  const tried = readable.map((pairs) => {
    const step = Math.max(1, pairs.length / PAIRS_TRIED);
    return Array.from({ length: Math.min(PAIRS_TRIED, pairs.length) }, (_, j) => pairs[Math.floor(j * step)]);
  });
  const byRow = new Map<number, { way: number; index: number }[]>();
  tried.forEach((pairs, way) => {
    for (const [row, index] of pairs) byRow.set(row, [...(byRow.get(row) ?? []), { way, index }]);
  });
  const same = new Float64Array(ways.length);
  for await (const picture of reader.pictures((row) => byRow.has(row), signal)) {
    signal.throwIfAborted();
    if ('why' in picture) continue;
    for (const { way, index } of byRow.get(picture.row)!) {
      if (await isSame(picture, index)) same[way] += 1;
    }
  }
  return tried.map((pairs, way) => same[way] / Math.max(1, pairs.length));
}

const exampleOf = ({ pairs: [[row, index]] }: NameWay): { row: number; index: number } => ({ row, index });

function ambiguous({ info, names: known }: KnownDataset, names: readonly string[], ways: readonly NameWay[]): Error {
  const { row } = exampleOf(ways[0]);
  const others = ways.flatMap(({ pairs }) => pairs.filter((pair) => pair[0] === row));
  const fits = others.slice(0, 3).map(([, index]) => `“${printable(known[index])}”`);
  const example =
    fits.length > 1
      ? `“${printable(names[row])}” may be ${fits.join(' or ')}`
      : `${fits[0]} may be “${printable(names[row])}” or another picture whose name ends so`;
  return importError(
    `The names fit those of “${info.name}” in several ways, and the pictures do not tell which is right: ${example}. ` +
      'Bring the folder that was brought the first time, so that the names are the same, or import this as a data set of its own.',
  );
}
