import type { ImportSource } from '../../src/contracts/importer.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { readLabels, readNames } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { readPixels } from '../../src/store/shards.ts';
import { importSource } from './import-files.ts';

/** A picture of one colour, encoded by the browser. */
export async function picture(
  [red, green, blue]: [number, number, number],
  width = 40,
  height = 30,
  type = 'image/png',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = `rgb(${red} ${green} ${blue})`;
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type, quality: 1 });
}

/** Contents by path. */
export type Files = Record<string, Blob | string>;

/** Files as a source. */
export const sourceOf = (files: Files): ImportSource => ({
  kind: 'files',
  files: Object.entries(files).map(([path, content]) => {
    return { path, file: new File([content], path.slice(path.lastIndexOf('/') + 1)) };
  }),
});

/** Two classes in two splits: the colour of each picture is its own. */
export async function folder(): Promise<Files> {
  return {
    'pets/train/cat/a.png': await picture([10, 0, 0]),
    'pets/train/cat/b.png': await picture([20, 0, 0], 30, 60),
    'pets/train/dog/a.png': await picture([30, 0, 0]),
    'pets/val/cat/c.png': await picture([40, 0, 0]),
    'pets/val/dog/d.png': await picture([50, 0, 0]),
  };
}

/** Imports files as suggested, but for what is chosen. */
export async function imported(files: Files, choices: Partial<ImportChoices> = {}): Promise<DatasetInfo> {
  const { datasetId } = await importSource(new AbortController().signal, sourceOf(files), undefined, choices);
  return (await getDataset(datasetId))!;
}

/** Name, class given and red value of every sample. */
export async function samples(info: DatasetInfo): Promise<[string, string | null, number][]> {
  const [names, labels] = [(await readNames(info.id))!, await readLabels(info.id, 'given')];
  const pixels = await readPixels(info, [...names.keys()]);
  const size = info.width * info.height * 3;
  return names.map((name, i) => [
    name,
    labels[i] === NO_LABEL ? null : info.classes[labels[i]],
    pixels[i * size + (size >> 1) - ((size >> 1) % 3)],
  ]);
}
