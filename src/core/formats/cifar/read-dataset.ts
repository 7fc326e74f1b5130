import type { UserError } from '../../errors.ts';
import { assemble, type Assembled, type Parts } from './assemble.ts';
import type { Batch, PixelSink } from './batch.ts';
import { readBinaryBatch } from './binary-batch.ts';
import { roleOf, type BatchRole } from './cifar-roles.ts';
import type { Entry } from '../entry.ts';
import { isCompanion, isUsualStranger } from '../strangers.ts';
import { fileKind } from '../file-kinds.ts';
import { looksPickled } from '../first-bytes.ts';
import { importError } from '../import-error.ts';
import { listed, missingNotes, unnamedNote } from './cifar-notes.ts';
import { readPickledNames, readPythonBatch } from './python-batch.ts';
import { readSampleRows } from './samples-csv.ts';
import { readEntries, type Source } from './source.ts';
import { readNames } from '../text-names.ts';

/**
 * Reads a data set in CIFAR's layouts: one archive, or the loose files of one. Pixels go to `sink` as they come.
 * @param signal ends the reading, at once, with its reason
 * @returns the data set in its own order, and notes about what was left out
 * @throws UserError 'import' with a sentence for people
 */
export async function readDataset(
  sources: readonly Source[],
  sink: PixelSink,
  signal: AbortSignal,
): Promise<{ dataset: Assembled; notes: string[] }> {
  if (sources.length === 0) throw importError('There is no file to import: drop an archive, or batches.');
  const parts: Parts = { batches: [] };
  const skipped: string[] = [];
  for (const source of sources) {
    for await (const entry of readEntries(source, signal)) {
      if (await readPart(entry, parts, sink)) continue;
      if (isCompanion(entry.name)) continue;
      const beside = sources.length > 1 && isUsualStranger(entry.name);
      if (entry.path === source.name && !beside) await refuseLoose(entry);
      skipped.push(entry.path);
    }
  }
  if (parts.batches.length === 0) throw withoutBatches(sources, skipped);
  const { note, ...dataset } = assemble(parts, nameOf(parts.batches[0].path, sources[0].name));
  return {
    dataset,
    notes: [
      ...(parts.classes ? [] : [unnamedNote(dataset.classes)]),
      ...(note ? [note] : []),
      ...missingNotes(parts.batches.filter(({ role }) => role.split === 'train').map(({ role }) => role.order)),
      ...skippedNotes(skipped),
    ],
  };
}

/** @returns false for an entry that has no place in a data set */
async function readPart(entry: Entry, parts: Parts, sink: PixelSink): Promise<boolean> {
  const role = isCompanion(entry.name) ? undefined : roleOf(entry.name);
  if (!role) return false;
  if (entry.size === 0) throw importError(`${entry.name} is empty.`);
  if (role.kind === 'batch') {
    parts.batches.push(await readBatch(entry, role, parts.batches, sink));
  } else if (role.kind === 'fields') {
    refuseTwice(parts.rows, entry);
    parts.rows = await readSampleRows(entry);
  } else if (role.kind === 'coarse-names') {
    refuseTwice(parts.coarse, entry);
    parts.coarse = { file: entry.name, names: await readNames(entry) };
  } else {
    refuseTwice(parts.classes, entry);
    const { classes, coarse } =
      role.kind === 'pickled-names'
        ? await readPickledNames(entry)
        : { classes: await readNames(entry), coarse: undefined };
    parts.classes = { file: entry.name, names: classes };
    if (coarse) parts.coarse = { file: entry.name, names: coarse };
  }
  return true;
}

async function readBatch(entry: Entry, role: BatchRole, before: Batch[], sink: PixelSink): Promise<Batch> {
  const twin = before.find((batch) => batch.role.split === role.split && batch.role.order === role.order);
  if (twin) throw importError(`${entry.path} and ${twin.path} are the same batch; only one of them can be imported.`);
  const pickled = looksPickled(await entry.peek(3));
  return pickled ? readPythonBatch(entry, role, sink) : readBinaryBatch(entry, role, sink);
}

function refuseTwice(known: { file: string } | undefined, entry: Entry): void {
  if (known) throw importError(`${entry.path} says again what ${known.file} has said; leave one of them out.`);
}

async function refuseLoose(entry: Entry): Promise<void> {
  const kind = fileKind(await entry.peek(512)) ?? 'a file of an unknown kind';
  throw importError(
    `${entry.name} is ${kind}. What can be imported is a CIFAR archive (.tar.gz or .tar) or its batches ` +
      '(data_batch_1.bin, test_batch …).',
  );
}

function withoutBatches(sources: readonly Source[], skipped: string[]): UserError {
  const where = sources.map((source) => source.name).join(', ');
  const inside = skipped.length ? `there is only ${listed(skipped)}` : 'there is no file';
  return importError(`${where}: ${inside} inside; a CIFAR archive has batches (data_batch_1.bin, test_batch …).`);
}

function skippedNotes(skipped: string[]): string[] {
  if (skipped.length === 0) return [];
  return [`${skipped.length === 1 ? '1 file was' : `${skipped.length} files were`} skipped: ${listed(skipped)}.`];
}

/** "emoji-32/data_batch_1.bin" → "Emoji-32"; without a folder, after the archive. */
function nameOf(path: string, file: string): string {
  const slash = path.indexOf('/', path.startsWith('../') ? 2 : 0);
  const name =
    slash > 0 ? path.slice(path.startsWith('../') ? 2 : 0, slash) : file.replace(/(\.tar)?(\.t?gz|\.tar|\.bin)?$/i, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
