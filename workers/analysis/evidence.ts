import type { EvidenceReader, SampleEvidence } from '../../src/contracts/evidence.ts';
import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import { softmaxRow } from '../../src/core/insights/softmax.ts';
import { estimateTransition } from '../../src/core/insights/transition.ts';
import { NO_NEIGHBOUR } from '../../src/core/insights/neighbours.ts';
import { readHistory } from '../../src/store/history.ts';
import { readNeighbours } from '../../src/store/neighbours.ts';
import { readLogitsVersion, readRunLogits, readSampleLogits } from '../../src/store/predictions.ts';
import type { NeighboursRow, RunRow } from '../../src/store/records.ts';
import { getRun, readRunClasses } from '../../src/store/runs.ts';
import { chooseJudged } from './choose-judged.ts';
import { readOpinions } from './opinions-on-sample.ts';

/** Samples that the transition is estimated from, at most. */
const FITTED = 10_000;

/** What is kept between two samples of the same run. */
interface Kept {
  run: RunRow;
  history: Float32Array[];
  neighbours: NeighboursRow | undefined;
}

let kept: Promise<Kept> | null = null;
let keptKey = '';

/** See the contract. */
export const evidenceReader: EvidenceReader = { readEvidence, readOpinions, readTransition };

async function readEvidence(runId: number, version: string, index: number): Promise<SampleEvidence> {
  const { run, history, neighbours } = await keep(runId, `${version} ${await readLogitsVersion(runId)}`);
  const logits = await readSampleLogits(runId, index);
  // A probe may have been fitted anew between the two, to other classes: those of the logits count.
  const classes = await readRunClasses({ ...run, classCount: logits ? logits.length : run.classCount });
  const row = placeOf(run.indices, index);
  const searched = neighbours ? placeOf(neighbours.indices, index) : -1;
  return {
    labels: classes.labels,
    probabilities: logits && probabilitiesOf([logits], 0, logits.length, classes),
    fold: run.folds && row >= 0 && run.folds.of[row] !== NO_FOLD ? run.folds.of[row] + 1 : undefined,
    epochs: row >= 0 && history.length > 0 ? probabilitiesOf(history, row, run.classCount, classes) : null,
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
  return { run, history, neighbours };
}

/** Softmax of one row of each of some logits of a run. @returns as many times classes.k */
function probabilitiesOf(
  rows: readonly Float32Array[],
  row: number,
  classCount: number,
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
  const { current, indices } = await chooseJudged(runId, FITTED);
  const { run, logits } = await readRunLogits(runId, current.length, indices);
  const classes = await readRunClasses(run);
  const labels = Uint16Array.from(indices, (i) => classes.column(current[i]));
  return estimateTransition(classes.fold(logits), labels, classes.k).matrix;
}
