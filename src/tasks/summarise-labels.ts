import type { DatasetInfo } from '../core/dataset/types.ts';
import type { LabelSummary } from '../core/insights/label-summary.ts';
import { predictedSamples } from '../store/predictions.ts';
import { analyst } from './workers.ts';

/**
 * Judges the current labels as a whole by what a run predicts, in the analyst worker. Nothing is stored: it takes a fraction of a second
 * for 60,000 samples, and any label that is corrected would make it wrong.
 * @param indices the samples judged; default: all that the run has predicted
 */
export async function summariseLabels(
  signal: AbortSignal,
  info: DatasetInfo,
  runId: number,
  indices?: Uint32Array,
): Promise<LabelSummary> {
  const judged = indices ?? (await predictedSamples(runId, info.sampleCount));
  return analyst.summarise(signal, runId, judged);
}
