import type { DrawSvg } from '../../src/contracts/importer.ts';
import { sentenceOf } from '../../src/core/errors.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { distinctFrom } from '../../src/core/formats/listing/paths.ts';
import type { NameWay } from '../../src/core/import/match-names.ts';
import { isDeleted, isSame } from './compare-pictures.ts';
import type { KnownDataset } from './known-dataset.ts';
import { matchContents } from './match-contents.ts';
import { matchVersions } from './match-versions.ts';

/** What is another in a newer version. */
export interface Changes {
  /** What the rows are called, and the samples of the older version: the same for what both have by name, different for all else. */
  names: string[];
  olderNames: string[];
  /** How names were matched. */
  ways: NameWay[];
  /** Sample of the older version for each row of the newer one, −1 for a new one. */
  oldOf: Int32Array;
  /** Rows whose picture is that of a sample of another name, which they are. */
  moved: number[];
  /** Rows whose picture is another than that of the sample of the same name, and no other sample's. */
  changed: number[];
  /** Rows whose picture cannot be read any more, though the sample of the same name has one, and why. */
  broken: Map<number, string>;
  added: number;
  /** Samples of the older version that the newer one does not have. */
  gone: number[];
  notes: string[];
}

/**
 * Compares what was read with what is there. Pictures of the same name are compared first; what is another under its name, or new, is then
 * looked for among the samples that are left, so that a picture stays the sample that it was where files were renamed or numbered anew.
 * @param drawSvg draws SVGs of which only the square is kept
 * @throws UserError 'import' where what was read has no names, or they fit in several ways; 'deleted' where the data set was
 */
export async function compareWith(
  known: KnownDataset,
  reader: DatasetReader,
  drawSvg: DrawSvg,
  signal: AbortSignal,
  progress: (activity: string, done: number, total: number) => void,
): Promise<Changes> {
  if (!reader.names) {
    throw importError(
      `Pictures are added to “${known.info.name}” by their names, and those of this source have none. Import it as a data set of its own.`,
    );
  }
  const seems = (picture: SourcePicture, index: number): Promise<boolean> =>
    isSame(picture, known, index, drawSvg).catch((error: unknown) => {
      if (isDeleted(error)) throw error;
      return false;
    });
  const { names, older, ways, notes } = await matchVersions(known, reader, seems, signal);
  const oldOf = new Int32Array(reader.rows).fill(-1);
  for (const [row, index] of ways.flatMap(({ pairs }) => pairs)) oldOf[row] = index;
  const readable = (row: number): boolean => reader.sizes[2 * row] > 0;
  const others = new Set<number>();
  const broken = new Map<number, string>();
  let done = 0;
  const total = oldOf.filter((index, row) => index >= 0 && readable(row)).length;
  for await (const picture of reader.pictures((row) => oldOf[row] >= 0 && readable(row), signal)) {
    signal.throwIfAborted();
    try {
      if ('why' in picture) broken.set(picture.row, picture.why);
      else if (!(await isSame(picture, known, oldOf[picture.row], drawSvg))) others.add(picture.row);
    } catch (error) {
      if (isDeleted(error)) throw error;
      broken.set(picture.row, sentenceOf(error));
    }
    progress(`comparing with ${known.info.name}`, ++done, total);
  }
  const sought = new Set([...oldOf.keys()].filter((row) => readable(row) && (oldOf[row] < 0 || others.has(row))));
  const free = notIn(
    oldOf.filter((_, row) => readable(row) && !others.has(row)),
    known.names.length,
  );
  const found = await matchContents(known, reader, sought, free, drawSvg, signal, (looked, all) =>
    progress('looking for pictures that have other names now', looked, all),
  );
  const elsewhere = new Set(found.values());
  for (const row of others) if (elsewhere.has(oldOf[row])) oldOf[row] = -1;
  for (const [row, index] of found) oldOf[row] = index;
  const gone = notIn(
    oldOf.filter((_, row) => readable(row)),
    known.names.length,
  );
  const [taken, olderNames] = [new Set(names), [...older]];
  for (const index of gone) taken.add((olderNames[index] = distinctFrom(taken, older[index])));
  return {
    ...{ names, olderNames, ways, oldOf, broken, gone, notes },
    moved: [...found.keys()].sort((a, b) => a - b),
    changed: [...others].filter((row) => oldOf[row] >= 0 && !found.has(row)),
    added: oldOf.filter((index, row) => index < 0 && readable(row)).length,
  };
}

/** Numbers below `count` that are not listed. */
function notIn(listed: Int32Array, count: number): number[] {
  const there = new Uint8Array(count);
  for (const index of listed) if (index >= 0) there[index] = 1;
  return [...there.keys()].filter((index) => !there[index]);
}
