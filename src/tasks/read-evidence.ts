import type { RunOnSample, SampleEvidence } from '../contracts/evidence.ts';
import type { Table } from '../core/dataset/table.ts';
import { NO_LABEL } from '../core/dataset/types.ts';
import { explain, type Fact } from '../core/insights/explain.ts';
import { argmax } from '../core/insights/softmax.ts';
import { memo } from '../core/memo.ts';
import type { Run } from '../core/training/run.ts';
import { readLogitsVersion } from '../store/predictions.ts';
import { holdEvidenceReader } from './workers.ts';

/** Neighbours read, at most. */
const TOLD = 10;

/** Why a sample has its rank. */
export interface SampleStory {
  index: number;
  /** The weightiest first; none where the run has not predicted the sample, or knows no class as its label. */
  facts: Fact[];
  /** What each of the runs says whose opinions suspicion takes together, the shown one first; none where that is one alone. */
  opinions: RunOnSample[];
  /** Probability of the label and of the predicted class by epoch; NaN where the sample sat one out. Null where none is kept. */
  history: { given: Float64Array; predicted: Float64Array; predictedClass: number } | null;
  /** Nearest first; null where none were searched. */
  neighbours: { indices: Uint32Array; similarity: Float32Array } | null;
}

/** One worker for all readers: the history of a run is in memory once. */
const worker = holdEvidenceReader();
let readers = 0;

/** Reads the stories of samples, one after another, from a worker that keeps the run's history in memory. Whoever makes it closes it. */
export class StoryReader {
  private readonly transitionOf = memo(
    (runId: number, _retired: Table['retired'], _logits: string): Promise<Float64Array> =>
      worker.service.readTransition(runId),
  );

  constructor() {
    readers += 1;
  }

  /**
   * Reads the story, but the opinions.
   * @throws UserError where the run or the worker is gone
   */
  async read(run: Run, table: Table, index: number): Promise<SampleStory> {
    const evidence = await worker.service.readEvidence(run.id, versionOf(run, table), index);
    const neighbours = evidence.neighbours && {
      indices: evidence.neighbours.indices.slice(0, TOLD),
      similarity: evidence.neighbours.similarity.slice(0, TOLD),
    };
    const { probabilities, labels } = evidence;
    const column = new Map(Array.from(labels, (label, at) => [label, at]));
    const given = column.get(table.current[index]);
    if (!probabilities || given === undefined) {
      return { index, facts: [], opinions: [], history: null, neighbours };
    }
    const history = historyOf(evidence, given);
    const facts = explain({
      classes: Array.from(labels, (label) => table.classes[label]),
      given,
      probabilities,
      unseenByFold: evidence.fold,
      epochs: evidence.epochs ? countWrong(evidence.epochs, labels.length, given) : undefined,
      neighbours: neighbours
        ? Array.from(neighbours.indices, (i) => column.get(table.current[i]) ?? NO_LABEL)
        : undefined,
      transition: await this.transitionOf(run.id, table.retired, await readLogitsVersion(run.id)),
    });
    return { index, facts, opinions: [], history, neighbours };
  }

  /**
   * What each run says of the sample. The first time of a run that takes longer than the rest of the story: all of them are weighed.
   * @throws UserError where the run or the worker is gone
   */
  readOpinions(run: Run, table: Table, index: number): Promise<RunOnSample[]> {
    return worker.service.readOpinions(run.id, versionOf(run, table), index);
  }

  /** Ends the worker where nobody else reads; to be called once. */
  close(): void {
    readers -= 1;
    if (readers === 0) worker.close();
  }
}

/** Changes with what the worker keeps of a run, but its logits, which it looks at itself. */
const versionOf = (run: Run, table: Table): string =>
  `${run.epochs.length} ${table.scores.size} ${JSON.stringify(table.retired)}`;

function historyOf({ epochs, probabilities, labels }: SampleEvidence, given: number): SampleStory['history'] {
  if (!epochs || !probabilities) return null;
  const k = labels.length;
  const predicted = argmax(probabilities);
  const of = (column: number): Float64Array =>
    Float64Array.from({ length: epochs.length / k }, (_, epoch) => epochs[epoch * k + column]);
  return { given: of(given), predicted: of(predicted), predictedClass: labels[predicted] };
}

/** In how many of the epochs that the sample was in another class than its label was the likeliest. */
function countWrong(epochs: Float64Array, k: number, given: number): { wrong: number; all: number } {
  let [wrong, all] = [0, 0];
  for (let from = 0; from < epochs.length; from += k) {
    if (Number.isNaN(epochs[from])) continue;
    all += 1;
    wrong += Number(argmax(epochs, from, k) !== given);
  }
  return { wrong, all };
}
