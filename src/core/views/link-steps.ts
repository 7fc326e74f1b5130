import { standingLabels } from '../dataset/classes.ts';
import type { Table } from '../dataset/table.ts';
import { REVIEWED } from '../dataset/types.ts';
import type { Edit } from '../edits/edit.ts';
import { standingNoise } from '../edits/edit-history.ts';
import { formatPercent, formatPlural } from '../format.ts';
import type { Run } from '../training/run.ts';
import type { LinkedStage, SharedLink, SharedNoise, SharedRun } from './share-link.ts';

/** What is to be done next so that a data set shows what a link was made for. */
export type LinkStep =
  | { kind: 'inject'; noise: SharedNoise }
  /** Noise that stands here and is not the link's, by the title of its edit. */
  | { kind: 'take-back'; standing: string }
  | { kind: 'make-run'; run: SharedRun }
  /** A run is there, and its labels were not ranked. */
  | { kind: 'rank'; run: Run };

/** “20 % symmetric label noise, seed 1” */
export const sayNoise = ({ rate, kind, seed }: SharedNoise): string =>
  `${formatPercent(rate, 0)} ${kind} label noise, seed ${seed}`;

/** “standard, 14 epochs, seed 1” */
export const sayRun = (run: SharedRun): string =>
  run.source === 'probe'
    ? 'a ranking by the pretrained backbone'
    : `${run.recipe}, ${formatPlural(run.epochs, 'epoch')}, seed ${run.seed}`;

/** What comes next; null where all is there. */
export function nextStep(
  { noise, run, view }: SharedLink,
  table: Table,
  runs: readonly Run[],
  { journal, undone }: { journal: readonly Edit[]; undone: ReadonlySet<number> },
): LinkStep | null {
  const last = standingNoise(journal, undone);
  const standing = last?.kind === 'noise' ? last : undefined;
  if (standing && !(noise && isNoise(standing, noise))) return { kind: 'take-back', standing: standing.title };
  if (noise && !standing) return { kind: 'inject', noise };
  if (!run) return byAnyRun(view, table, runs);
  const found = findRun(run, runs, table);
  if (!found) return { kind: 'make-run', run };
  const ranked = table.runId !== found.id || table.scores.has('suspicion');
  return !ranked && view.some(goesBySuspicion) ? { kind: 'rank', run: found } : null;
}

/** Where a link names no run, any ranking will do. */
function byAnyRun(view: readonly LinkedStage[], table: Table, runs: readonly Run[]): LinkStep | null {
  if (table.scores.has('suspicion') || !view.some(goesBySuspicion)) return null;
  const shown = table.predicted && runs.find(({ id }) => id === table.runId);
  return shown ? { kind: 'rank', run: shown } : { kind: 'make-run', run: { source: 'probe' } };
}

const goesBySuspicion = (stage: LinkedStage): boolean => 'field' in stage && stage.field === 'insights.suspicion';

/** The newest run that is the link's and has learned the labels that stand; undefined where there is none. */
export function findRun(wanted: SharedRun, runs: readonly Run[], table: Table): Run | undefined {
  return runs.findLast((run) => isRun(run, wanted) && hasLearned(run, table));
}

function isRun(run: Run, wanted: SharedRun): boolean {
  if (run.status !== 'trained') return false;
  if (wanted.source === 'probe') return run.source === 'probe';
  if (run.source !== 'trained' || run.folds) return false;
  const { name, epochs, batch } = run.recipe;
  return name === wanted.recipe && epochs === wanted.epochs && batch === wanted.batch && run.seed === wanted.seed;
}

/** Whether a run learned the labels that its samples were given, noise and all; what was decided since does not count. */
function hasLearned({ indices, labels }: Run, { given, reviewed, retired }: Table): boolean {
  const learned = standingLabels(labels, retired);
  return indices.every((index, j) => reviewed[index] !== REVIEWED.no || learned[j] === given[index]);
}

/** Whether an edit injected this noise. */
function isNoise({ details }: Pick<Edit, 'details'>, noise: SharedNoise): boolean {
  const same = details.kind === noise.kind && details.rate === noise.rate && details.seed === noise.seed;
  return same && JSON.stringify(details.map ?? null) === JSON.stringify(noise.map ?? null);
}
