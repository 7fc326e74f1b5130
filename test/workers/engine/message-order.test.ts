import { beforeAll, expect, it } from 'vitest';
import { workerPerCall } from '../../../src/contracts/worker-client.ts';
import { STANDARD, withEpochs } from '../../../src/core/training/presets.ts';
import type { Recipe } from '../../../src/core/training/recipe.ts';
import { readHistory } from '../../../src/store/history.ts';
import { addRun, getTrainedRun, readCheckpoint } from '../../../src/store/runs.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';
import type { LateTrainer } from './late/late-trainer.ts';

const SAMPLES = 120;
const TRAINED = 96;
const CLASSES = 3;
const SEEDS = 8;
/** Four batches an epoch, each of six micro-batches, which three workers share. */
const RECIPE: Recipe = { ...withEpochs(STANDARD, 2), name: 'custom', batch: 24, microBatch: 4 };

/** Where messages come late. */
const SIDES = [
  ['the leader', (seed: number) => [seed, 0, 0]],
  ['the helpers', (seed: number) => [0, seed, seed + 1]],
  ['all', (seed: number) => [seed, seed + 1, seed + 2]],
] as const;

let datasetId: number;
/** What one worker learns to which every message comes at once. */
let alone: End;

beforeAll(async () => {
  await emptyDatabase();
  ({ id: datasetId } = await storeTinyDataset(SAMPLES));
  alone = await trainLate(1, [0, 0, 0]);
});

/** Trains a run and gives back all that it kept. @param delays seeds of the leader's and of two helpers' delays, 0 for none */
async function trainLate(workers: number, [leader, ...helpers]: readonly number[]) {
  const indices = Uint32Array.from({ length: TRAINED }, (_, i) => i);
  const runId = await addRun({
    source: 'trained',
    datasetId,
    name: 'walkthrough',
    createdAt: 1,
    recipe: RECIPE,
    seed: 5,
    backendWanted: 'wasm',
    workersWanted: workers,
    indices,
    labels: Uint16Array.from(indices, (i) => i % CLASSES),
    classCount: CLASSES,
    status: 'stopped',
    epochs: [],
    elapsedMs: 0,
  });
  const trainer = workerPerCall<LateTrainer>(
    () => new Worker(new URL('./late/late-trainer.ts', import.meta.url), { type: 'module', name: `trainer ${leader}` }),
  );
  await trainer.train(new AbortController().signal, runId, helpers);
  const { status, workers: used } = await getTrainedRun(runId);
  const { runId: _, ...end } = (await readCheckpoint(runId))!;
  return { status, used, end, history: await readHistory(runId) };
}

type End = Awaited<ReturnType<typeof trainLate>>;

/** Names what differs by a bit; as told by the whole arrays, a difference would take minutes to print. */
const differences = ({ end, history }: End, other: End): string[] => [
  ...(['weights', 'momenta', 'statistics'] as const).filter((name) => !sameBits(end[name], other.end[name])),
  ...history.flatMap((logits, epoch) => (sameBits(logits, other.history[epoch]) ? [] : [`logits of epoch ${epoch}`])),
];

function sameBits(some: Float32Array, others: Float32Array): boolean {
  const [a, b] = [some, others].map(({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length));
  return a.length === b.length && a.every((bits, i) => bits === b[i]);
}

const TIMEOUT_MS = 300_000;

it.each(SIDES)(
  'ends with the weights of one worker, however late messages come to %s',
  async (_, delaysOf) => {
    expect(alone).toMatchObject({ status: 'trained', used: 1, end: { epoch: 2 } });
    for (let seed = 1; seed <= SEEDS; seed++) {
      const shared = await trainLate(3, delaysOf(100 * seed));
      expect({ seed, status: shared.status, used: shared.used }).toEqual({ seed, status: 'trained', used: 3 });
      expect({ seed, differ: differences(alone, shared) }).toEqual({ seed, differ: [] });
    }
  },
  TIMEOUT_MS,
);
