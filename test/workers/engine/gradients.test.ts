import { describe, expect, it } from 'vitest';
import { startBackend } from '../../../workers/engine/backend.ts';
import { initialWeights, layOut } from '../../../workers/engine/layout.ts';
import { gradientPass, oneHot, weightTensors } from '../../../workers/engine/network.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { gradientsAgree } from './gradient-suite.ts';
import { randomTensor } from './reference.ts';

gradientsAgree('wasm');

describe('the gradient of the whole network', () => {
  it('is the slope of the loss along random directions', async () => {
    const { kernels } = await startBackend('wasm');
    const layout = layOut({ width: 3, top: 6, logitScale: 0.5 }, 5);
    const random = new Random(9);
    const weights = initialWeights(layout, random);
    const pass = (flat: Float32Array): Float32Array =>
      tf.tidy(
        () =>
          gradientPass(
            kernels,
            layout,
            weightTensors(layout, flat),
            randomTensor(10, [6, 16, 16, 3]) as tf.Tensor4D,
            oneHot([0, 1, 2, 3, 4, 0], 5),
          ).dataSync() as Float32Array,
      );
    const lossAt = (flat: Float32Array): number => pass(flat)[layout.parameterCount + 2 * layout.channelCount];
    const gradient = pass(weights);
    // Downhill, where the slope is largest, so that float32 can see it; γ and the linear layer, whose loss has few kinks.
    for (const part of ['block 0 gamma', 'block 3 beta', 'block 5 gamma', 'block 7 beta', 'linear']) {
      const { offset, size } = layout.parameters.find(({ name }) => name === part)!;
      const slope = gradient.subarray(offset, offset + size);
      const norm = Math.hypot(...slope);
      const step = 3e-4;
      const moved = (sign: number): Float32Array =>
        weights.map((w, i) =>
          i >= offset && i < offset + size ? w + (sign * step * gradient[i]) / norm : w,
        ) as Float32Array;
      const measured = (lossAt(moved(1)) - lossAt(moved(-1))) / (2 * step);
      expect(Math.abs(measured - norm) / norm, part).toBeLessThan(0.02);
    }
  });
});
