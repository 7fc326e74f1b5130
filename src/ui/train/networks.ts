import type { TrainOptions } from '../../tasks/options.ts';

/** How many networks a run trains, and what each of them sees. */
export interface NetworksChoice {
  id: string;
  /** For people. */
  title: string;
  /** As the script API takes it. */
  options: Pick<TrainOptions, 'folds' | 'networks'>;
  /** How often the samples are gone through in an epoch of all networks. */
  passes: number;
}

/** What may be chosen, the usual one first. */
export const NETWORK_CHOICES: readonly NetworksChoice[] = [
  { id: 'one', title: 'One', options: {}, passes: 1 },
  ...[2, 3].map((networks) => ({
    id: `mean-${networks}`,
    title: `Ensemble of ${networks}: ranks better`,
    options: { networks },
    passes: networks,
  })),
  ...[2, 5].map((folds) => ({
    id: `folds-${folds}`,
    title: `${folds}-fold cross-validation: each judges what it never saw`,
    options: { folds },
    passes: folds - 1,
  })),
];

/** The choice of that id. @throws RangeError where there is none */
export function networksChoice(id: string): NetworksChoice {
  const choice = NETWORK_CHOICES.find((known) => known.id === id);
  if (!choice) throw new RangeError(`there is no choice of networks “${id}”`);
  return choice;
}
