import type { ImportResult, ImportSource } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { openImport, type HeldImporter } from '../../src/tasks/import-dataset.ts';
import { createImporter } from '../../workers/import/importer-service.ts';

/** Files as a source, by their own names. */
export const sourceOf = (files: readonly File[]): ImportSource => ({
  kind: 'files',
  files: files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
});

/** An importer of this thread, whose storage a test can watch. */
export const importerHere = (): HeldImporter => ({
  service: createImporter(),
  ended: false,
  close: () => undefined,
});

/** Imports a source with the choices that are suggested, but for those given. */
export async function importSource(
  signal: AbortSignal,
  source: ImportSource,
  onProgress: OnProgress = () => undefined,
  choices: Partial<ImportChoices> = {},
  by?: HeldImporter,
): Promise<ImportResult> {
  const open = await openImport(signal, source, null, onProgress, by);
  return open.store(signal, open.survey && { ...open.survey.suggested, ...choices }, onProgress);
}
