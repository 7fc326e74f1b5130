import { standingClasses } from '../core/dataset/classes.ts';
import { cifar10Map, nextClassMap, planNoise } from '../core/dataset/noise.ts';
import { NO_LABEL, TAG_MISTAKE, type DatasetInfo } from '../core/dataset/types.ts';
import { numberOf } from '../core/edits/class-edits.ts';
import { standingNoise, undoneEdits } from '../core/edits/edit-history.ts';
import type { Edit, LabelColumns, UndoResult } from '../core/edits/edit.ts';
import type { Change } from '../core/edits/patches.ts';
import { UserError } from '../core/errors.ts';
import { appendEdit, listEdits, tagBit } from '../store/journal.ts';
import { undoEdit } from '../store/undo.ts';
import type { NoiseOptions } from './options.ts';

/**
 * Injects label noise into the samples `scope`: a seeded share gets a wrong label, as given and as current label, and the tag
 * `mistake`; every sample of the scope keeps its label of before as true label, unless replaced labels left it one already.
 * @throws UserError where noise is injected already, or the options do not fit the data set
 */
export async function perturb(info: DatasetInfo, scope: Uint32Array, options: NoiseOptions): Promise<Edit> {
  await refuseSecondInjection(info.id, ['noise']);
  const { rate = 0.2, seed = 1, kind = 'symmetric' } = options;
  const map = kind === 'asymmetric' ? classMap(info, options.map) : null;
  const bit = await tagBit(info.id, TAG_MISTAKE);
  const percent = `${Number((rate * 100).toFixed(2))} %`;
  const edit = await appendEdit(
    {
      datasetId: info.id,
      at: Date.now(),
      kind: 'noise',
      title: `${percent} ${kind} noise, seed ${seed}, in ${scope.length.toLocaleString('en')} samples`,
      details: { rate, seed, kind, map: map && namesOf(info.classes, map), scope: scope.length },
    },
    (columns) => {
      const labels = columns.current as Uint16Array;
      const plan = planNoise(
        labels,
        scope,
        standingClasses(info),
        map ? { kind: 'asymmetric', map, rate, seed } : { kind: 'symmetric', rate, seed },
      );
      return injectedChanges(columns, scope, plan.indices, plan.labels, bit);
    },
  );
  if (!edit) throw new UserError('nothing-to-do', 'Nothing to inject: the rate is so low that no sample would change.');
  return edit;
}

async function readStandingNoise(datasetId: number): Promise<Edit | undefined> {
  const edits = await listEdits(datasetId);
  return standingNoise(edits, undoneEdits(edits));
}

/** Takes the standing noise back; labels that a person has set since stay, and are counted. @throws UserError where there is none */
export async function undoNoise(datasetId: number): Promise<UndoResult> {
  const edit = await readStandingNoise(datasetId);
  if (!edit) throw new UserError('nothing-to-do', 'There is no injected noise to undo.');
  return undoEdit(edit.seq, Date.now());
}

/** Refuses to make labels wrong where they were already. @throws UserError 'bad-input' */
export async function refuseSecondInjection(datasetId: number, kinds: Edit['kind'][]): Promise<void> {
  const edit = await readStandingNoise(datasetId);
  if (edit && kinds.includes(edit.kind))
    throw new UserError(
      'bad-input',
      `Noise is injected already (${edit.title}). Undo it first, so that true labels stay true.`,
    );
}

/**
 * What giving samples other labels, as given and as current ones, changes: labels of before stay as true labels, and what differs gets the
 * tag `mistake`.
 * @param scope samples that keep their label of before as true label
 * @param changed those of them that get another one
 */
export function injectedChanges(
  columns: LabelColumns,
  scope: Uint32Array,
  changed: Uint32Array,
  labels: Uint16Array,
  mistakeBit: number,
): Change[] {
  const known = scope.filter((i) => columns.current[i] !== NO_LABEL && columns.true[i] === NO_LABEL);
  return [
    { column: 'true', indices: known, values: Uint16Array.from(known, (i) => columns.current[i]) },
    { column: 'given', indices: changed, values: labels },
    { column: 'current', indices: changed, values: labels },
    {
      column: 'tags',
      indices: changed,
      values: Uint32Array.from(changed, (i) => (columns.tags[i] | (1 << mistakeBit)) >>> 0),
    },
  ];
}

function classMap(info: DatasetInfo, map: NoiseOptions['map']): Int32Array {
  const { classes } = info;
  if (typeof map === 'object') {
    const numbers = Int32Array.from(classes.keys());
    for (const [from, to] of Object.entries(map)) {
      numbers[numberOf(info, from)] = numberOf(info, to);
    }
    return numbers;
  }
  const usual = map === 'next' ? null : cifar10Map(classes);
  if (map === 'cifar10' && !usual)
    throw new UserError('bad-input', 'CIFAR-10’s usual confusions need CIFAR-10’s classes.');
  return usual ?? nextClassMap(standingClasses(info));
}

function namesOf(classes: string[], map: Int32Array): Record<string, string> {
  return Object.fromEntries(classes.flatMap((name, i) => (map[i] === i ? [] : [[name, classes[map[i]]]])));
}
