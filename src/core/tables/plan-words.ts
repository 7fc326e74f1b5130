import { formatCount } from '../format.ts';
import type { ColumnGuess } from './guess-columns.ts';
import type { OutsideTable } from './outside-table.ts';
import type { OwnExport } from './exported-table.ts';
import type { ColumnMeaning, LabelRole, TableQuestion } from './table-mapping.ts';
import type { PlannedRun } from './table-plan.ts';

/** "12 rows have", "1 row has", or with another verb. */
export function rowsInWords(count: number, many = 'have', one = 'has'): string {
  return count === 1 ? `1 row ${one}` : `${formatCount(count)} rows ${many}`;
}

/**
 * What adding a table does: "Set 1,000 corrections and add the field “style”".
 * @param labels how many it brings, and how many of them are those that stand
 * @param annotators how many of the fields hold an annotator's labels
 */
export function actionTitle(
  role: LabelRole | null,
  { labels, same }: { labels: number; same: number },
  fields: readonly string[],
  annotators: number,
  run: PlannedRun | null,
): string {
  const parts: string[] = [];
  const isDecided = role === 'corrections';
  const set = isDecided ? labels - same : labels;
  if (set > 0 && role !== null) parts.push(LABELS[role](formatCount(set), set === 1));
  if (isDecided && same > 0) parts.push(`confirm ${formatCount(same)} ${same === 1 ? 'label' : 'labels'}`);
  if (fields.length === 1) parts.push(`add the field “${fields[0]}”`);
  else if (fields.length > 1 && annotators === fields.length)
    parts.push(`add the labels of ${formatCount(annotators)} annotators`);
  else if (fields.length > 1) parts.push(`add ${formatCount(fields.length)} fields`);
  if (run) {
    const count = run.indices.length;
    parts.push(
      `add the predictions of ${formatCount(count)} ${count === 1 ? 'sample' : 'samples'} as the run “${run.name}”`,
    );
  }
  const words = parts.join(' and ') || 'add the table';
  return words[0].toUpperCase() + words.slice(1);
}

const LABELS: Record<LabelRole, (count: string, one: boolean) => string> = {
  given: (count, one) => `set ${count} given ${one ? 'label' : 'labels'}`,
  corrections: (count, one) => `set ${count} ${one ? 'correction' : 'corrections'}`,
  true: (count, one) => `set ${count} true ${one ? 'label' : 'labels'}`,
  restore: (count, one) => `restore the labels of ${count} ${one ? 'sample' : 'samples'}`,
};

/** What corrections do that are no changes. @param replaced how many decisions of before they replace; null where there is nothing to say */
export function confirmsNote(labels: number, same: number, replaced: number): string | null {
  const parts: string[] = [];
  if (same > 0) {
    const [confirm, corrections] = [
      same === 1 ? 'confirms' : 'confirm',
      labels - same === 1 ? 'is a correction' : 'are corrections',
    ];
    parts.push(
      `Of ${formatCount(labels)} ${labels === 1 ? 'label' : 'labels'} ${formatCount(labels - same)} ${corrections} and ${formatCount(same)} ${confirm} the label as it is: these samples count as decided too.`,
    );
  }
  if (replaced > 0)
    parts.push(`${formatCount(replaced)} ${replaced === 1 ? 'replaces a decision' : 'replace decisions'} of yours.`);
  return parts.join(' ') || null;
}

/** Sentences about columns that are left out for a reason. */
export function leftOutNotes(
  { columns, leftOut = [] }: OutsideTable,
  meanings: readonly ColumnMeaning[],
  guesses: readonly ColumnGuess[],
): string[] {
  const left = (why: ColumnGuess['left']): string[] =>
    columns.filter((_, at) => meanings[at] === 'nothing' && guesses[at].left === why).map(({ name }) => `“${name}”`);
  const notes: string[] = [];
  const predictions = left('predictions');
  if (predictions.length === 1) {
    notes.push(
      `The column ${predictions[0]} belongs to predictions or embeddings and is not understood; it is left out.`,
    );
  } else if (predictions.length > 1) {
    const [first, second] = predictions;
    const named =
      predictions.length === 2 ? `${first} and ${second}` : `${first}, ${second} and ${predictions.length - 2} more`;
    notes.push(`The columns ${named} belong to predictions or embeddings and are not understood; they are left out.`);
  }
  if (leftOut.length > 0) {
    const names = leftOut.map((name) => `“${name}”`).join(', ');
    notes.push(`${names}: lists and pictures are no values of a table, and left out.`);
  }
  const [rowNumbers] = left('row numbers');
  if (rowNumbers) notes.push(`The column ${rowNumbers} only numbers the rows; it is left out.`);
  return notes;
}

const ROLES: TableQuestion['choices'] = [
  {
    value: 'restore',
    title: 'As they were exported here',
    detail: 'Labels, decisions and what was left out become what they were when this file was written.',
  },
  {
    value: 'given',
    title: 'Given labels',
    detail: 'What training starts from. Labels of before stay as true ones, so that a ranking can be judged.',
  },
  {
    value: 'corrections',
    title: 'Corrections',
    detail: 'Labels that are right, as if they were decided here. Given labels stay; one undo takes all back.',
  },
  {
    value: 'true',
    title: 'True labels',
    detail: 'What rankings are judged by. Training does not see it.',
  },
  { value: 'annotator', title: 'One annotator’s labels', detail: 'Kept as a field beside the others.' },
  { value: 'field', title: 'A field', detail: 'Kept as text or numbers, to filter and sort by.' },
];

/** The question what labels are. @param own whether the file is one that Second Look wrote */
export function roleQuestion(own: OwnExport | null, role: string | null): TableQuestion {
  const choices = ROLES.filter(({ value }) => own !== null || value !== 'restore');
  return { about: 'role', text: 'What are these labels?', choices, answer: role, safe: null };
}
