import { crowdlab } from '../core/dataset/crowdlab.ts';
import { dawidSkene, majority, type Annotations, type Consensus } from '../core/dataset/annotators.ts';
import { classNamed, MOST_LEARNED_CLASSES, standingClasses } from '../core/dataset/classes.ts';
import { RunClasses } from '../core/dataset/run-classes.ts';
import type { Table } from '../core/dataset/table.ts';
import { NO_LABEL, REVIEWED, type DatasetInfo } from '../core/dataset/types.ts';
import { numbersByName } from '../core/edits/class-edits.ts';
import type { Edit } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import { softmaxRow } from '../core/insights/softmax.ts';
import type { Run } from '../core/training/run.ts';
import { appendEdit } from '../store/journal.ts';
import { readLogits } from '../store/predictions.ts';

/** How one label a sample is made of several annotators'. */
export type ConsensusMethod = 'majority' | 'dawid-skene' | 'crowdlab';

/**
 * What annotators said, as classes stand now: a column each in the order of `info.annotators`, NO_LABEL where one said nothing or a class
 * that was taken away.
 * @param journal a data set's edits, oldest first: annotators name classes as they were called when the labels came, at the import or later
 */
export function annotationsOf(
  info: Pick<DatasetInfo, 'annotators' | 'annotatedAfter' | 'classes' | 'retired'>,
  fields: Table['fields'],
  journal: readonly Edit[],
): Uint16Array[] {
  const into = new Map(info.retired.map((gone) => [gone.label, gone.into]));
  const labelNamed = (numbers: ReadonlyMap<string, number>, name: string): number => {
    const label = numbers.get(name) ?? NO_LABEL;
    const now = into.get(label) ?? label;
    if (now !== NO_LABEL) return now;
    // Where classes were replaced, one of those that stand may be called as one that was taken away.
    const standing = classNamed(info, name);
    return standing < 0 ? NO_LABEL : standing;
  };
  return info.annotators.map((annotator) => {
    const column = fields.get(annotator);
    if (column?.kind !== 'text') return new Uint16Array(0);
    const numbers = numbersByName(info, journal, info.annotatedAfter?.[annotator]);
    const labelOf = column.dictionary.map((name) => labelNamed(numbers, name));
    return Uint16Array.from(column.codes, (code) => labelOf[code] ?? NO_LABEL);
  });
}

/**
 * One label a sample of what annotators said.
 * @param run whose probabilities CROWDLAB weighs in; null where there is none
 * @throws UserError 'nothing-to-do' without annotators; 'not-computed' for CROWDLAB without a run that has predicted; 'bad-input' for so many
 * classes that errors between each two cannot be kept
 */
export async function consensusOf(
  method: ConsensusMethod,
  info: DatasetInfo,
  annotations: Annotations,
  run: Run | null,
): Promise<Consensus> {
  if (annotations.length === 0)
    throw new UserError('nothing-to-do', 'This data set has no annotators: one label a sample is all there is.');
  if (method === 'majority') return majority(annotations);
  const standing = standingClasses(info);
  if (standing.length > MOST_LEARNED_CLASSES)
    throw new UserError('bad-input', `Only the majority can be taken of more than ${MOST_LEARNED_CLASSES} classes.`);
  const [classes, probabilities] =
    method === 'crowdlab' ? await readProbabilities(info, run) : [standing, new Float64Array(0)];
  // In columns: a class has no number between.
  const columnOf = new Map(Array.from(classes, (label, column) => [label, column]));
  const columns = annotations.map((labels) => labels.map((label) => columnOf.get(label) ?? NO_LABEL));
  const found =
    method === 'crowdlab' ? crowdlab(columns, probabilities, classes.length) : dawidSkene(columns, classes.length);
  return { ...found, labels: found.labels.map((column) => (column === NO_LABEL ? NO_LABEL : classes[column])) };
}

async function readProbabilities(info: DatasetInfo, run: Run | null): Promise<[Uint16Array, Float64Array]> {
  if (!run)
    throw new UserError('not-computed', 'CROWDLAB weighs in what a network says: train one, and predict with it.');
  const classes = new RunClasses(run.classCount, info.retired);
  const every = Uint32Array.from({ length: info.sampleCount }, (_, i) => i);
  const { values, missing } = await readLogits(run, info.sampleCount, every);
  if (missing === info.sampleCount || classes.k < 2)
    throw new UserError(
      'not-computed',
      `“${run.name}” has predicted nothing of these classes yet: predict with it first.`,
    );
  const logits = classes.fold(values);
  const probabilities = new Float64Array(info.sampleCount * classes.k);
  for (let i = 0; i < info.sampleCount; i++) softmaxRow(logits, i, classes.k, probabilities, i * classes.k);
  return [classes.labels, probabilities];
}

/** What is told of a consensus in the journal. */
const METHOD_NAMES: Record<ConsensusMethod, string> = {
  majority: 'majority',
  'dawid-skene': 'Dawid–Skene',
  crowdlab: 'CROWDLAB',
};

/**
 * Makes a consensus the given labels, and the current ones where no person has decided. Samples that no annotator labelled stay as they are.
 * @returns the journal row, or undefined where all are so already
 */
export function giveConsensus(
  info: DatasetInfo,
  method: ConsensusMethod,
  { labels }: Consensus,
  runId: number | null,
): Promise<Edit | undefined> {
  return appendEdit(
    {
      datasetId: info.id,
      at: Date.now(),
      kind: 'consensus',
      title: `labels by ${METHOD_NAMES[method]} of ${info.annotators.length} annotators`,
      details: { method, annotators: info.annotators, ...(method === 'crowdlab' && runId !== null ? { runId } : {}) },
    },
    ({ reviewed }) => {
      const known = Uint32Array.from(labels.keys()).filter((i) => labels[i] !== NO_LABEL);
      const open = known.filter((i) => reviewed[i] === REVIEWED.no);
      const of = (indices: Uint32Array): Uint16Array => Uint16Array.from(indices, (i) => labels[i]);
      return [
        { column: 'given', indices: known, values: of(known) },
        { column: 'current', indices: open, values: of(open) },
      ];
    },
    ['given', 'current', 'reviewed'],
  );
}
