import {
  decisionOf,
  previewExclude,
  previewRelabel,
  relabelTitle,
  samplesTitle,
  type LabelCount,
} from '../core/edits/edit-preview.ts';
import { NO_LABEL, REVIEWED, type DatasetInfo } from '../core/dataset/types.ts';
import type { ClassPatch, Edit, LabelColumns } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import { appendEdit, tagBit } from '../store/journal.ts';

/** How a decision came about: a person took a suggestion, decided against or without one, or decided for many at once. */
export type DecidedBy = 'suggestion' | 'person' | 'bulk';

/** What is recorded with a decision. */
export interface Decision {
  by: DecidedBy;
  /** Run whose predictions were on screen. */
  runId?: number | null;
  /** The class that was suggested for the sample; only where one was shown. */
  suggested?: number;
}

/**
 * Gives the samples `indices` a label: their current label changes, the given one stays. They count as reviewed: relabelled,
 * or kept where the label is the given one.
 * @param labels class number for all, or one an index; NO_LABEL takes the label off
 * @param classes those that the edit adds; `info` has them already
 * @returns the journal row, or undefined where nothing changes
 */
export function relabel(
  info: DatasetInfo,
  indices: Uint32Array,
  labels: number | Uint16Array,
  decision: Decision,
  classes?: ClassPatch[],
): Promise<Edit | undefined> {
  const labelAt = (j: number): number => (typeof labels === 'number' ? labels : labels[j]);
  for (let j = 0; j < (typeof labels === 'number' ? 1 : labels.length); j++) {
    refuseNoClass(info, labelAt(j));
  }
  refuseUnknown(info, indices);
  const accepted = decision.suggested === undefined ? undefined : labelAt(0) === decision.suggested;
  const describe = (columns: LabelColumns) => {
    const preview = previewRelabel(columns, indices, labels);
    return {
      ...(classes && { classes }),
      datasetId: info.id,
      at: Date.now(),
      kind: 'relabel' as const,
      title: relabelTitle(preview, info.classes, onlyOne(indices)),
      details: {
        ...decisionDetails(info, decision, accepted),
        from: namedCounts(info, preview.from),
        to: namedCounts(info, preview.to),
      },
    };
  };
  return appendEdit(
    { datasetId: info.id, describe },
    ({ given }) => [
      { column: 'current', indices, values: Uint16Array.from(indices, (_, j) => labelAt(j)) },
      { column: 'reviewed', indices, values: Uint8Array.from(indices, (i, j) => decisionOf(labelAt(j), given[i])) },
    ],
    ['given', 'current', 'excluded', 'reviewed'],
  );
}

/**
 * Says of the samples `indices` that their current label is right. They count as reviewed: kept, or relabelled where an
 * earlier edit gave them that label.
 * @returns the journal row, or undefined where all were so already
 */
export function keep(info: DatasetInfo, indices: Uint32Array, decision: Decision): Promise<Edit | undefined> {
  refuseUnknown(info, indices);
  // A suggestion is another class than the current one, so keeping is deciding against it.
  const accepted = decision.suggested === undefined ? undefined : false;
  return appendEdit(
    {
      datasetId: info.id,
      at: Date.now(),
      kind: 'keep',
      title: `confirm ${samplesTitle(indices.length, onlyOne(indices))}`,
      details: decisionDetails(info, decision, accepted),
    },
    ({ given, current }) => [
      { column: 'reviewed', indices, values: Uint8Array.from(indices, (i) => decisionOf(current[i], given[i])) },
    ],
    ['given', 'current', 'reviewed'],
  );
}

/**
 * Says of the samples `indices` that a person looked at them and cannot tell whether the label is right. They count as reviewed; their labels
 * stay.
 * @returns the journal row, or undefined where all were so already
 */
export function markUnsure(info: DatasetInfo, indices: Uint32Array, decision: Decision): Promise<Edit | undefined> {
  refuseUnknown(info, indices);
  return appendEdit(
    {
      datasetId: info.id,
      at: Date.now(),
      kind: 'unsure',
      title: `unsure of ${samplesTitle(indices.length, onlyOne(indices))}`,
      // Who cannot tell has neither taken a suggestion nor decided against it.
      details: decisionDetails(info, { ...decision, suggested: undefined }, undefined),
    },
    () => [{ column: 'reviewed', indices, values: new Uint8Array(indices.length).fill(REVIEWED.unsure) }],
    ['reviewed'],
  );
}

