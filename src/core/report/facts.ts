import { awaitsScore, isStale } from '../dataset/table.ts';
import { REVIEWED } from '../dataset/types.ts';
import type { Background, ExportSet } from '../exports/export-set.ts';
import { formatPlural } from '../format.ts';
import {
  figuresAt,
  rankBySuspicion,
  withDecisions,
  type DepthFigures,
  type RankCurve,
} from '../insights/rank-curve.ts';
import type { Run } from '../training/run.ts';
import { text, type ReportBlock } from './report.ts';

/** What a report is about, as it is read once. */
export interface Facts extends Background {
  set: ExportSet;
  /** The run whose predictions and scores are told; null where there is none. */
  run: Run | null;
  /** The ranking by label-error probability with what was decided; null where it was not computed. */
  ranking: {
    curve: RankCurve;
    figures: DepthFigures;
    /** Labels that nobody has decided about and that are others than those that were ranked. */
    changed: number;
  } | null;
  /** By 0, 1, …: every sample. */
  all: Uint32Array;
}

/** Reads what a report is about. */
export async function readFacts(set: ExportSet): Promise<Facts> {
  const { table } = set;
  const background = await set.background();
  const all = Uint32Array.from({ length: table.count }, (_, i) => i);
  const run = background.runs.find(({ id }) => id === table.runId) ?? null;
  return { ...background, set, run, ranking: rankingOf(set, all), all };
}

function rankingOf({ table }: ExportSet, all: Uint32Array): Facts['ranking'] {
  const suspicion = [...table.scores.values()].find(({ method }) => method === 'suspicion');
  if (!suspicion) return null;
  const curve = withDecisions(rankBySuspicion(table, suspicion.key, all), table);
  if (curve.ranked.length === 0) return null;
  const isOld = (i: number): boolean =>
    table.reviewed[i] === REVIEWED.no && (isStale(table, suspicion.key, i) || awaitsScore(table, suspicion, i));
  return { curve, figures: figuresAt(curve, curve.cut.depth), changed: all.filter(isOld).length };
}

/** Why there is no ranking, and what makes one. */
export const NOT_RANKED =
  'The labels are not ranked yet, so how many are wrong is not known: find label mistakes first.';

/** A class by its name. */
export const className = ({ table }: ExportSet, label: number): string => table.classes[label] ?? 'no label';

/** Says that of many only some are shown. */
export const cut = (all: number, shown: number, one: string, many: string): ReportBlock[] =>
  all > shown ? [text(`${formatPlural(all - shown, `more ${one} is`, `more ${many} are`)} not shown.`)] : [];
