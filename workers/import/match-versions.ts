import { formatCount } from '../../src/core/format.ts';
import { printable } from '../../src/core/dataset/names.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import {
  isUnambiguous,
  joinedNames,
  waysToMatch,
  withoutConflicts,
  type MatchedNames,
  type NameWay,
} from '../../src/core/import/match-names.ts';
import type { KnownDataset } from './known-dataset.ts';

/** Pairs of each way whose pictures are compared. */
const PAIRS_TRIED = 24;

/** Share of them that have to be the same; more than that. */
const MOST_OF_THEM = 0.5;

/** Samples that both versions have, and how that was told. */
export interface MatchedVersions extends MatchedNames {
  ways: NameWay[];
  /** Sentences about names that fit and were not taken. */
  notes: string[];
}

/**
 * Tells by name which samples two versions have both. Names may differ by folders in front, as one version was brought with more of its
 * path than the other: those count where most of the pictures that are compared are the same. Names that are the same as a whole count for
 * what is left.
 * @param isSame whether a picture is that of a sample of the older version
 * @throws UserError 'import' where names fit in several ways and no picture says which is right
 */
export async function matchVersions(
  known: KnownDataset,
  reader: DatasetReader,
  isSame: (picture: SourcePicture, index: number) => Promise<boolean>,
  signal: AbortSignal,
): Promise<MatchedVersions> {
  const names = reader.names!;
  const ways = waysToMatch(known.names, names);
  const taken = await choose(known, names, ways, (tried) => shareSame(tried, reader, isSame, signal));
  const joined = joinedNames(known.names, names, taken);
  if (!joined) throw ambiguous(known, names, taken);
  return { ...joined, ways: taken, notes: leftNote(known, names, ways, taken) };
}

async function choose(
  known: KnownDataset,
  names: readonly string[],
  ways: NameWay[],
  sharesOf: (ways: NameWay[]) => Promise<number[]>,
): Promise<NameWay[]> {
  const whole = ways.filter(isWhole);
  if (whole.length === ways.length) return whole;
  const shares = await sharesOf(ways);
  const told = ways.filter((_, k) => shares[k] > MOST_OF_THEM);
  if (told.length + whole.length === 0 && !isUnambiguous(ways) && shares.every((share) => share === 0))
    throw ambiguous(known, names, ways);
  const byPictures = told.filter((way) => !isWhole(way));
  return withoutConflicts(told.some(isWhole) ? [whole, byPictures] : [byPictures, whole]);
}

const isWhole = ({ read, known }: NameWay): boolean => read === '' && known === '';

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
    for (const [row, index] of pairs) {
      const there = byRow.get(row);
      if (there) there.push({ way, index });
      else byRow.set(row, [{ way, index }]);
    }
  });
  const same = new Float64Array(ways.length);
  for await (const picture of reader.pictures((row) => byRow.has(row), signal)) {
    if ('why' in picture) continue;
    for (const { way, index } of byRow.get(picture.row)!) {
      signal.throwIfAborted();
      if (await isSame(picture, index)) same[way] += 1;
    }
  }
  return tried.map((pairs, way) => same[way] / Math.max(1, pairs.length));
}

/** Says which names fit and were not taken, where neither the row nor the sample has another by its name. */
function leftNote(
  { info, names: known }: KnownDataset,
  names: readonly string[],
  ways: readonly NameWay[],
  taken: readonly NameWay[],
): string[] {
  const pairs = taken.flatMap((way) => way.pairs);
  const [rows, indices] = [new Set(pairs.map(([row]) => row)), new Set(pairs.map(([, index]) => index))];
  const left = ways.flatMap((way) => way.pairs).filter(([row, index]) => !rows.has(row) && !indices.has(index));
  if (left.length === 0) return [];
  const [row, index] = left[0];
  const count = new Set(left.map(([one]) => one)).size;
  const fits = `“${printable(names[row])}” may be “${printable(known[index])}” of “${info.name}”`;
  return [
    `${fits}${count > 1 ? `, and so on with ${formatCount(count)} names` : ''}, but most pictures that were compared are others: ` +
      'these names count as new, unless their pictures are found.',
  ];
}

function ambiguous({ info, names: known }: KnownDataset, names: readonly string[], ways: readonly NameWay[]): Error {
  const [row] = ways[0].pairs[0];
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
