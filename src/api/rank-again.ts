import { awaitsScore } from '../core/dataset/table.ts';
import { judgesLabel } from '../core/insights/methods.ts';
import type { ProbeRun, Run } from '../core/training/run.ts';
import { readInsights } from '../store/read-insights.ts';
import type { Dataset } from './dataset.ts';
import type { Runs } from './runs.ts';
import type { Scores } from './scores.ts';
import type { Session } from './session.ts';

/** See `look.rankAgain`. */
export async function rankAgain(parts: { session: Session; runs: Runs; scores: Scores }): Promise<void> {
  const { session, runs, scores } = parts;
  const dataset = session.opened;
  const { run } = session;
  const probes = session.runs.filter((one): one is ProbeRun => one.source === 'probe' && one.status === 'trained');
  for (const probe of probes) await runs.refit(dataset, probe);
  for (const probe of probes) await scoreAgain(scores, dataset, probe);
  if (run && !probes.includes(run as ProbeRun)) await scoreAgain(scores, dataset, run);
}

/** Computes anew what a run has of scores that judge labels, of the samples that are ranked, and of those that a label makes rankable. */
async function scoreAgain(scores: Scores, dataset: Dataset, run: Run): Promise<void> {
  const { predicted, scores: known } = (await readInsights(dataset.info.id, run.id)).insights;
  const suspicion = known.get('suspicion');
  if (!suspicion) return;
  const table = { ...dataset.table, predicted };
  const ranked = dataset
    .view()
    .indices.filter((i) => !Number.isNaN(suspicion.values[i]) || awaitsScore(table, suspicion, i));
  const columns = [...known.values()].filter(({ method }) => judgesLabel(method));
  await scores.scoreWith(dataset, run, ranked, columns, { waits: true });
}
