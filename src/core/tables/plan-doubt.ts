import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { wholeNumber } from './cells.ts';
import { agreementOf, doubtOf, type Agreement, type ArrivingLabels } from './doubt.ts';
import { doubtQuestion } from './doubt-question.ts';
import type { LabelRole, MatchKind, TableMapping, TableQuestion } from './table-mapping.ts';

/** Labels that an own export came with and that differ here in more than this share: it is of another data set. */
const OWN_MAY_DIFFER = 0.01;

/** Whether labels that arrive are in doubt, and how far they are those that stand. */
export interface PlannedDoubt {
  agreement: Agreement;
  question: TableQuestion | null;
}

/** The label of each sample that arriving ones are compared with. */
export function standingLabels({ current, truth }: Table, role: LabelRole | null): Uint16Array {
  return role === 'true' ? truth.map((label, i) => (label === NO_LABEL ? current[i] : label)) : current;
}

/**
 * Looks for doubt about labels, or about the classes that a model predicts.
 * @param how how rows were matched, whether by their file names in full, the cells of the column of numbers where there is one, and the labels counted from 1 where class numbers only fit so
 */
export function planDoubt(
  arriving: ArrivingLabels,
  target: Table,
  k: number,
  { doubt: answer }: TableMapping,
  how: {
    role: LabelRole | null;
    kind: MatchKind;
    numbers: readonly string[] | undefined;
    fromOne: Uint16Array | null;
    byFile: boolean;
  },
  what: 'labels' | 'predictions' = 'labels',
): PlannedDoubt {
  const standing = standingLabels(target, how.role);
  const agreement = agreementOf(arriving, standing, k);
  // The question was about the labels without the shift that was the answer.
  if (answer && answer !== 'as-it-is')
    return { agreement, question: doubtQuestion({ agreement, better: null }, what, answer) };
  const doubt = how.fromOne
    ? {
        agreement,
        better: {
          answer: 'labels-1' as const,
          agree: agreementOf({ ...arriving, labels: how.fromOne }, standing, k).agree,
        },
      }
    : doubtOf(arriving, standing, target, {
        k,
        fromOne: countsFromOne(how.kind, how.numbers, target),
        mayAllDiffer: how.role !== 'given',
      });
  // Corrections differ by nature; of files that they name in full they are of the right samples.
  const differ = how.byFile && how.role !== 'given' && how.role !== 'true';
  const question = doubt && (doubt.better || !differ) ? doubtQuestion(doubt, what, answer) : null;
  return { agreement, question };
}

/** The same of an own export, by the labels that its data set came with. */
export function planOwnDoubt(agreement: Agreement, { doubt: answer }: TableMapping): PlannedDoubt {
  const same = agreement.of > 0 && agreement.agree >= agreement.of * (1 - OWN_MAY_DIFFER);
  return { agreement, question: same ? null : doubtQuestion({ agreement, better: null }, 'own', answer) };
}

/** Whether the numbers of rows are those of a file that counts from 1: 1 … n, where a split has n samples. */
function countsFromOne(kind: MatchKind, cells: readonly string[] | undefined, { count, splits }: Table): boolean {
  if (!cells || (kind !== 'index' && kind !== 'split-index')) return false;
  const numbers = new Set(cells.map(wholeNumber));
  if (numbers.has(0) || numbers.has(null)) return false;
  const most = [...numbers].reduce<number>((max, number) => Math.max(max, number!), 0);
  const ends = splits.map((split) => (kind === 'index' ? split.start + split.count : split.count));
  return numbers.size === most && [count, ...ends].includes(most);
}
