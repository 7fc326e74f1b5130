import type { DrawSvg, GiveFiles, Importer, SentSource } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { handOver } from '../../src/contracts/serve.ts';
import { isDiskFull, UserError } from '../../src/core/errors.ts';
import type { SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { spaceNeeded } from '../../src/core/formats/need.ts';
import type { ImportChoices, Outline, Survey } from '../../src/core/import/choices.ts';
import { outlineOf } from '../../src/core/import/outline.ts';
import { surveyOf } from '../../src/core/import/survey.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { ensureSpace, measureSpace } from '../../src/store/space.ts';
import { atMostTenASecond } from '../shared/pace.ts';
import { GivenFiles } from './given-files.ts';
import { lookUp } from './hugging-face.ts';
import { openSource, type OpenedReader, type OpenedSource } from './open-source.ts';
import { previewsOf, samplesOf } from './preview.ts';
import { storeArchive } from './store-archive.ts';
import { isAllSquares } from './store-samples.ts';
import { storeReader } from './store-reader.ts';
import { knownAs } from './known-as.ts';
import { compared, planOf, shownAssignment, updateSummary } from './import-plan.ts';

/** The importer's service: it keeps what it surveyed for the steps behind it. */
export function createImporter(): Importer {
  let opened: OpenedSource | null = null;
  /** The same before it was compared with anything. */
  let alone: OpenedSource | null = null;
  const given = new GivenFiles();
  let shown: Promise<SourcePicture[]> | null = null;

  const surveyed = (): OpenedReader => {
    if (opened?.kind !== 'reader') throw new RangeError('nothing was surveyed');
    return opened;
  };
  const working = <T>(
    signal: AbortSignal,
    title: string,
    giveFiles: GiveFiles,
    work: () => Promise<T>,
    needed?: number,
  ): Promise<T> => inWords(signal, title, () => given.during(giveFiles, work), needed);

  return {
    huggingFace: (signal, name) => inWords(signal, name.repository, () => lookUp(signal, name)),

    async survey(signal, source, into, onProgress, giveFiles, drawSvg) {
      shown = null;
      return working(signal, titleOf(source), giveFiles, async () => {
        alone = await unlessAborted(signal, openSource(source, given, into, signal, onProgress));
        opened = alone;
        if (alone.kind === 'archive' || (alone.reader.plain && into === null)) return null;
        opened = await comparedWith(alone, into, drawSvg, signal, onProgress);
        if (into !== null) return survey(opened);
        const looking = knownAs(alone.reader, signal, (done, total) =>
          onProgress({ activity: 'looking for the same names', done, total, unit: 'data sets' }),
        );
        return survey(opened, await unlessAborted(signal, looking));
      });
    },

    async compare(signal, into, onProgress, giveFiles, drawSvg) {
      return working(signal, surveyed().origin, giveFiles, async () => {
        const found = await comparedWith(alone as OpenedReader, into, drawSvg, signal, onProgress);
        opened = found;
        return survey(found);
      });
    },

    async outline(choices) {
      const space = await measureSpace();
      return outline(surveyed(), choices, space && space.quota - space.usage);
    },

    async preview(choices, count, drawSvg, giveFiles) {
      const { reader } = surveyed();
      // They are read once, however often the choices change.
      const samples = await given.during(giveFiles, () => (shown ??= samplesOf(reader, count)));
      const previews = await previewsOf(samples, reader.names, choices, drawSvg);
      return handOver(
        previews,
        previews.flatMap(({ original, square }) => [original, square]),
      );
    },

    async store(signal, choices, onProgress, drawSvg, giveFiles) {
      if (opened?.kind === 'archive') {
        const archive = opened;
        const needed = spaceNeeded([archive.source]);
        return working(
          signal,
          archive.source.name,
          giveFiles,
          async () => {
            await unlessAborted(signal, ensureSpace(needed));
            return storeArchive(archive, signal, onProgress);
          },
          needed,
        );
      }
      const reading = surveyed();
      const chosen = choices ?? survey(reading).suggested;
      const { needed } = outline(reading, chosen, null);
      return working(
        signal,
        reading.origin,
        giveFiles,
        async () => {
          await unlessAborted(signal, ensureSpace(needed));
          return storeReader(reading, chosen, drawSvg, signal, onProgress);
        },
        needed,
      );
    },
  };
}

/** The importer of this worker. */
export const importer = createImporter();

/** @param known data set that has most of its names, where it is compared with none */
function survey(opened: OpenedReader, known?: Survey['known']): Survey {
  const found = { ...surveyOf(opened.reader, opened), known };
  if (!opened.update) return found;
  // A newer version goes on with what was decided for the older one.
  const { known: older, changes } = opened.update;
  const { name, width, fit, background } = older.info;
  return {
    ...found,
    notes: [...found.notes, ...changes.notes],
    update: updateSummary(opened),
    suggested: { ...found.suggested, name, size: width, fit, background },
  };
}

/** @param into data set to compare it with; null = none */
async function comparedWith(
  opened: OpenedReader,
  into: number | null,
  drawSvg: DrawSvg,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<OpenedReader> {
  if (into === null) return opened;
  const mayTell = atMostTenASecond(() => performance.now());
  return unlessAborted(
    signal,
    compared(opened, into, drawSvg, signal, (activity, done, total) => {
      if (mayTell()) onProgress({ activity, done, total, unit: 'files' });
    }),
  );
}

function outline(opened: OpenedReader, choices: ImportChoices, free: number | null): Outline {
  const plan = planOf(opened, choices);
  return outlineOf(plan.reader, choices, shownAssignment(opened, plan), keptBytes(opened, choices), free);
}

/** Bytes of the pictures as they came that are kept in the store, beside the squares that training sees. */
function keptBytes({ reader, photos, bytes }: OpenedReader, { originals, size }: ImportChoices): number {
  if (originals !== 'store' || isAllSquares(reader, size)) return 0;
  if (photos) return bytes;
  let sum = 0;
  for (let row = 0; row < reader.rows; row++) sum += 3 * reader.sizes[2 * row] * reader.sizes[2 * row + 1];
  return sum;
}

/** Rewords what no person should read. @param title of what is read @param needed bytes that it takes in the store */
async function inWords<T>(signal: AbortSignal, title: string, work: () => Promise<T>, needed = 0): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    if (isDiskFull(error)) {
      throw new UserError(
        'no-space',
        'The disk is full, or the browser lets this page store no more: this import needs about ' +
          `${Math.ceil(needed / 1e6).toLocaleString('en')} MB. Delete a data set here, or free disk space. Nothing was imported.`,
      );
    }
    if (error instanceof DOMException && /^Not(Found|Readable)Error$/.test(error.name)) {
      throw importError(
        `${title} cannot be read any more: it, or a file of it, was moved, changed or locked. Bring it once more.`,
      );
    }
    throw importError(
      `${title} could not be read (${String(error)}). This is a fault of Second Look, not of the file.`,
    );
  }
}

function titleOf(source: SentSource): string {
  switch (source.kind) {
    case 'files':
      return source.files
        .map(({ path }) => path)
        .slice(0, 3)
        .join(', ');
    case 'folder':
      return source.folder.name;
    case 'url':
      return source.url;
    case 'hugging-face':
      return source.repository;
  }
}
