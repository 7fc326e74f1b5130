import { sideBySide } from '../../src/core/insights/neighbours.ts';
import { readFeatures } from '../../src/store/predictions.ts';
import type { RunRow } from '../../src/store/records.ts';
import { listRuns } from '../../src/store/runs.ts';
import { noFeatures, noPrediction } from './insight-error.ts';

/** Most samples whose neighbours are searched by a backbone's components too: each worker holds 512 numbers a sample of them. */
const MOST_BESIDE = 30_000;

/**
 * What samples are compared by in a run: its features, and beside them the components of a backbone, where a probe has those of all of
 * them. Both find neighbours of the right class better than either (docs/insights.md).
 * @param indices samples that the run has predicted
 * @returns n×d row-major @throws UserError where the run lacks some, or all features
 */
export async function comparedFeatures(
  run: RunRow,
  sampleCount: number,
  indices: Uint32Array,
): Promise<{ values: Float32Array; d: number }> {
  const { values, d, missing } = await readFeatures(run.id, sampleCount, indices);
  if (missing > 0) throw noPrediction(missing, indices.length, run.name);
  if (d === 0 && indices.length > 0) throw noFeatures(run.name);
  if (run.source === 'probe' || indices.length === 0 || indices.length > MOST_BESIDE) return { values, d };
  const probes = (await listRuns(run.datasetId)).filter(
    ({ source, status }) => source === 'probe' && status === 'trained',
  );
  for (const probe of probes.reverse()) {
    const seen = await readFeatures(probe.id, sampleCount, indices);
    if (seen.missing === 0 && seen.d > 0) return { values: sideBySide(values, d, seen.values, seen.d), d: d + seen.d };
  }
  return { values, d };
}
