import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../../src/core/dataset/random.ts';
import { composedKernels } from '../../../../workers/engine/kernels/composed.ts';
import type { Head, Kernels } from '../../../../workers/engine/kernels/kernels.ts';
import { start } from '../../../../workers/engine/kernels/wasm.ts';
import { oneHot } from '../../../../workers/engine/network.ts';
import { tf } from '../../../../workers/engine/tf.ts';
import type { SimdVariant } from '../../../../workers/shared/simd-module.ts';
import { onCpu, randomTensor, relativeError } from '../reference.ts';
import { normalReference, poolReference, slopesByDifferences, type Shape } from './layer-reference.ts';

/** One channel, three, none a multiple of four, blocks of more than 128 rows, a lone picture, odd sides. */
const SHAPES: Shape[] = [
  [1, 5, 7, 1],
  [2, 6, 5, 3],
  [1, 2, 2, 4],
  [1, 13, 11, 5],
  [3, 4, 6, 18],
];
const ENDINGS = ['nothing', 'pool', 'skip'] as const;

const uniform = (seed: number, count: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => Math.fround(2 * random.float() - 1));
};
const tensor4 = (values: ArrayLike<number>, shape: Shape): tf.Tensor4D => tf.tensor4d(Float32Array.from(values), shape);
const tensor1 = (values: ArrayLike<number>): tf.Tensor1D => tf.tensor1d(Float32Array.from(values));

