import { formatPlural } from '../format.ts';
import { isSplitName } from '../dataset/split-names.ts';
import type { ArchiveFile } from './archive-file.ts';
import { zipPlan } from './archive-plan.ts';
import { chosenSamples } from './chosen-samples.ts';
import type { ExportFormat } from './export-format.ts';
import { exportClasses, fileNameOf, type ExportSet } from './export-set.ts';
import { DistinctNames } from './picture-paths.ts';
import { npyHeader, npyNumbers, npyTexts } from './npy-writer.ts';

/** Pictures a chunk. */
const CHUNK_PICTURES = 500;
/** An array of names has as many characters a name as the longest has, of 4 bytes each; it is held at once. */
const MOST_NAME_BYTES = 64e6;

/** Arrays of numpy's in one file. */
export const npzFormat: ExportFormat = {
  title: 'NumPy arrays (.npz)',
  text: 'Pictures at the size that training sees, n × height × width × 3, and class numbers; −1 where there is no label.',
  choices: ['excluded'],
  excluded: 'left-out',
  plan(set, options) {
    const { table, width, height } = set;
    const marked = options.excluded === 'marked';
    const { indices, notes } = chosenSamples(table, options);
    const classes = exportClasses(table);
    const parts = partsOf(set, indices);
    const named = table.names !== null && nameBytes(table.names, indices) <= MOST_NAME_BYTES;
    if (table.names && !named)
      notes.push(
        `The names of ${formatPlural(indices.length, 'sample')} are left out: they are too long for an array.`,
      );
    const files = async function* (tick: (done: number) => void): AsyncGenerator<ArchiveFile> {
      for (const { suffix, indices: own } of parts) {
        const header = npyHeader('|u1', [own.length, height, width, 3]);
        yield {
          path: `x${suffix}.npy`,
          size: header.length + own.length * width * height * 3,
          content: pictures(set, own, header, tick),
        };
        const numbers = (labels: Uint16Array): Uint8Array =>
          npyNumbers(
            Array.from(own, (i) => classes.numberOf(labels[i])),
            '<i8',
          );
        yield whole(`y${suffix}.npy`, numbers(table.current));
        yield whole(`given${suffix}.npy`, numbers(table.given));
        if (marked)
          yield whole(
            `excluded${suffix}.npy`,
            npyNumbers(
              Array.from(own, (i) => table.excluded[i]),
              '|b1',
            ),
          );
        if (named) yield whole(`names${suffix}.npy`, npyTexts(Array.from(own, (i) => table.names![i])));
      }
      yield whole('class_names.npy', npyTexts(classes.names));
    };
    return zipPlan(files, { fileName: `${fileNameOf(set.name)}.npz`, count: indices.length, notes });
  },
};

const whole = (path: string, content: Uint8Array): ArchiveFile => ({ path, size: content.length, content });

/** The samples of each split that has some, and what its arrays are called by: "_train"; nothing where there is one of no usual name. */
function partsOf({ table }: ExportSet, indices: Uint32Array): { suffix: string; indices: Uint32Array }[] {
  const { splits } = table;
  const plain = splits.length === 1 && !isSplitName(splits[0].name);
  const distinct = new DistinctNames((name, number) => `${name}-${number}`);
  return splits
    .map(({ name, start, count }) => ({
      suffix: plain ? '' : `_${distinct.next(fileNameOf(name))}`,
      indices: indices.filter((i) => i >= start && i < start + count),
    }))
    .filter((part) => part.indices.length > 0);
}

function nameBytes(names: readonly string[], indices: Uint32Array): number {
  return 4 * indices.length * indices.reduce((most, i) => Math.max(most, names[i].length), 1);
}

async function* pictures(
  set: ExportSet,
  indices: Uint32Array,
  header: Uint8Array,
  tick: (samples: number) => void,
): AsyncGenerator<Uint8Array> {
  yield header;
  const size = set.width * set.height * 3;
  for (let start = 0; start < indices.length; start += CHUNK_PICTURES) {
    const part = indices.subarray(start, start + CHUNK_PICTURES);
    const chunk = new Uint8Array(part.length * size);
    for (let j = 0; j < part.length; j++) chunk.set(await set.pixels(part[j]), j * size);
    yield chunk;
    tick(part.length);
  }
}
