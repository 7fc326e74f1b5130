import { UserError } from '../../src/core/errors.ts';
import { NETWORKS } from '../../src/core/training/presets.ts';
import { stemOf } from '../../src/core/training/picture-size.ts';
import type { BackendName } from '../../src/core/training/recipe.ts';
import type { TrainProgress } from '../../src/contracts/trainer.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { getDataset } from '../../src/store/datasets.ts';
import type { TrainedRunRow } from '../../src/store/records.ts';
import { readEpoch } from '../../src/store/history.ts';
import { getTrainedRun, readCheckpoint, saveEpoch, updateRun } from '../../src/store/runs.ts';
import { usefulWorkers } from './epoch-plan.ts';
import {
  addFigures,
  haveDone,
  nextTraining,
  openTrainings,
  keepsLogitsOf,
  type NetworkTraining,
} from './network-training.ts';
import { onWorkingBackend } from './fallback.ts';
import { layOut } from './layout.ts';
import { setUp } from './helper.ts';
import { memoryUse } from './memory-use.ts';
import { checkpointOf } from './run-state.ts';
import { startStepper } from './start-stepper.ts';
import type { Stepper } from './stepper.ts';
import { WorkerPool } from './worker-pool.ts';
import { trainEpoch } from './train-epoch.ts';
import { TrainingMeter } from './training-meter.ts';
import { explain } from './trouble.ts';

/** Smallest side of a picture that the networks can halve three times. */
const SMALLEST_SIDE = 8;

/**
 * Trains a run from its checkpoint, or from its seed, to its last epoch; see the contract. The caller holds the run's lock.
 * @throws UserError, which the run's record then has too; AbortError
 */
export async function trainRun(
  signal: AbortSignal,
  runId: number,
  onProgress: (progress: TrainProgress) => void,
  startWorker?: () => Worker,
): Promise<void> {
  try {
    const run = await getTrainedRun(runId);
    const first = run.backend ?? (await readCheckpoint(runId))?.backend ?? run.backendWanted;
    let last: TrainProgress | undefined;
    const report = (progress: TrainProgress): void => onProgress((last = progress));
    const train = (backend: BackendName): Promise<void> => trainOn(backend, signal, runId, report, startWorker);
    await onWorkingBackend(signal, runId, first, train, ({ from, to }) => {
      const activity = `${from} failed; going on with ${to}`;
      if (last) onProgress({ ...last, activity, backend: to, perSecond: undefined, etaMs: undefined });
    });
  } catch (error) {
    if (signal.aborted) {
      await updateRun(runId, { status: 'stopped' });
      throw signal.reason;
    }
    const told = explain(error);
    await updateRun(runId, { status: 'failed', error: told.message });
    throw told;
  }
}

async function trainOn(
  backend: BackendName,
  signal: AbortSignal,
  runId: number,
  onProgress: (progress: TrainProgress) => void,
  startWorker?: () => Worker,
): Promise<void> {
  const run = await getTrainedRun(runId);
  const dataset = await readRunDataset(run);
  const { recipe, indices, labels, classCount } = run;
  const setup = setUp(run, dataset, backend);
  const stem = stemOf(dataset.height, dataset.width);
  const trainings = await openTrainings(run, stem);
  const workers =
    backend === 'wasm' ? Math.max(...trainings.map(({ plan }) => usefulWorkers(plan, run.workersWanted))) : 1;
  const pool = await WorkerPool.start(signal, setup, indices, workers, startWorker);
  const steppers = new Map<NetworkTraining, Stepper>();
  try {
    const { parameterCount } = layOut(NETWORKS[recipe.network], classCount, stem);
    const figures = { backend, workers: pool.size, parameters: parameterCount };
    await updateRun(runId, { status: 'training', error: undefined, ...figures });
    const now = (): number => performance.now();
    const meter = new TrainingMeter(trainings, recipe.epochs, now, () => ({ backend, workers: pool.size }), onProgress);
    const history = new Float32Array(indices.length * classCount);
    const began = now();
    let { epochs } = run;
    let warm = 0;
    const next = (): NetworkTraining | undefined => nextTraining(trainings, recipe.epochs);
    for (let training = next(); training; training = next()) {
      const mark = now();
      const { state, plan } = training;
      const epoch = state.epoch + 1;
      const before = haveDone(trainings, epoch);
      if (before === 0) history.fill(NaN);
      else if (warm === 0) history.set((await readEpoch(runId, epoch))!);
      const reportCompiling = meter.compiling.bind(meter, training);
      const stepper =
        steppers.get(training) ??
        (await unlessAborted(signal, startStepper(pool, setup, state, plan, reportCompiling)));
      steppers.set(training, stepper);
      const keepsLogits = keepsLogitsOf.bind(undefined, run, training);
      const keep = (place: number, logits: Float32Array): void => {
        if (keepsLogits(place)) history.set(logits, place * classCount);
      };
      const report = meter.step.bind(meter, training);
      const sums = await trainEpoch(
        signal,
        training,
        stepper,
        pool.leader.pictures,
        recipe,
        labels,
        warm,
        keep,
        report,
      );
      warm += plan.steps;
      epochs = addFigures(epochs, { epoch, ...sums, elapsedMs: now() - mark, ...memoryUse() }, before);
      await saveEpoch(
        checkpointOf(runId, backend, training),
        { runId, epoch, logits: history },
        {
          epochs,
          elapsedMs: run.elapsedMs + (now() - began),
          workers: pool.size,
          ...(!next() && { status: 'trained' }),
        },
      );
    }
    await updateRun(runId, { status: 'trained' });
  } finally {
    for (const stepper of steppers.values()) stepper.dispose();
    pool.dispose();
  }
}

/** The run's data set. @throws UserError where it is gone, its pictures are too small or its labels do not fit */
export async function readRunDataset(run: TrainedRunRow): Promise<DatasetInfo> {
  const dataset = await getDataset(run.datasetId);
  if (!dataset)
    throw new UserError(
      'training',
      `The data set of run ${run.name} was deleted. Import it again and train a new run.`,
    );
  if (Math.min(dataset.width, dataset.height) < SMALLEST_SIDE) {
    throw new UserError(
      'training',
      `The pictures of ${dataset.name} are ${dataset.width}×${dataset.height}; the networks need at least ${SMALLEST_SIDE}×${SMALLEST_SIDE}.`,
    );
  }
  if (run.indices.length < 2)
    throw new UserError('training', `Run ${run.name} has too few samples to learn from: choose more.`);
  return dataset;
}
