import { describe, expect, it } from 'vitest';
import { STANDARD } from '../../../src/core/training/presets.ts';
import type { BackendName } from '../../../src/core/training/recipe.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { startBackend } from '../../../workers/engine/backend.ts';
import { DeviceStepper, type DeviceRun } from '../../../workers/engine/device-stepper.ts';
import type { MicroBatch } from '../../../workers/engine/micro-batch.ts';
import { composedKernels } from '../../../workers/engine/kernels/composed.ts';
import { initialStatistics, initialWeights } from '../../../workers/engine/layout.ts';
import { gradientPass, oneHot, weightTensors } from '../../../workers/engine/network.ts';
import { descend, meanOf, trackStatistics } from '../../../workers/engine/optimiser.ts';
import type { RunState } from '../../../workers/engine/run-state.ts';
import type { BatchFigures, Step } from '../../../workers/engine/stepper.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { TINY, onCpu, relativeError } from './reference.ts';

const STEPS = 3;
const { layout, count, side } = TINY;
const BATCH = 2 * count;

const recipe = { ...STANDARD, batch: BATCH, microBatch: count };
const pictures: DeviceRun['pictures'] = {
  take: ({ firstPosition, places }) => {
    const random = new Random(firstPosition + 1);
    return Float32Array.from({ length: places.length * side * side * 3 }, () => random.normal());
  },
  release: () => undefined,
  prepare: () => undefined,
  sizeIn: () => [side, side],
};

function newState(): RunState {
  const random = new Random(5);
  const weights = initialWeights(layout, random);
  const momenta = new Float32Array(weights.length);
  return { epoch: 0, weights, momenta, statistics: initialStatistics(layout), random };
}

function stepOf(before: number): Step {
  const microBatches = [0, count].map((first): MicroBatch => {
    const places = Uint32Array.from({ length: count }, (_, i) => BATCH * before + first + i);
    const labels = Uint16Array.from({ length: count }, (_, i) => (first + i) % 4);
    return { places, labels, epoch: 0, firstPosition: places[0] };
  });
  return { microBatches, rate: 0.1 * (before + 1), before };
}

/** The same step in plain arrays, its gradients from tfjs's cpu backend. */
async function stepOnHost(state: RunState, { microBatches, rate, before }: Step): Promise<number> {
  const results = await onCpu(() =>
    microBatches.map((microBatch) => {
      const x = tf.tensor4d(pictures.take(microBatch), [count, side, side, 3]);
      const weights = weightTensors(layout, state.weights);
      return gradientPass(composedKernels, layout, weights, x, oneHot(microBatch.labels, 4), recipe.smoothing);
    }),
  );
  const mean = meanOf(results);
  const [from, end] = [layout.parameterCount, layout.parameterCount + 2 * layout.channelCount];
  descend(state.weights, state.momenta, mean.subarray(0, from), { ...recipe, rate });
  trackStatistics(state.statistics, mean.subarray(from, end), before);
  return mean[end];
}

/** Training steps whose state stays on a graphics device against the same steps on the host. */
export function stepsAgree(name: BackendName): void {
  describe(`a state that stays on ${name}`, () => {
    it('takes the steps that the host takes, while their figures come later, and holds no more tensors', async () => {
      const expected = newState();
      const losses: number[] = [];
      for (let before = 0; before < STEPS; before++) losses.push(await stepOnHost(expected, stepOf(before)));
      const { update, ...backend } = await startBackend(name);
      const state = newState();
      const tensors = tf.memory().numTensors;
      const run = { backend: { ...backend, update: update! }, layout, pictures, recipe };
      const stepper = new DeviceStepper(run, state);
      const held = tf.memory().numTensors;
      const told: number[] = [];
      await stepper.compile({ batch: BATCH, microBatch: count, steps: STEPS }, 0, (done, total) =>
        told.push(done / total),
      );
      if (name === 'webgpu') expect(told.at(-1)).toBe(1);
      expect(tf.memory().numTensors).toBe(held);
      const underway: Promise<BatchFigures>[] = [];
      for (let before = 0; before < STEPS; before++) underway.push(stepper.step(stepOf(before)));
      const figures = await Promise.all(underway);
      expect(tf.memory().numTensors).toBe(held);
      expect(relativeError(state.weights, newState().weights)).toBe(0);
      await stepper.settle();
      for (const part of ['weights', 'momenta', 'statistics'] as const) {
        expect(relativeError(state[part], expected[part]), part).toBeLessThan(1e-3);
      }
      figures.forEach(({ loss, logits, accuracy }, k) => {
        expect(loss).toBeCloseTo(losses[k], 4);
        expect(logits).toHaveLength(BATCH * 4);
        expect(accuracyOf(logits)).toBeCloseTo(accuracy, 5);
      });
      stepper.dispose();
      expect(tf.memory().numTensors).toBe(tensors);
    }, 120_000);
  });
}

/** Sample i of a step has label i % 4. */
function accuracyOf(logits: Float32Array): number {
  const right = Array.from({ length: logits.length / 4 }, (_, i) => {
    const row = logits.subarray(4 * i, 4 * i + 4);
    return Number(row.indexOf(Math.max(...row)) === i % 4);
  });
  return right.reduce((sum, one) => sum + one, 0) / right.length;
}
