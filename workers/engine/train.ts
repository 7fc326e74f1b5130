import { NETWORKS } from '../../src/contracts/presets.ts';
import type { BackendName } from '../../src/contracts/recipe.ts';
import type { TrainProgress } from '../../src/contracts/trainer.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { getDataset } from '../../src/store/datasets.ts';
import type { RunRow } from '../../src/store/records.ts';
import { getRun, readCheckpoint, saveEpoch, updateRun } from '../../src/store/runs.ts';
import { cutEpoch } from './batches.ts';
import { onWorkingBackend } from './fallback.ts';
import { layOut } from './layout.ts';
import { atMostTenASecond, Pace } from './pace.ts';
import { checkpointOf, openState } from './run-state.ts';
import { TeamStepper } from './team-stepper.ts';
import { Team } from './team.ts';
import { trainEpoch } from './train-epoch.ts';
import { explain, trainingError } from './trouble.ts';

/** Smallest side of a picture that survives three halvings. */
const SMALLEST_SIDE = 8;

/**
 * Trains a run from its checkpoint, or from its seed, to its last epoch; see the contract. The caller holds the run's lock.
 * @throws Error for people, which the run's record then has too; AbortError
 */
export async function trainRun(
  signal: AbortSignal,
  runId: number,
  onProgress: (progress: TrainProgress) => void,
  startWorker?: () => Worker,
): Promise<void> {
  try {
    const run = await getRun(runId);
    const first = run.backend ?? (await readCheckpoint(runId))?.backend ?? run.backendWanted;
    let last: TrainProgress | undefined;
    const tell = (progress: TrainProgress): void => onProgress((last = progress));
    const train = (backend: BackendName): Promise<void> => trainOn(backend, signal, runId, tell, startWorker);
    await onWorkingBackend(signal, runId, first, train, ({ from, to }) => {
      const stage = `${from} failed; going on with ${to}`;
      if (last) onProgress({ ...last, stage, backend: to, perSecond: undefined, etaMs: undefined });
    });
  } catch (error) {
    if (signal.aborted) {
      await updateRun(runId, { status: 'stopped' });
      throw signal.reason;
    }
    const message = explain(error);
    await updateRun(runId, { status: 'failed', error: message });
    throw trainingError(message);
  }
}

async function trainOn(
  backend: BackendName,
  signal: AbortSignal,
  runId: number,
  onProgress: (progress: TrainProgress) => void,
  startWorker?: () => Worker,
): Promise<void> {
  const run = await getRun(runId);
  const dataset = await readDataset(run);
  const checkpoint = await readCheckpoint(runId);
  const { recipe, indices, labels, seed, classCount } = run;
  const cut = cutEpoch(indices.length, recipe.batch, recipe.microBatch);
  const mostWorkers = backend === 'wasm' ? cut.batch / cut.microBatch : 1;
  const setup = { backend, recipe, seed, classCount, dataset };
  signal.throwIfAborted();
  const team = await Team.start(setup, indices, Math.max(1, Math.min(run.workersWanted, mostWorkers)), startWorker);
  try {
    const { parameterCount } = layOut(NETWORKS[recipe.network], classCount);
    const figures = { backend, workers: team.size, parameters: parameterCount };
    await updateRun(runId, { status: 'training', error: undefined, ...figures });
    const state = openState(run, checkpoint);
    const stepper = new TeamStepper(team, state, recipe);
    const history = new Float32Array(indices.length * classCount);
    const epochs = run.epochs.slice(0, state.epoch);
    const epochImages = cut.steps * cut.batch;
    const total = recipe.epochs * epochImages;
    const now = (): number => performance.now();
    const pace = new Pace(state.epoch * epochImages, now);
    const mayTell = atMostTenASecond(now);
    const began = now();
    let mark = began;
    let warm = 0;
    while (state.epoch < recipe.epochs) {
      const epoch = state.epoch + 1;
      const tell = ({ step, loss, accuracy }: { step: number; loss: number; accuracy: number }): void => {
        const done = (epoch - 1) * epochImages + (step + 1) * cut.batch;
        if (!mayTell() && done < total) return;
        const stage = `epoch ${epoch} of ${recipe.epochs}`;
        const speed = pace.measure(done, total);
        const live = { epoch, step: (epoch - 1) * cut.steps + step + 1, loss, accuracy };
        onProgress({ stage, done, total, unit: 'images', ...speed, ...live, backend, workers: team.size });
      };
      const sums = await trainEpoch(signal, state, recipe, cut, labels, stepper, warm, history, tell);
      warm += cut.steps;
      epochs.push({ epoch, ...sums, elapsedMs: now() - mark });
      mark = now();
      const last = epoch === recipe.epochs;
      await saveEpoch(
        checkpointOf(runId, backend, state),
        { runId, epoch, logits: history },
        {
          epochs,
          elapsedMs: run.elapsedMs + (now() - began),
          workers: team.size,
          ...(last && { status: 'trained' }),
        },
      );
    }
    await updateRun(runId, { status: 'trained' });
  } finally {
    team.dispose();
  }
}

/** The run's data set. @throws Error for people where it is gone, its pictures are too small or its labels do not fit */
export async function readDataset(run: RunRow): Promise<DatasetInfo> {
  const dataset = await getDataset(run.datasetId);
  if (!dataset)
    throw trainingError(`The data set of run ${run.name} was deleted. Import it again and train a new run.`);
  if (Math.min(dataset.width, dataset.height) < SMALLEST_SIDE) {
    throw trainingError(
      `The pictures of ${dataset.name} are ${dataset.width}×${dataset.height}; the networks need at least ${SMALLEST_SIDE}×${SMALLEST_SIDE}.`,
    );
  }
  if (run.indices.length < 2) throw trainingError(`Run ${run.name} has too few samples to learn from: choose more.`);
  return dataset;
}
