import { NETWORKS, STANDARD } from '../../src/core/training/presets.ts';
import type { BackendName } from '../../src/core/training/recipe.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { startBackend } from '../../workers/engine/backend.ts';
import { DeviceStepper } from '../../workers/engine/device-stepper.ts';
import { composedKernels } from '../../workers/engine/kernels/composed.ts';
import { initialStatistics, initialWeights, layOut } from '../../workers/engine/layout.ts';
import { gradientPass, oneHot, weightTensors } from '../../workers/engine/network.ts';
import { tf } from '../../workers/engine/tf.ts';
import { plainLoss } from '../workers/engine/reference.ts';
import { count, type Counts } from './count-commands.ts';

/** How a training step is taken. */
export type Way = 'stock' | 'composed' | 'ours';

const layout = layOut(NETWORKS.small, 10);
const { batch, microBatch } = STANDARD;
const PARTS = batch / microBatch;

/**
 * What one training step of the small network by `standard` asks of a graphics backend, after a step that compiled the shaders.
 * - stock: tfjs differentiates the network and its momentum optimiser updates tf.Variables
 * - composed: our backward pass out of tfjs's operations, weights sent and gradients read back each micro-batch
 * - ours: our shaders, and a state that stays on the device
 */
export async function countStep(backend: BackendName, way: Way, side: number): Promise<Counts> {
  const step = await stepOf(backend, way, side);
  await step();
  return count(step);
}

async function stepOf(backend: BackendName, way: Way, side: number): Promise<() => Promise<unknown>> {
  const { update, ...started } = await startBackend(backend);
  const random = new Random(1);
  const weights = initialWeights(layout, random);
  const size = microBatch * side * side * 3;
  const draw = (): Float32Array => Float32Array.from({ length: size }, () => random.float() - 0.5);
  const labels = Uint16Array.from({ length: microBatch }, (_, i) => i % 10);
  const images = (): tf.Tensor4D => tf.tensor4d(draw(), [microBatch, side, side, 3]);
  if (way === 'stock') {
    const variables = weightTensors(layout, weights).map((tensor) => tf.variable(tensor));
    const optimiser = tf.train.momentum(0.01, STANDARD.momentum, true);
    const loss = (): tf.Scalar => plainLoss(layout, variables, images(), Array.from(labels));
    const losses = (): tf.Scalar[] => Array.from({ length: PARTS }, loss);
    return () => optimiser.minimize(() => tf.div(tf.addN(losses()), PARTS) as tf.Scalar, true)!.data();
  }
  if (way === 'composed') {
    return async () => {
      for (let part = 0; part < PARTS; part++) {
        const result = tf.tidy(() =>
          gradientPass(composedKernels, layout, weightTensors(layout, weights), images(), oneHot(labels, 10)),
        );
        await result.data();
        result.dispose();
      }
    };
  }
  const state = {
    ...{ epoch: 0, weights, random, statistics: initialStatistics(layout) },
    momenta: new Float32Array(weights.length),
  };
  const sizeIn = (): [number, number] => [side, side];
  const pictures = { take: draw, release: () => undefined, prepare: () => undefined, sizeIn };
  const run = { backend: { ...started, update: update! }, layout, pictures, recipe: STANDARD };
  const stepper = new DeviceStepper(run, state);
  const blank = { places: new Uint32Array(microBatch), labels, epoch: 0, firstPosition: 0 };
  const microBatches = Array.from({ length: PARTS }, () => blank);
  return () => stepper.step({ microBatches, rate: 0.01, before: 0 });
}
