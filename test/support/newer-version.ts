import type { ImportChoices } from '../../src/core/import/choices.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { readLabels, readNames } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { sourceOf, type Files } from './picture-files.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

/**
 * Compares files with a data set and imports them as suggested, but for what is chosen.
 * @param meanwhile is done between the comparison and the import
 */
export async function update(
  info: DatasetInfo,
  files: Files,
  choices: Partial<ImportChoices> = {},
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
) {
  const open = await openImport(never, sourceOf(files), info.id, quiet);
  try {
    const survey = open.survey!;
    const outline = await open.outline({ ...survey.suggested, ...choices });
    await meanwhile();
    const { datasetId, notes } = await open.store(never, { ...survey.suggested, ...choices }, quiet);
    return { survey, outline, notes, newer: (await getDataset(datasetId))! };
  } finally {
    open.close();
  }
}

/** Class of every sample in a label column, by name; null for none. */
export async function classes(
  { id }: DatasetInfo,
  column: 'given' | 'current' | 'true' = 'current',
): Promise<Record<string, string | null>> {
  const info = (await getDataset(id))!;
  const [names, labels] = [(await readNames(id))!, await readLabels(id, column)];
  return Object.fromEntries(names.map((name, i) => [name, labels[i] === NO_LABEL ? null : info.classes[labels[i]]]));
}
