import type { ImportChoices } from '../../src/core/import/choices.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { expect } from 'vitest';
import { readColumn, readLabels, readNames } from '../../src/store/columns.ts';
import { replayJournal } from '../../src/store/journal.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { picture, sourceOf, type Files } from './picture-files.ts';

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

/** The journal is what the columns add up from. */
export async function expectSound({ id }: DatasetInfo): Promise<void> {
  for (const [name, column] of Object.entries(await replayJournal(id))) {
    expect(await readColumn(id, name as 'given'), name).toEqual(column);
  }
}

/** Two of each class, no splits. */
export async function pets(): Promise<Files> {
  return {
    'pets/cat/a.png': await picture([10, 0, 0]),
    'pets/cat/b.png': await picture([20, 0, 0]),
    'pets/dog/c.png': await picture([30, 0, 0]),
    'pets/dog/d.png': await picture([40, 0, 0]),
  };
}

/** Pictures 1.png … with the lines of a table beside them. */
export async function withTable(lines: string[], header = 'id,label,camera'): Promise<Files> {
  const files: Files = { 'x/labels.csv': [header, ...lines].join('\n') };
  for (const line of lines) {
    const id = line.split(',')[0];
    files[`x/${id}.png`] = await picture([10 * Number(id), 0, 0]);
  }
  return files;
}