describe.each<SimdVariant>(['relaxed', 'plain'])('the %s kernels', (variant) => {
  let kernels: Kernels;

  beforeAll(async () => {
    await tf.setBackend('wasm');
    kernels = await start(variant);
  });

  /** Largest errors, relative to the largest value where that is over 1, of batch norm with ReLU and an ending, and of its gradients. */
  async function normErrors(shape: Shape, ending: (typeof ENDINGS)[number], seed: number): Promise<number[]> {
    await tf.setBackend('wasm');
    const [batch, height, width, channels] = shape;
    const pool = ending === 'pool';
    const count = batch * height * width * channels;
    const [x, skip, gamma, beta] = [count, count, channels, channels].map((size, k) => uniform(seed + k, size));
    const outputs = pool ? batch * (height >> 1) * (width >> 1) * channels : count;
    const dy = uniform(seed + 4, outputs);
    const wanted = normalReference(x, shape, gamma, beta, pool, ending === 'skip' ? skip : undefined);
    const slopes = slopesByDifferences(x, shape, gamma, beta, pool, dy);
    const results = tf.tidy(() => {
      const [from, g, b] = [tensor4(x, shape), tensor1(gamma), tensor1(beta)];
      const normed = kernels.batchNormRelu(from, g, b, {
        pool,
        skip: ending === 'skip' ? tensor4(skip, shape) : undefined,
      });
      const gradient = kernels.batchNormReluGradient(tensor4(dy, normed.y.shape), from, normed, g, b, pool);
      const tensors = [normed.y, normed.mean, normed.variance, gradient.dx, gradient.dGamma, gradient.dBeta];
      return tensors.map((tensor) => tensor.dataSync());
    });
    const expected = [wanted.y, wanted.mean, wanted.variance, slopes.dx, slopes.dGamma, slopes.dBeta];
    return results.map((result, k) => relativeError([...result, 1], [...expected[k], 1]));
  }

  it.each(SHAPES)(
    'normalise, rectify and pool %i × %i × %i × %i, and find the slopes that differences give',
    async (...shape) => {
      for (const ending of ENDINGS) {
        const errors = await normErrors(shape, ending, 1);
        expect(Math.max(...errors.slice(0, 3)), `${ending} ${errors}`).toBeLessThan(2e-6);
        expect(Math.max(...errors.slice(3)), `${ending} ${errors}`).toBeLessThan(1e-4);
      }
    },
  );

  it('do so for any shape', async () => {
    const side = fc.integer({ min: 2, max: 6 });
    const shape = fc.tuple(fc.integer({ min: 1, max: 3 }), side, side, fc.integer({ min: 1, max: 9 }));
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.constantFrom(...ENDINGS),
        fc.integer({ max: 1e6, min: 0 }),
        async (...[size, ending, seed]) => {
          const errors = await normErrors(size, ending, seed);
          expect(Math.max(...errors.slice(0, 3))).toBeLessThan(1e-5);
          expect(Math.max(...errors.slice(3))).toBeLessThan(1e-3);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('keep the variance where the mean is far larger, also behind first pictures of another kind', () => {
    const shape: Shape = [6, 16, 16, 5];
    for (const blank of [0, 200]) {
      const noise = uniform(3, 6 * 256 * 5);
      const x = noise.map((v, i) => Math.fround(i < 5 * blank ? 0 : 1000 + v));
      const { mean, variance } = normalReference(x, shape, uniform(1, 5), uniform(2, 5), false);
      const [means, variances] = tf.tidy(() => {
        const normed = kernels.batchNormRelu(tensor4(x, shape), tensor1(uniform(1, 5)), tensor1(uniform(2, 5)), {});
        return [normed.mean.dataSync(), normed.variance.dataSync()];
      });
      expect(relativeError(means, mean)).toBeLessThan(1e-7);
      expect(relativeError(variances, variance)).toBeLessThan(1e-5);
    }
  });

  it('hand on a NaN, whichever place it has', () => {
    const shape: Shape = [1, 4, 4, 6];
    for (let at = 0; at < 96; at++) {
      const x = uniform(at, 96);
      x[at] = NaN;
      tf.tidy(() => {
        const input = tensor4(x, shape);
        const [gamma, beta] = [tensor1(uniform(1, 6)), tensor1(uniform(2, 6))];
        const head = kernels.head(input, tf.ones([6, 3]), oneHot([1], 3), 0.5, 0);
        const results = [
          kernels.maxPool(input),
          kernels.batchNormRelu(input, gamma, beta, {}).y,
          kernels.batchNormRelu(input, gamma, beta, { pool: true }).y,
          head.figures,
        ];
        expect(results.map((result) => result.dataSync().some(Number.isNaN))).toEqual([true, true, true, true]);
      });
    }
  });

  it('give the gradient of a pool to the first of several largest', () => {
    const shape: Shape = [1, 2, 2, 1];
    const dx = tf.tidy(() => {
      const x = tensor4([2, 5, 5, 0], shape);
      const [gamma, beta] = [tensor1([1]), tensor1([1])];
      const normed = kernels.batchNormRelu(x, gamma, beta, { pool: true });
      return kernels.batchNormReluGradient(tf.ones([1, 1, 1, 1]), x, normed, gamma, beta, true).dx.dataSync();
    });
    // All of a batch-normalised slope is 0 in sum; that at the first 5 alone is above the others.
    expect(dx[1]).toBeGreaterThan(0.1);
    expect(dx[2]).toBeLessThan(0);
  });

  it.each(SHAPES)('pool %i × %i × %i × %i', (...shape) => {
    const x = uniform(
      5,
      shape.reduce((a, b) => a * b),
    );
    const y = tf.tidy(() => kernels.maxPool(tensor4(x, shape)).dataSync());
    expect(Array.from(y)).toEqual(Array.from(poolReference(x, shape)));
  });

  it.each(SHAPES)('end a network of %i × %i × %i × %i as the cpu backend does, ties shared', async (...shape) => {
    const top = shape[3];
    const labels = Array.from({ length: shape[0] }, (_, i) => (i * 2) % 7);
    const run = (by: Kernels): tf.Tensor[] => {
      // Rounded, so that features have several largest places.
      const last = tf.round(tf.mul(randomTensor(6, shape), 2)) as tf.Tensor4D;
      const head: Head = by.head(last, randomTensor(7, [top, 7]) as tf.Tensor2D, oneHot(labels, 7), 0.25, 0);
      return [head.logits, tf.slice(head.figures, 0, 1), head.dLast, head.dLinear];
    };
    const expected = await onCpu(() => run(composedKernels));
    await tf.setBackend('wasm');
    const actual = tf.tidy(() => run(kernels).map((tensor) => tensor.dataSync()));
    const errors = actual.map((result, k) => relativeError(result, expected[k]));
    expect(Math.max(...errors), String(errors)).toBeLessThan(1e-5);
  });
});