/**
 * Leaves the samples `indices` out of training (they count as reviewed), or with `on` false takes them in again (what was
 * reviewed only in that it was excluded is open again).
 * @returns the journal row, or undefined where all were so already
 */
export function exclude(
  info: DatasetInfo,
  indices: Uint32Array,
  on: boolean,
  decision: Decision,
): Promise<Edit | undefined> {
  refuseUnknown(info, indices);
  const describe = (columns: LabelColumns) => ({
    datasetId: info.id,
    at: Date.now(),
    kind: 'exclude' as const,
    title: `${on ? 'exclude' : 'take in again'} ${samplesTitle(previewExclude(columns, indices, on).changed, onlyOne(indices))}`,
    details: decisionDetails(info, decision, decision.suggested === undefined || !on ? undefined : false),
  });
  const reviewedAfter = (before: number): number => {
    if (on) return REVIEWED.excluded;
    return before === REVIEWED.excluded ? REVIEWED.no : before;
  };
  return appendEdit(
    { datasetId: info.id, describe },
    ({ reviewed }) => [
      { column: 'excluded', indices, values: new Uint8Array(indices.length).fill(on ? 1 : 0) },
      { column: 'reviewed', indices, values: Uint8Array.from(indices, (i) => reviewedAfter(reviewed[i])) },
    ],
    ['excluded', 'reviewed'],
  );
}

/**
 * Tags the samples `indices`, or with `on` false takes the tag off them.
 * @returns the journal row, or undefined where nothing changes
 * @throws UserError where all 32 tags are taken, or the name is empty
 */
export async function tag(
  info: DatasetInfo,
  indices: Uint32Array,
  name: string,
  on: boolean,
): Promise<Edit | undefined> {
  const word = name.trim();
  if (word === '') throw new UserError('bad-input', 'A tag needs a name.');
  refuseUnknown(info, indices);
  if (!on && !info.tags.includes(word)) return undefined;
  const bit = await tagBit(info.id, word);
  const mask = (1 << bit) >>> 0;
  return appendEdit(
    {
      datasetId: info.id,
      at: Date.now(),
      kind: 'tag',
      title: `${on ? 'tag' : 'untag'} ${samplesTitle(indices.length, onlyOne(indices))} “${word}”`,
      details: { tag: word, on },
    },
    ({ tags }) => [
      {
        column: 'tags',
        indices,
        values: Uint32Array.from(indices, (i) => (on ? tags[i] | mask : tags[i] & ~mask) >>> 0),
      },
    ],
    ['tags'],
  );
}

function refuseNoClass({ classes, retired }: DatasetInfo, label: number): void {
  if (label === NO_LABEL) return;
  if (!(label in classes)) throw new UserError('not-found', `class ${label} is not in 0 … ${classes.length - 1}`);
  if (retired.some((gone) => gone.label === label))
    throw new UserError('not-found', `The class “${classes[label]}” stands no more.`);
}

function decisionDetails(info: DatasetInfo, { by, runId, suggested }: Decision, accepted: boolean | undefined) {
  return {
    by,
    ...(typeof runId === 'number' ? { runId } : {}),
    ...(suggested === undefined ? {} : { suggested: info.classes[suggested], accepted }),
  };
}

function namedCounts(info: DatasetInfo, counts: readonly LabelCount[]): Record<string, number> {
  return Object.fromEntries(counts.map(({ label, count }) => [info.classes[label] ?? '', count]));
}

const onlyOne = (indices: Uint32Array): number | undefined => (indices.length === 1 ? indices[0] : undefined);

function refuseUnknown(info: DatasetInfo, indices: Uint32Array): void {
  const wrong = indices.find((i) => i >= info.sampleCount);
  if (wrong !== undefined) throw new UserError('not-found', `sample ${wrong} is not in 0 … ${info.sampleCount - 1}`);
}
