import { STANDARD } from '../../src/core/training/presets.ts';
import { stemOf, type PictureSize } from '../../src/core/training/picture-size.ts';
import { BACKEND_TITLES, type BackendName, type NetworkName } from '../../src/core/training/recipe.ts';
import type { BackendReport } from '../../src/contracts/trainer.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { sentenceOf } from '../../src/core/errors.ts';
import { describeBackend } from './describe-backend.ts';
import { DeviceStepper } from './device-stepper.ts';
import { Engine } from './engine.ts';
import { initialStatistics, initialWeights } from './layout.ts';
import { descend } from './optimiser.ts';

const PROBE_BATCH = 8;
const PROBE_SIZE: PictureSize = { height: 32, width: 32 };

/** A backend that needs longer to say its name, or for a warm-up and a step of eight pictures, would need hours for a run. */
const LONGEST_MS = 3000;

/** Tries one real training step on a backend. @param allowSoftware also on a software adapter: very slow, and asked for by name */
export async function probeBackend(backend: BackendName, allowSoftware: boolean): Promise<BackendReport> {
  const title = BACKEND_TITLES[backend];
  const limitMs = allowSoftware ? 20 * LONGEST_MS : LONGEST_MS;
  const limit = `${limitMs / 1000} s`;
  let named = '';
  try {
    // A driver that hangs does not even say its name.
    const description = await within(limitMs, describeBackend(backend));
    if (!description) return { backend, status: 'slow', detail: `${title} did not answer within ${limit}.` };
    const { status, detail } = description;
    if (status === 'missing') return { backend, status, detail };
    if (status === 'software' && !allowSoftware) {
      return { backend, status, detail: `${detail}: emulated on the processor, slower than WASM.` };
    }
    named = detail;
    const stepMs = await within(limitMs, timeStep(backend, 'small', 10, PROBE_BATCH, PROBE_SIZE));
    if (stepMs !== undefined) return { backend, status: 'ready', stepMs, detail };
    return { backend, status: 'slow', detail: `${detail}: one step took more than ${limit}.` };
  } catch (error) {
    return { backend, status: 'failed', detail: `${named || title}: ${sentenceOf(error)}` };
  }
}

/** What `work` settles as, or undefined where it has not by then; it goes on. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limitMs, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds an image of a training step of the standard micro-batch, in this thread, after a warm-up. @param size of the pictures */
export async function measureImage(
  backend: BackendName,
  network: NetworkName,
  classCount: number,
  size: PictureSize,
): Promise<number> {
  return (await timeStep(backend, network, classCount, STANDARD.microBatch, size)) / STANDARD.microBatch;
}

/** Milliseconds of one training step on random pictures, after a warm-up that compiles what must be compiled. */
async function timeStep(
  backend: BackendName,
  network: NetworkName,
  classCount: number,
  batch: number,
  { height, width }: PictureSize,
): Promise<number> {
  const stem = stemOf(height, width);
  const { stride, channels } = stem;
  const engine = await Engine.start(backend, network, classCount, stem);
  const size: [number, number] = [Math.floor(height / stride), Math.floor(width / stride)];
  const random = new Random(1);
  const weights = initialWeights(engine.layout, random);
  const images = Float32Array.from({ length: batch * size[0] * size[1] * channels }, () => random.float() - 0.5);
  const labels = Uint16Array.from({ length: batch }, (_, i) => i % classCount);
  const step = await stepOn(engine, weights, images, labels, size);
  try {
    let began = 0;
    for (let times = 0; times < 2; times++) {
      began = performance.now();
      if (!Number.isFinite(await step.take())) throw new Error('a training step gave no finite loss');
    }
    return performance.now() - began;
  } finally {
    step.dispose();
    engine.dispose();
  }
}

/** One training step as the backend takes it, up to its loss. */
async function stepOn(
  engine: Engine,
  weights: Float32Array,
  images: Float32Array,
  labels: Uint16Array,
  size: [rows: number, columns: number],
): Promise<{ take: () => Promise<number>; dispose: () => void }> {
  const { layout, backend } = engine;
  const { update } = backend;
  const momenta = new Float32Array(weights.length);
  const rate = 0.01;
  if (!update) {
    const take = async (): Promise<number> => {
      engine.setWeights(weights);
      const { gradient, loss } = await engine.gradient(images, labels, ...size);
      descend(weights, momenta, gradient, { ...STANDARD, rate });
      return loss;
    };
    return { take, dispose: () => undefined };
  }
  const sizeIn = (): [number, number] => size;
  const pictures = { take: () => images, release: () => undefined, prepare: () => undefined, sizeIn };
  const run = { backend: { ...backend, update }, layout, pictures, recipe: STANDARD };
  const stepper = new DeviceStepper(run, { weights, momenta, statistics: initialStatistics(layout) });
  const [batch, places] = [labels.length, new Uint32Array(labels.length)];
  await stepper.compile({ batch, microBatch: batch, steps: 1 }, 0, () => undefined);
  const microBatches = [{ places, labels, epoch: 0, firstPosition: 0 }];
  const take = async (): Promise<number> => (await stepper.step({ microBatches, rate, before: 0 })).loss;
  return { take, dispose: () => stepper.dispose() };
}
