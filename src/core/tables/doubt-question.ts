import type { Doubt } from './doubt.ts';
import type { DoubtAnswer, TableQuestion } from './table-mapping.ts';

const WAYS: Record<DoubtAnswer, string> = {
  'as-it-is': 'Take the labels as they are matched',
  'rows-1': 'The file counts samples from 1: each row is of the sample before',
  'rows+1': 'Each row is of the sample behind',
  'labels-1': 'The file counts classes from 1: 1 is the first class',
  'labels+1': 'Each number means the class behind it',
};

/** What is in doubt: labels that arrive, the given ones of a file that Second Look wrote, or the classes that a model predicts. */
export type Doubted = 'labels' | 'own' | 'predictions';

/** The question about labels or predictions that are in doubt. */
export function doubtQuestion({ agreement, better }: Doubt, what: Doubted, doubt?: DoubtAnswer): TableQuestion {
  const { of, agree, chance } = agreement;
  const share = (count: number): string =>
    `${count.toLocaleString('en')} of ${of.toLocaleString('en')} (${percent(count / of)})`;
  const said: string[] = [];
  const judged = what === 'predictions' ? 'classes predicted' : 'labels';
  if (of > 0) {
    said.push(
      what === 'own'
        ? `Of the labels that this file’s data set came with ${share(agree)} are those of this one: it may be another.`
        : `Of these ${judged} ${share(agree)} are ${what === 'labels' ? 'those' : 'the labels'} that stand; ${percent(chance)} would be by chance.`,
    );
  }
  if (better && better.agree > agree) said.push(`${AS_IF[better.answer]} it would be ${share(better.agree)}.`);
  else if (better) said.push(`${AS_IF[better.answer]} all of them would be classes.`);
  else if (what === 'predictions') said.push('The classes may be in another order, or the rows of other samples.');
  else if (what === 'labels' && of > 0) said.push('The rows may be of other samples, or of another data set.');
  const answers: DoubtAnswer[] = better ? [better.answer, 'as-it-is'] : ['as-it-is'];
  // What was answered stays to be seen, though the labels then are in doubt no more.
  if (doubt && !answers.includes(doubt)) answers.unshift(doubt);
  return {
    about: 'doubt',
    text: said.join(' '),
    choices: answers.map((value) => ({
      value,
      title: what === 'predictions' && value === 'as-it-is' ? 'Take the predictions as they are matched' : WAYS[value],
    })),
    answer: doubt ?? null,
    safe: null,
  };
}

const AS_IF: Record<DoubtAnswer, string> = {
  'as-it-is': 'As it is',
  'rows-1': 'If the file counted samples from 1,',
  'rows+1': 'If each row were of the sample behind,',
  'labels-1': 'If the file counted classes from 1,',
  'labels+1': 'If each number meant the class behind it,',
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
