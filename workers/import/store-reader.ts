import { formatCount } from '../../src/core/format.ts';
import type { DrawSvg, ImportResult } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { UserError } from '../../src/core/errors.ts';
import { finishUpdate } from '../../src/store/carry-over.ts';
import { finishImport, getDataset, holdImport } from '../../src/store/datasets.ts';
import { writeFolder } from '../../src/store/folders.ts';
import { planOf } from './import-plan.ts';
import type { OpenedReader } from './open-source.ts';
import { ProgressMeter } from './progress-meter.ts';
import { storeSamples } from './store-samples.ts';

/** Names of files that a note lists at most. */
const LISTED = 6;

/** Stores what a reader has, as it was decided. @throws UserError 'deleted' where it was to be a newer version of a data set that is gone */
export async function storeReader(
  opened: OpenedReader,
  choices: ImportChoices,
  drawSvg: DrawSvg,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<ImportResult> {
  const { origin, folder, update } = opened;
  const { reader, assignment, oldOf } = planOf(opened, choices);
  if (choices.originals === 'folder' && !(folder && mayStay(opened, choices))) {
    throw new UserError('bad-input', 'These pictures cannot stay where they are: choose to keep them in the browser.');
  }
  // Where it is gone already, nothing is read in vain.
  if (update && !(await getDataset(update.known.info.id))) throw updatedGone(update.known.info.name);
  const samples = assignment.kept.reduce((sum, kept) => sum + kept, 0);
  const meter = new ProgressMeter(onProgress, samples, () => performance.now());
  const storing = holdImport(signal, async (datasetId) => {
    const { dataset, rows, undecodable, files } = await storeSamples(
      datasetId,
      reader,
      assignment,
      choices,
      drawSvg,
      meter,
      signal,
    );
    if (folder && choices.originals === 'folder') await writeFolder({ datasetId, handle: folder, ...files });
    signal.throwIfAborted();
    const imported = { ...dataset, source: origin };
    if (update && oldOf) {
      const newOf = new Int32Array(update.known.info.sampleCount).fill(-1);
      rows.forEach((row, index) => {
        if (oldOf[row] >= 0) newOf[oldOf[row]] = index;
      });
      const { id, classes } = update.known.info;
      await finishUpdate(
        datasetId,
        imported,
        Date.now(),
        { id, classes: classes.length, fields: update.known.fields },
        newOf,
      );
    } else {
      await finishImport(datasetId, imported, Date.now());
    }
    meter.finish();
    const lost = [...reader.unreadable, ...undecodable];
    const named = lost.slice(0, LISTED).map(({ path, why }) => `${path} (${why})`);
    const more = lost.length > LISTED ? ` and ${formatCount(lost.length - LISTED)} more` : '';
    return {
      datasetId,
      sampleCount: dataset.sampleCount,
      elapsedMs: meter.elapsedMs,
      notes: [
        ...reader.notes,
        ...(lost.length > 0
          ? [
              `${formatCount(lost.length)} ${lost.length === 1 ? 'picture was' : 'pictures were'} left out: ${named.join(', ')}${more}.`,
            ]
          : []),
      ],
    };
  });
  return storing.catch((error: unknown) => {
    const isGone = update && error instanceof UserError && error.code === 'deleted';
    throw isGone ? updatedGone(update.known.info.name) : error;
  });
}

const updatedGone = (name: string): UserError =>
  new UserError(
    'deleted',
    `“${name}” was deleted meanwhile, so there is nothing that this could be a newer version of. Nothing was imported: import it as a data ` +
      'set of its own.',
  );

/** Whether every picture lies in the folder: samples that are gone from it and kept, and pictures that cannot be read any more, do not. */
function mayStay({ update }: OpenedReader, { gone }: ImportChoices): boolean {
  return !update || (update.changes.broken.size === 0 && (gone === 'drop' || update.changes.gone.length === 0));
}
