import { judgesLabel, needsNeighbours } from '../core/insights/methods.ts';
import type { Runs } from './runs.ts';
import type { Scores } from './scores.ts';
import type { Session } from './session.ts';

/** See `look.rankAgain`. */
export async function rankAgain(parts: { session: Session; runs: Runs; scores: Scores }): Promise<void> {
  const { session, runs, scores } = parts;
  const dataset = session.opened;
  const { run } = session;
  for (const probe of session.runs) {
    if (probe.source === 'probe' && probe.status === 'trained') await runs.refit(dataset, probe);
  }
  const { table } = dataset;
  const suspicion = table.scores.get('suspicion')?.values;
  if (!run || table.runId !== run.id || !suspicion) return;
  const columns = [...table.scores.values()].filter(({ method }) => judgesLabel(method) && !needsNeighbours(method));
  const scored = dataset.view().add({ stage: 'match', test: (index) => !Number.isNaN(suspicion[index]) });
  await scores.scoreWith(dataset, run, scored, columns);
}
