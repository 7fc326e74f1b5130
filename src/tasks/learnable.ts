import { MOST_LEARNED_CLASSES, whyTooManyClasses } from '../core/dataset/classes.ts';
import { isHeldOut } from '../core/dataset/held-out.ts';
import { NO_LABEL, type DatasetInfo } from '../core/dataset/types.ts';
import { UserError } from '../core/errors.ts';
import { readColumn, readLabels } from '../store/columns.ts';
import { getDataset } from '../store/datasets.ts';

/** Numbers of classes that a run has room for: those of merged classes keep their columns, which take memory a sample. */
const MOST_CLASS_NUMBERS = 2 * MOST_LEARNED_CLASSES;

/**
 * What can be learned from of the samples `view`: those that have a label and are neither excluded nor held out by tag, ascending, and their current labels.
 * @throws UserError 'bad-input' where there are too many classes, or labels of fewer than two
 */
export async function readLearnable(
  info: DatasetInfo,
  view: Uint32Array,
): Promise<{ indices: Uint32Array<ArrayBuffer>; labels: Uint16Array<ArrayBuffer> }> {
  const tooMany = whyTooManyClasses(info);
  if (tooMany !== null) throw new UserError('bad-input', tooMany);
  if (info.classes.length > MOST_CLASS_NUMBERS) {
    const [numbers, most] = [info.classes.length, MOST_CLASS_NUMBERS].map((n) => n.toLocaleString('en'));
    throw new UserError(
      'bad-input',
      `${info.name} has numbers for ${numbers} classes, those that were merged into others among them, and a network has room for ${most}: ` +
        'export the labels and import the pictures with them as a data set of its own.',
    );
  }
  const [dataset, current, excluded, tagBits] = await Promise.all([
    getDataset(info.id).then((now) => now ?? info),
    readLabels(info.id, 'current'),
    readColumn(info.id, 'excluded'),
    readColumn(info.id, 'tags'),
  ]);
  const heldOut = isHeldOut({ tags: dataset.tags, tagBits: tagBits as Uint32Array });
  const indices = Uint32Array.from(view)
    .filter((i) => current[i] !== NO_LABEL && (excluded as Uint8Array)[i] === 0 && !heldOut(i))
    .sort();
  if (indices.length === 0) {
    throw new UserError(
      'bad-input',
      `There is nothing to learn: each of the ${view.length} samples chosen has no label, is excluded or is held out.`,
    );
  }
  const labels = Uint16Array.from(indices, (i) => current[i]);
  if (new Set(labels).size < 2) {
    throw new UserError(
      'bad-input',
      `There is nothing to learn: the ${indices.length} samples chosen have fewer than two classes.`,
    );
  }
  return { indices, labels };
}
