import type { JobKind } from '../../api/jobs.ts';
import type { Session } from '../../api/session.ts';
import { REVIEWED } from '../../core/dataset/types.ts';
import { standingNoise } from '../../core/edits/edit-history.ts';
import { memo } from '../../core/memo.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { epochWords } from '../train/run-words.ts';
import type { StageName } from '../events/app-events.ts';

/** One step of the flow, as the navigation shows it. */
export interface StageFact {
  stage: StageName;
  title: string;
  done: boolean;
  running: boolean;
  /** A short figure of what it gave; empty before. */
  figure: string;
}

/** What each stage has given so far. */
export function stageFacts(session: Session): StageFact[] {
  const { table, run, jobs, journal, undone } = session;
  const running = (...kinds: JobKind[]): boolean => kinds.some((kind) => jobs.running(kind) !== undefined);
  const noise = standingNoise(journal, undone);
  const last = run?.epochs.at(-1);
  const reviewed = table ? countDecided(table.reviewed) : 0;
  const scores = table?.scores.size ?? 0;
  return [
    {
      stage: 'data',
      title: 'Data',
      done: table !== null,
      running: running('import'),
      figure: table ? formatCount(table.count) : '',
    },
    {
      stage: 'noise',
      title: 'Noise',
      done: noise !== undefined,
      running: running('noise'),
      figure: noiseFigure(noise?.kind, noise?.details),
    },
    {
      stage: 'train',
      title: 'Train',
      done: run?.status === 'trained' && run.source !== 'probe',
      running: running('train', 'backbone', 'predict'),
      figure: last ? (run?.status === 'trained' ? formatPlural(last.epoch, 'epoch') : `epoch ${epochWords(run!)}`) : '',
    },
    {
      stage: 'insights',
      title: 'Insights',
      done: scores > 0,
      running: running('score', 'duplicates', 'quality'),
      figure: scores > 0 ? formatPlural(scores, 'score') : '',
    },
    {
      stage: 'explore',
      title: 'Explore & fix',
      done: false,
      running: false,
      figure: shownCount(session),
    },
    {
      stage: 'home',
      title: 'Export',
      done: false,
      running: false,
      figure: reviewed > 0 ? `${formatCount(reviewed)} decided` : '',
    },
  ];
}

/** How many samples the view shows; empty where it asks for a score that the shown run has not: the explorer says so. */
function shownCount({ view, table }: Session): string {
  try {
    return view && table ? formatCount(view.count()) : '';
  } catch {
    return '';
  }
}

/** Remembered: the navigation is rendered at every change of the session, most of which leave the column alone. */
const countDecided = memo((reviewed: Uint8Array): number => {
  let count = 0;
  for (const decision of reviewed) if (decision !== REVIEWED.no) count += 1;
  return count;
});

function noiseFigure(kind: string | undefined, details: Record<string, unknown> | undefined): string {
  if (kind === 'labels') return 'labels from a file';
  return kind === 'noise' ? `${Number(((details?.rate as number) * 100).toFixed(1))} %` : '';
}
