import { NO_LABEL, REVIEWED, TAG_MISTAKE, TAG_PROCESSED, type DatasetInfo } from '../core/dataset/types.ts';
import { decisionOf } from '../core/edits/edit-preview.ts';
import { UNSURE } from '../core/review/decisions.ts';
import type { ClassPatch, Edit } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import type { ImportedRun } from '../core/training/run.ts';
import type { PlannedLabels, PlannedRestore, TablePlan } from '../core/tables/table-plan.ts';
import { readLabels } from '../store/columns.ts';
import { addFields } from '../store/fields.ts';
import { appendEdit, tagBit } from '../store/journal.ts';
import { addImported } from './add-imported.ts';
import { addClasses, newClasses } from './edit-classes.ts';
import { relabel } from './edit-labels.ts';
import { injectedChanges, refuseSecondInjection } from './perturb.ts';

/** Classes that come with an edit. */
interface AddedClasses {
  classes?: ClassPatch[];
}

/**
 * Does what a plan says: labels in one edit (null where none changed), fields and a run beside it. To be called inside one transaction over
 * the tables of an edit and `importedTables()`, so that a failure leaves nothing.
 * @throws UserError where nothing would change, or the data set no longer is what was planned for
 */
export async function addTable(
  planned: DatasetInfo,
  plan: TablePlan,
): Promise<{ edit: Edit | null; fields: string[]; run: ImportedRun | null }> {
  const info = { ...planned, classes: [...planned.classes, ...plan.newClasses] };
  // They come with the labels, in one step to take back.
  const added = plan.newClasses.length > 0 ? { classes: await newClasses(planned, plan.newClasses) } : {};
  const edit =
    (plan.restore && (await restore(info, plan.restore, plan.file, added))) ??
    (plan.labels && (await setLabels(info, plan.labels, plan.file, added))) ??
    null;
  // No label is of them: an annotator's are.
  if (!edit && plan.newClasses.length > 0) await addClasses(planned, plan.newClasses);
  if (plan.fields.size > 0) await addFields(info.id, plan.fields, plan.annotators);
  const { run: made } = plan;
  const run =
    made && (await addImported(info, { ...made, logits: made.logits(), features: made.features() }, plan.file));
  if (!edit && plan.fields.size === 0 && !run)
    throw new UserError('nothing-to-do', `${plan.file} says nothing that is not so already.`);
  return { edit, fields: [...plan.fields.keys()], run };
}

async function setLabels(
  info: DatasetInfo,
  { role, indices, labels }: PlannedLabels,
  file: string,
  added: AddedClasses,
) {
  if (role === 'corrections') return relabel(info, indices, labels, { by: 'bulk' }, added.classes);
  const head = { ...added, datasetId: info.id, at: Date.now(), details: { file, scope: indices.length } };
  const count = indices.length.toLocaleString('en');
  if (role === 'true') {
    return appendEdit(
      { ...head, kind: 'truth', title: `${count} true labels from ${file}` },
      () => [{ column: 'true', indices, values: labels }],
      ['true'],
    );
  }
  await refuseSecondInjection(info.id, ['noise', 'labels']);
  const bit = await tagBit(info.id, TAG_MISTAKE);
  return appendEdit({ ...head, kind: 'labels', title: `${count} given labels from ${file}` }, (columns) => {
    const differ = Array.from(indices.keys()).filter((j) => labels[j] !== columns.current[indices[j]]);
    const changed = Uint32Array.from(differ, (j) => indices[j]);
    const values = Uint16Array.from(differ, (j) => labels[j]);
    return injectedChanges(columns, indices, changed, values, bit);
  });
}

function restore(
  info: DatasetInfo,
  plan: PlannedRestore,
  file: string,
  added: AddedClasses,
): Promise<Edit | undefined> {
  return plan.kind === 'labels' ? restoreDecisions(info, plan, file, added) : restoreScored(info, plan, file, added);
}

/** Current labels, decisions and exclusions as corrected labels had them, in one edit. */
function restoreDecisions(
  info: DatasetInfo,
  plan: PlannedRestore,
  file: string,
  added: AddedClasses,
): Promise<Edit | undefined> {
  const { indices, labels } = plan;
  const [decidedBy, excluded] = [plan.decidedBy!, plan.excluded!];
  const bySample: Record<string, number[]> = {};
  indices.forEach((index, j) => {
    if (decidedBy[j] !== '') (bySample[decidedBy[j]] ??= []).push(index);
  });
  const reviewed = (given: number, j: number): number => {
    if (decidedBy[j] === '') return REVIEWED.no;
    if (decidedBy[j] === UNSURE) return REVIEWED.unsure;
    return excluded[j] ? REVIEWED.excluded : decisionOf(labels[j], given);
  };
  return appendEdit(
    {
      ...added,
      datasetId: info.id,
      at: Date.now(),
      kind: 'relabel',
      title: `restore the labels of ${indices.length.toLocaleString('en')} samples from ${file}`,
      details: {
        file,
        bySample: Object.fromEntries(Object.entries(bySample).map(([by, list]) => [by, Uint32Array.from(list)])),
      },
    },
    ({ given }) => [
      { column: 'current', indices, values: labels },
      { column: 'reviewed', indices, values: Uint8Array.from(indices, (i, j) => reviewed(given[i], j)) },
      { column: 'excluded', indices, values: excluded },
    ],
    ['given', 'current', 'reviewed', 'excluded'],
  );
}

/** Given and true labels and tags as exported scores had them, in one edit; tags that they do not name are taken off. */
async function restoreScored(
  info: DatasetInfo,
  plan: PlannedRestore,
  file: string,
  added: AddedClasses,
): Promise<Edit | undefined> {
  const { indices, labels } = plan;
  const [truth, tags] = [plan.truth!, plan.tags!];
  // What a run has predicted is said by the run itself.
  const names = new Set(tags.flat().filter((name) => name !== TAG_PROCESSED));
  const bits = new Map<string, number>();
  const processed = info.tags.indexOf(TAG_PROCESSED);
  const predicted = processed < 0 ? 0 : 1 << processed;
  for (const name of names) bits.set(name, await tagBit(info.id, name));
  const masks = tags.map((list) =>
    list.reduce((mask, name) => (bits.has(name) ? mask | (1 << bits.get(name)!) : mask), 0),
  );
  const givenLabels = Array.from(indices.keys()).filter((j) => labels[j] !== NO_LABEL);
  const at = Uint32Array.from(givenLabels, (j) => indices[j]);
  const values = Uint16Array.from(givenLabels, (j) => labels[j]);
  const standing = await readLabels(info.id, 'given');
  const moved = Array.from(at.keys()).filter((j) => values[j] !== standing[at[j]]);
  const movedAt = Uint32Array.from(moved, (j) => at[j]);
  const movedTo = Uint16Array.from(moved, (j) => values[j]);
  const changesGiven = moved.length > 0;
  if (changesGiven) await refuseSecondInjection(info.id, ['noise', 'labels']);
  return appendEdit(
    {
      ...added,
      datasetId: info.id,
      at: Date.now(),
      kind: changesGiven ? 'labels' : 'truth',
      title: `restore the labels of ${indices.length.toLocaleString('en')} samples from ${file}`,
      details: { file, scope: indices.length },
    },
    ({ tags: marks }) => [
      { column: 'true', indices, values: truth },
      { column: 'given', indices: movedAt, values: movedTo },
      { column: 'current', indices: movedAt, values: movedTo },
      {
        column: 'tags',
        indices,
        values: Uint32Array.from(indices, (i, j) => ((marks[i] & predicted) | masks[j]) >>> 0),
      },
    ],
  );
}
