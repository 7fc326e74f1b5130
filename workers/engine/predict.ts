import type { OnProgress } from '../../src/contracts/progress.ts';
import type { PredictResult } from '../../src/contracts/trainer.ts';
import { appendPredictions, predictedMask } from '../../src/store/predictions.ts';
import { getRun, readCheckpoint } from '../../src/store/runs.ts';
import { atMostTenASecond, Pace } from './pace.ts';
import { Team } from './team.ts';
import { readDataset } from './train.ts';
import { trainingError } from './trouble.ts';

/** Most samples that are computed and stored together. */
const PART = 1000;

/**
 * Computes and stores what the run's network says of the samples that it has not seen to yet. The caller holds the run's lock.
 * @throws Error for people; AbortError: the parts stored by then stay
 */
export async function predictRun(
  signal: AbortSignal,
  runId: number,
  indices: Uint32Array,
  onProgress: OnProgress,
): Promise<PredictResult> {
  const began = performance.now();
  const run = await getRun(runId);
  const dataset = await readDataset(run);
  const checkpoint = await readCheckpoint(runId);
  if (!checkpoint) throw trainingError(`Run ${run.name} has learned nothing yet: train it for an epoch at least.`);
  const known = await predictedMask(runId, dataset.sampleCount);
  const missing = Uint32Array.from(new Set(indices.filter((i) => known[i] === 0))).sort();
  const crew = run.workers ?? 1;
  const partSize = Math.min(PART, Math.ceil(missing.length / crew));
  const parts: Uint32Array[] = [];
  for (let from = 0; from < missing.length; from += partSize) parts.push(missing.slice(from, from + partSize));
  if (parts.length === 0) return { computed: 0, elapsedMs: performance.now() - began };
  const { backend, weights, statistics } = checkpoint;
  const { recipe, seed, classCount } = run;
  const setup = { backend, recipe, seed, classCount, dataset };
  const size = Math.min(crew, parts.length);
  const team = await Team.start(setup, new Uint32Array(0), size);
  try {
    const now = (): number => performance.now();
    const pace = new Pace(0, now);
    const mayTell = atMostTenASecond(now);
    let done = 0;
    await team.predict(signal, weights, statistics, parts, async (part, { logits, features }) => {
      const { predicted, confidence } = decide(logits, classCount);
      await appendPredictions(run, dataset.sampleCount, part, logits, features, predicted, confidence);
      done += part.length;
      const total = missing.length;
      if (mayTell() || done === total) {
        onProgress({ stage: 'predicting', done, total, unit: 'samples', ...pace.measure(done, total) });
      }
    });
    return { computed: missing.length, elapsedMs: performance.now() - began };
  } finally {
    team.dispose();
  }
}

/** The class of the largest logit of each row, the first of several equal, and its softmax probability. */
function decide(logits: Float32Array, classCount: number): { predicted: Uint16Array; confidence: Float32Array } {
  const count = logits.length / classCount;
  const predicted = new Uint16Array(count);
  const confidence = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const row = logits.subarray(i * classCount, (i + 1) * classCount);
    let best = 0;
    for (let k = 1; k < classCount; k++) if (row[k] > row[best]) best = k;
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - row[best]);
    predicted[i] = best;
    confidence[i] = 1 / sum;
  }
  return { predicted, confidence };
}
