import { formatPlural } from '../format.ts';
import type { Run } from '../training/run.ts';
import { isNone, type PairedGain } from './paired-gain.ts';

/** A difference of shares in percentage points, with its sign: “+0.3”. */
export function signedPoints(difference: number): string {
  const points = Math.abs(100 * difference).toFixed(1);
  return `${difference < 0 && points !== '0.0' ? '−' : '+'}${points}`;
}

/** “+0.3 ± 1.9 points”, with its 95 % interval. */
export const sayDifference = ({ gain, error }: PairedGain): string =>
  `${signedPoints(gain)} ± ${(100 * error).toFixed(1)} points`;

/** What a difference over samples that neither run learned from is worth: a gain, a loss, or nothing that so many samples can show. */
export function sayGain(difference: PairedGain, count: number): string {
  const samples = formatPlural(count, 'sample');
  if (isNone(difference)) return `No difference that ${samples} can show: ${sayDifference(difference)}.`;
  const what = difference.gain > 0 ? 'A gain' : 'A loss';
  return `${what} of ${sayDifference(difference)} (95 %), over ${samples} that neither run learned from.`;
}

/** The two runs that tell best what corrected labels are worth: a network and the one that it repeats, else the last two trained here, else the last two. */
export function choosePair(runs: readonly Run[]): [before: Run, after: Run] {
  const trained = runs.filter(({ source }) => source === 'trained');
  const after = trained.at(-1);
  const parent = trained.find(({ id }) => after?.source === 'trained' && id === after.parent);
  const before = parent ?? trained.at(-2);
  return before && after ? [before, after] : [runs.at(-2)!, runs.at(-1)!];
}

/** What else two runs differ in than the labels that they learned, so that a difference is not the labels' alone; empty for two alike. */
export function sayUnlike(before: Run, after: Run): string {
  const [first, second] = [`“${before.name}”`, `“${after.name}”`];
  if (before.source === 'trained' && after.source === 'trained') {
    const parts = [
      before.recipe.network !== after.recipe.network && 'the network',
      JSON.stringify({ ...before.recipe, network: '' }) !== JSON.stringify({ ...after.recipe, network: '' }) &&
        'the recipe',
      before.seed !== after.seed && 'the seed',
    ].filter((part) => part !== false);
    if (parts.length === 0) return '';
    return `${first} and ${second} differ in ${parts.join(' and ')} too, so the difference is not what the labels are worth alone.`;
  }
  if (before.source === 'probe' && after.source === 'probe')
    return `Neither was trained here: ${first} is a pretrained backbone’s first ranking, and ${second} is one ranked again. This does not say what corrected labels are worth to a network.`;
  return `${first} holds ${OF_SOURCE[before.source]}, ${second} ${OF_SOURCE[after.source]}: the difference is not what corrected labels are worth. Train, fix labels and train again to compare like with like.`;
}

const OF_SOURCE: Record<Run['source'], string> = {
  trained: 'what a network trained here predicts',
  probe: 'a pretrained backbone’s ranking',
  imported: 'predictions brought from elsewhere',
};
