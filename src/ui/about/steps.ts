import type { StageName } from '../events/app-events.ts';

/** The way through the page: its stages in order, each with its title and what one does there. */
export const STEPS: readonly { stage: StageName; title: string; text: string }[] = [
  {
    stage: 'data',
    title: 'Data',
    text: 'Drop a folder of pictures, an archive or a Parquet file, or take the demo.',
  },
  {
    stage: 'noise',
    title: 'Noise',
    text: 'Inject label noise to see what is found, or use the labels as they are.',
  },
  { stage: 'train', title: 'Train', text: 'A small network learns the labels, in a worker of this tab.' },
  { stage: 'insights', title: 'Insights', text: 'Every label is scored: how much does the network doubt it?' },
  {
    stage: 'explore',
    title: 'Explore & fix',
    text: 'Look at the most doubtful first; every decision is one key or tap.',
  },
  { stage: 'home', title: 'Export', text: 'Train again, see the gain, keep the corrected labels.' },
];
