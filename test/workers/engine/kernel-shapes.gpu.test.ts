import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendName } from '../../../src/core/training/recipe.ts';
import { startBackend } from '../../../workers/engine/backend.ts';
import { composedKernels } from '../../../workers/engine/kernels/composed.ts';
import type { Kernels } from '../../../workers/engine/kernels/kernels.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { onCpu, randomTensor, relativeError } from './reference.ts';

/** Pictures of a batch, their height and width, channels in and out: none a multiple of the tiles, some smaller than one. */
const SHAPES: [number, number, number, number, number][] = [
  [1, 5, 7, 1, 1],
  [1, 5, 7, 3, 5],
  [2, 9, 4, 6, 18],
  [3, 4, 4, 17, 35],
  [5, 11, 13, 3, 16],
  [2, 2, 2, 33, 66],
];

/** Every kernel on inputs of one shape, by name. */
function runAll(kernels: Kernels, [batch, height, width, inputs, outputs]: (typeof SHAPES)[number]) {
  const x = randomTensor(1, [batch, height, width, inputs]) as tf.Tensor4D;
  const filter = randomTensor(2, [3, 3, inputs, outputs]) as tf.Tensor4D;
  // Far from zero, where careless variances go wrong.
  const y = tf.add(randomTensor(3, [batch, height, width, outputs]), 20) as tf.Tensor4D;
  const [gamma, bias] = [4, 6].map((seed) => randomTensor(seed, [outputs]) as tf.Tensor1D);
  // Positive, so that ReLU lets something through where there is but one channel.
  const beta = tf.abs(randomTensor(5, [outputs])) as tf.Tensor1D;
  const dy = randomTensor(7, y.shape) as tf.Tensor4D;
  const pooledShape = [batch, height >> 1, width >> 1, outputs];
  const dPooled = randomTensor(8, pooledShape) as tf.Tensor4D;
  const skip = randomTensor(9, y.shape) as tf.Tensor4D;
  const normed = kernels.batchNormRelu(y, gamma, beta, {});
  const pooled = kernels.batchNormRelu(y, gamma, beta, { pool: true });
  const linear = randomTensor(10, [outputs, 7]) as tf.Tensor2D;
  const wanted = tf.tensor2d(Array.from({ length: batch }, (_, n) => Array.from({ length: 7 }, (_, k) => +(k === n))));
  const found: Record<string, tf.Tensor> = {
    conv: kernels.conv(x, filter),
    convInputGradient: kernels.convInputGradient(dy, filter),
    convFilterGradient: kernels.convFilterGradient(x, dy),
    convBiasRelu: kernels.convBiasRelu(x, filter, bias),
    ...{ normed: normed.y, mean: normed.mean, variance: normed.variance, pooled: pooled.y },
    added: kernels.batchNormRelu(y, gamma, beta, { skip }).y,
    maxPool: kernels.maxPool(y),
  };
  const gradients = {
    normed: kernels.batchNormReluGradient(dy, y, normed, gamma, beta, false),
    pooled: kernels.batchNormReluGradient(dPooled, y, pooled, gamma, beta, true),
    head: kernels.head(skip, linear, wanted, 0.5),
  };
  for (const [name, parts] of Object.entries(gradients)) {
    for (const [part, tensor] of Object.entries(parts)) found[`${name} ${part}`] = tensor;
  }
  return found;
}

describe.each<BackendName>(['webgpu', 'webgl'])('kernels on %s', (backend) => {
  let kernels: Kernels;
  beforeAll(async () => {
    ({ kernels } = await startBackend(backend));
  });

  it.each(SHAPES)('agree with the cpu backend on %i pictures of %i×%i, channels %i → %i', async (...shape) => {
    const expected = await onCpu(() => Object.values(runAll(composedKernels, shape)));
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const actual = tf.tidy(() => runAll(kernels, shape));
    const errors: Record<string, number> = {};
    for (const [k, name] of Object.keys(actual).entries()) {
      errors[name] = relativeError((await actual[name].data()) as Float32Array, expected[k]);
    }
    tf.dispose(actual);
    expect(Object.entries(errors).filter(([, error]) => !(error < 1e-4))).toEqual([]);
    expect(Object.keys(errors)).toHaveLength(20);
    expect(tf.memory().numTensors).toBe(before);
  });
});
