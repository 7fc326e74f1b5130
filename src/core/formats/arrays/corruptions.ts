import type { ArraySet } from './array-reader.ts';
import { fieldColumn } from '../../dataset/field-column.ts';
import type { Labels } from './numpy-labels.ts';
import type { PictureGroup } from './numpy-roles.ts';

/** Severities in CIFAR-10-C (Hendrycks, Dietterich 2019, zenodo.org/records/2535967), the lightest first. */
const SEVERITIES = 5;

/**
 * What tells pictures of several arrays apart: in CIFAR-10-C, where an array of each corruption has the same pictures five times, the
 * corruption, its severity and the picture; else the array.
 * @param labels of the groups, in their order
 */
export function corruptionFields(
  groups: readonly PictureGroup[],
  labels: readonly { values: Labels }[],
): ArraySet['fields'] {
  const severities = labels.every(({ values }) => isRepeated(values)) && isCorrupted(groups);
  const unsplit = groups.length > 1 && groups.every(({ pictures }) => pictures.split === null);
  if (!severities && !unsplit) return [];
  const field = (
    name: string,
    cell: (group: PictureGroup, index: number) => string | number,
  ): ArraySet['fields'][0] => ({
    ...{ name, origin: severities ? 'CIFAR-10-C’s order' : 'the names of the arrays' },
    data: fieldColumn(
      groups.flatMap((group) => Array.from({ length: group.pictures.shape[0] }, (_, i) => String(cell(group, i)))),
    ),
  });
  const array = field(severities ? 'corruption' : 'array', ({ pictures }) => pictures.key);
  if (!severities) return [array];
  const each = ({ pictures }: PictureGroup): number => pictures.shape[0] / SEVERITIES;
  return [
    array,
    field('severity', (group, index) => Math.floor(index / each(group)) + 1),
    field('picture', (group, index) => index % each(group)),
  ];
}

/** Several arrays that share their labels, or a folder that says so. */
function isCorrupted(groups: readonly PictureGroup[]): boolean {
  const [{ pictures, labels }] = groups;
  const shared = groups.length > 1 && groups.every((group) => group.labels && group.labels === labels);
  return shared || /-c\//i.test(pictures.path);
}

/** Whether labels, of more than one class, are the same five times over. */
function isRepeated(values: Labels): boolean {
  const each = values.length / SEVERITIES;
  if (!Number.isInteger(each) || each < 2) return false;
  let varied = false;
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== values[i % each]) return false;
    varied ||= values[i] !== values[0];
  }
  return varied;
}
