import type { EvidenceReader, SampleEvidence } from '../../src/contracts/evidence.ts';
import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { softmaxRow } from '../../src/core/insights/softmax.ts';
import { estimateTransition } from '../../src/core/insights/transition.ts';
import { NO_NEIGHBOUR } from '../../src/core/insights/neighbours.ts';
import { readLabels } from '../../src/store/columns.ts';
import { readHistory } from '../../src/store/history.ts';
import { readNeighbours } from '../../src/store/neighbours.ts';
import { predictedSamples, readLogits, readSampleLogits } from '../../src/store/predictions.ts';
import type { NeighboursRow, RunRow } from '../../src/store/records.ts';
import { getRun, readRunClasses } from '../../src/store/runs.ts';
import { readOpinions } from './opinions-on-sample.ts';

/** Samples that the transition is estimated from, at most. */
const FITTED = 10_000;

/** What is kept between two samples of the same run. */
interface Kept {
  run: RunRow;
  classes: RunClasses;
  history: Float32Array[];
  neighbours: NeighboursRow | undefined;
}

let kept: Promise<Kept> | null = null;
let keptKey = '';

/** See the contract. */
export const evidenceReader: EvidenceReader = { readEvidence, readOpinions, readTransition };

async function readEvidence(runId: number, version: string, index: number): Promise<SampleEvidence> {
  const { run, classes, history, neighbours } = await keep(runId, version);
  const logits = await readSampleLogits(run, index);
  const row = placeOf(run.indices, index);
  const searched = neighbours ? placeOf(neighbours.indices, index) : -1;
  return {
    labels: classes.labels,
    probabilities: logits && probabilitiesOf([logits], 0, run, classes),
    fold: run.folds && row >= 0 && run.folds.of[row] !== NO_FOLD ? run.folds.of[row] + 1 : undefined,
    epochs: row >= 0 && history.length > 0 ? probabilitiesOf(history, row, run, classes) : null,
    neighbours: neighbours && searched >= 0 ? neighboursOf(neighbours, searched) : null,
  };
}

function keep(runId: number, version: string): Promise<Kept> {
  const key = `${runId} ${version}`;
  if (kept && keptKey === key) return kept;
  keptKey = key;
  kept = readKept(runId);
  // A failed read is tried again with the next sample.
  kept.catch(() => (kept = null));
  return kept;
}

async function readKept(runId: number): Promise<Kept> {
  const [run, history, neighbours] = await Promise.all([getRun(runId), readHistory(runId), readNeighbours(runId)]);
  return { run, history, neighbours, classes: await readRunClasses(run) };
}

/** Softmax of one row of each of some logits of a run. @returns as many times classes.k */
function probabilitiesOf(
  rows: readonly Float32Array[],
  row: number,
  { classCount }: RunRow,
  classes: RunClasses,
): Float64Array {
  const { k } = classes;
  const out = new Float64Array(rows.length * k);
  rows.forEach((all, j) => {
    const logits = classes.fold(all.subarray(row * classCount, (row + 1) * classCount));
    if (Number.isNaN(softmaxRow(logits, 0, k, out, j * k))) out.fill(NaN, j * k, (j + 1) * k);
  });
  return out;
}

function neighboursOf(of: NeighboursRow, row: number): SampleEvidence['neighbours'] {
  const indices = of.neighbours.slice(row * of.k, (row + 1) * of.k);
  const end = indices.indexOf(NO_NEIGHBOUR);
  const count = end < 0 ? of.k : end;
  return { indices: indices.slice(0, count), similarity: of.similarity.slice(row * of.k, row * of.k + count) };
}

/** Place of a sample in a list of them in ascending order; −1 where it is not there. */
function placeOf(indices: Uint32Array, index: number): number {
  let [low, high] = [0, indices.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle] < index) low = middle + 1;
    else high = middle;
  }
  return indices[low] === index ? low : -1;
}

async function readTransition(runId: number): Promise<Float64Array> {
  const run = await getRun(runId);
  const current = await readLabels(run.datasetId, 'current');
  const classes = await readRunClasses(run);
  const columns = classes.columns(current);
  const predicted = (await predictedSamples(runId, current.length)).filter((i) => columns[i] !== NO_LABEL);
  const step = Math.max(1, predicted.length / FITTED);
  const count = Math.min(FITTED, predicted.length);
  const indices = Uint32Array.from({ length: count }, (_, j) => predicted[Math.floor(j * step)]);
  const { values } = await readLogits(run, current.length, indices);
  const labels = Uint16Array.from(indices, (i) => columns[i]);
  return estimateTransition(classes.fold(values), labels, classes.k).matrix;
}
