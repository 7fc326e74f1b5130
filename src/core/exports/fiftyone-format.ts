import { NO_LABEL } from '../dataset/types.ts';
import { textFile, type ArchiveFile } from './archive-file.ts';
import { picturesPlan } from './archive-plan.ts';
import { chosenSamples } from './chosen-samples.ts';
import type { ExportFormat } from './export-format.ts';
import { exportClasses, fileNameOf } from './export-set.ts';
import { labelColumns } from './label-columns.ts';
import { DistinctNames, PicturePaths, splitFolders } from './picture-paths.ts';

/**
 * A FiftyOneImageClassificationDataset (docs.voxel51.com/user_guide/import_datasets.html): pictures in `data/`, and their labels in
 * `labels.json` by path without ending; what else is known of a sample stands in the attributes of its label.
 */
export const fiftyOneFormat: ExportFormat = {
  title: 'FiftyOne data set (zip)',
  text: 'Pictures as they came and a labels.json: fo.Dataset.from_dir(…, fo.types.FiftyOneImageClassificationDataset).',
  choices: ['excluded', 'fields', 'scores'],
  excluded: 'marked',
  plan(set, options) {
    const { table } = set;
    const { indices, notes } = chosenSamples(table, options);
    const columns = labelColumns(set, options).filter(({ name }) => name !== 'current');
    const distinct = new DistinctNames((name, number) => `${name}_${number}`);
    const attributes = columns.map(({ name }) => distinct.next(attribute(name)));
    const folders = splitFolders(set, () => false);
    const targetOf = (index: number): string => {
      const known = columns.flatMap(({ type, value }, at) => {
        const found = value(index);
        if (found === null) return [];
        return [[attributes[at], type === 'time' ? new Date(found).toISOString() : found] as const];
      });
      return JSON.stringify({ label: table.classes[table.current[index]], attributes: Object.fromEntries(known) });
    };
    return picturesPlan(
      set,
      indices,
      async function* (tick): AsyncGenerator<ArchiveFile> {
        const paths = new PicturePaths(set);
        const targets: string[] = [];
        for (const index of indices) {
          const { bytes, extension } = await set.original(index);
          const path = paths.next(folders[table.split[index]], index, extension);
          const id = JSON.stringify(path.slice(0, path.lastIndexOf('.')));
          targets.push(`    ${id}: ${table.current[index] === NO_LABEL ? 'null' : targetOf(index)}`);
          yield { path: `data/${path}`, size: bytes.length, content: bytes };
          tick(1);
        }
        const classes = JSON.stringify(exportClasses(table).names);
        yield textFile('labels.json', `{\n  "classes": ${classes},\n  "labels": {\n${targets.join(',\n')}\n  }\n}\n`);
      },
      { fileName: `${fileNameOf(set.name)}-fiftyone.zip`, notes },
    );
  },
};

/** A name that FiftyOne takes for an attribute: letters, digits and `_`; `label` and `confidence` are the label's own. */
function attribute(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+/, '') || 'field';
  return ['label', 'confidence', 'logits', 'id', 'tags'].includes(safe) ? `sample_${safe}` : safe;
}
