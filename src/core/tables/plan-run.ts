import { printable } from '../dataset/names.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { decide } from '../training/decide.ts';
import { keptLogits, predictionKind } from '../training/imported-logits.ts';
import { numbersOfClasses, pickRows, stacked } from './class-numbers.ts';
import type { RowMatch } from './match-rows.ts';
import { planDoubt, type PlannedDoubt } from './plan-doubt.ts';
import { columnsOf, type Planning } from './plan-steps.ts';
import { rowsInWords } from './plan-words.ts';
import type { PlannedRun } from './table-plan.ts';
import type { TableQuestion } from './table-mapping.ts';

/** What is made of columns of predictions. */
export interface PlannedPredictions {
  run: PlannedRun | null;
  /** The class with the largest number, one a row; NO_LABEL where a number is missing. Null where they are refused. */
  predicted: Uint16Array | null;
  /** Whether they speak against the match or the order of the classes. */
  doubt: PlannedDoubt | null;
  question: TableQuestion;
  problem: string | null;
  notes: string[];
}

/**
 * What a table's predictions and embeddings become; null where it has none.
 * @param rows those with a sample, each sample once
 */
export function planRun(
  planning: Planning,
  match: RowMatch | null,
  rows: readonly number[],
): PlannedPredictions | null {
  const columns = columnsOf(planning, 'prediction');
  const embeddings = columnsOf(planning, 'embedding');
  if (columns.length === 0) return embeddings.length === 0 ? null : refused(planning, EMBEDDINGS_ALONE);
  const { target, table, mapping } = planning;
  const numbers = numbersOfClasses(columns, target);
  if (typeof numbers === 'string') return refused(planning, numbers);
  const { values, labels } = numbers;
  const k = labels.length;
  const kind = predictionKind(values, k);
  const known = Uint8Array.from({ length: table.rows }, (_, row) =>
    Number(isKnown(values.subarray(row * k, row * k + k))),
  );
  const { predicted: best } = decide(values, k);
  const predicted = best.map((column, row) => (known[row] ? labels[column] : NO_LABEL));
  const notes = [
    kind === 'probabilities'
      ? 'Each row of predictions adds up to 1: they are probabilities.'
      : 'Rows of predictions do not add up to 1, or some are negative: they are taken as logits.',
  ];
  const incomplete = known.reduce((count, one) => count + 1 - one, 0);
  if (incomplete > 0) notes.push(`${rowsInWords(incomplete)} no number for some class, and no prediction.`);
  const features = embeddings.length > 0 ? stacked(embeddings) : null;
  if (typeof features === 'string') return refused(planning, features);
  const samples = match?.samples;
  const kept = samples ? rows.filter((row) => known[row]).sort((a, b) => samples[a] - samples[b]) : [];
  return {
    run: {
      name: mapping.run?.trim() || nameOfFile(table.file),
      kind,
      outOfSample: mapping.outOfSample === 'yes',
      indices: Uint32Array.from(kept, (row) => samples![row]),
      logits: () => keptLogits(pickRows(values, k, kept), kind, labels, target.classes.length),
      features: () => (features ? pickRows(features.values, features.width, kept) : new Float32Array(0)),
    },
    predicted,
    doubt: match && doubtOf(planning, match, predicted),
    question: outOfSampleQuestion(planning),
    problem: match && kept.length === 0 ? 'No sample of this data set has a prediction in it.' : null,
    notes,
  };
}

const EMBEDDINGS_ALONE =
  'Embeddings alone say nothing of labels: a run needs a probability or a logit of each class beside them.';

const refused = (planning: Planning, problem: string): PlannedPredictions => ({
  run: null,
  predicted: null,
  doubt: null,
  question: outOfSampleQuestion(planning),
  problem,
  notes: [],
});

const isKnown = (row: Float32Array): boolean =>
  row.every((value) => value < Infinity) && row.some((value) => value > -Infinity);

function doubtOf(planning: Planning, match: RowMatch, predicted: Uint16Array): PlannedDoubt {
  const [numbers] = columnsOf(planning, 'index').map(({ cells }) => cells);
  const { target, mapping } = planning;
  const arriving = { samples: match.samples, labels: predicted, numbers: false };
  const how = { role: 'given', kind: match.kind, numbers, fromOne: null, byFile: false } as const;
  return planDoubt(arriving, target, target.classes.length, mapping, how, 'predictions');
}

function outOfSampleQuestion({ mapping }: Planning): TableQuestion {
  return {
    about: 'outOfSample',
    text: 'Had the model learned the labels of the samples that it predicts?',
    choices: [
      {
        value: 'yes',
        title: 'No: the predictions are out of sample',
        detail: 'By k-fold cross-validation, or by a model trained on other data. They tell wrong labels best.',
      },
      {
        value: 'no',
        title: 'Yes, or it is not known',
        detail: 'It may have learned wrong labels by heart, and counts less beside other runs.',
      },
    ],
    answer: mapping.outOfSample ?? null,
    safe: 'no',
  };
}

const nameOfFile = (file: string): string => printable(file).replace(/(\.[a-z]\w{1,7}){1,2}$/i, '') || 'imported';
