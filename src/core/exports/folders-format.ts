import { formatPlural } from '../format.ts';
import { isSplitName } from '../dataset/split-names.ts';
import { NO_LABEL } from '../dataset/types.ts';
import type { ArchiveFile } from './archive-file.ts';
import { textFile } from './archive-file.ts';
import { picturesPlan } from './archive-plan.ts';
import { chosenSamples } from './chosen-samples.ts';
import { csvRows } from './csv-table.ts';
import type { ExportFormat } from './export-format.ts';
import { fileNameOf } from './export-set.ts';
import type { LabelColumn } from './label-columns.ts';
import { PicturePaths, classFolders, splitFolders } from './picture-paths.ts';

/** A folder for each class, and in it the pictures whose label it is now. */
export const foldersFormat: ExportFormat = {
  title: 'Image folders (zip)',
  text: 'The pictures as they came, byte for byte, in a folder for each class as the labels stand: torchvision’s ImageFolder, Keras, fastai.',
  choices: ['excluded'],
  excluded: 'left-out',
  plan(set, options) {
    const { table } = set;
    const { indices, notes } = chosenSamples(table, options);
    const labelled = indices.filter((i) => table.current[i] !== NO_LABEL);
    const { folderOf, notes: renamed } = classFolders(table);
    const splits = splitFolders(set, isSplitName);
    const without = indices.length - labelled.length;
    if (without > 0)
      notes.push(`${formatPlural(without, 'sample')} without a label left out: there is no folder for them.`);
    const excluded: [path: string, mark: 1][] = [];
    return picturesPlan(
      set,
      labelled,
      async function* (tick): AsyncGenerator<ArchiveFile> {
        const paths = new PicturePaths(set);
        excluded.length = 0;
        for (const index of labelled) {
          const { bytes, extension } = await set.original(index);
          const folder = `${splits[table.split[index]]}${folderOf(table.current[index])}/`;
          const path = paths.next(folder, index, extension);
          if (table.excluded[index]) excluded.push([path, 1]);
          yield { path, size: bytes.length, content: bytes };
          tick(1);
        }
        if (excluded.length > 0) yield textFile('excluded.csv', excludedTable(excluded));
      },
      { fileName: `${fileNameOf(set.name)}-folders.zip`, notes: [...notes, ...renamed] },
    );
  },
};

/** Names the pictures that are excluded. */
function excludedTable(rows: readonly [path: string, mark: 1][]): string {
  const columns: LabelColumn[] = [
    { name: 'file_name', type: 'text', value: (row) => rows[row][0] },
    { name: 'excluded', type: 'whole', value: (row) => rows[row][1] },
  ];
  const { head, row } = csvRows(columns, {});
  return head + rows.map((_, at) => row(at)).join('');
}
