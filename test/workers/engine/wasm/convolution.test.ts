import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../../src/core/dataset/random.ts';
import type { Kernels } from '../../../../workers/engine/kernels/kernels.ts';
import { convolutionKernels } from '../../../../workers/engine/kernels/wasm/convolution.ts';
import { Scratch, startModule } from '../../../../workers/engine/kernels/wasm/module.ts';
import { tf } from '../../../../workers/engine/tf.ts';
import { supportedVariant, type SimdVariant } from '../../../../workers/shared/simd-module.ts';
import { convolve, filterGradient, inputGradient, type ConvShape } from './reference.ts';

/** Largest error of float32 by Winograd's points 0, ±1, ±2, as a share of the largest output. */
const TOLERANCE = 5e-5;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const noise = (count: number, seed: number): Float32Array => {
  const random = new Random(seed);
  return Float32Array.from({ length: count }, () => random.float() - 0.5);
};

/** Largest difference, as a share of the largest wanted value. */
function worst(got: Float32Array, wanted: Float64Array): number {
  expect(got.length).toBe(wanted.length);
  let difference = 0;
  let scale = 0;
  for (let i = 0; i < wanted.length; i++) {
    // Not Math.max alone: NaN must count.
    if (!(Math.abs(got[i] - wanted[i]) <= difference)) difference = Math.abs(got[i] - wanted[i]);
    scale = Math.max(scale, Math.abs(wanted[i]));
  }
  return difference / scale;
}

/** A channel count, size or batch of each kind: one, fewer than a block, a block, some blocks and a rest. */
const SHAPES: ConvShape[] = [
  { batch: 1, height: 1, width: 1, inputs: 1, outputs: 1 },
  { batch: 3, height: 1, width: 6, inputs: 2, outputs: 9 },
  { batch: 2, height: 2, width: 2, inputs: 8, outputs: 8 },
  { batch: 1, height: 5, width: 7, inputs: 3, outputs: 5 },
  { batch: 2, height: 32, width: 32, inputs: 3, outputs: 16 },
  { batch: 3, height: 9, width: 11, inputs: 16, outputs: 12 },
  { batch: 2, height: 16, width: 16, inputs: 32, outputs: 64 },
  { batch: 37, height: 4, width: 4, inputs: 64, outputs: 64 },
  { batch: 1, height: 6, width: 10, inputs: 65, outputs: 33 },
];

const nameOf = ({ batch, height, width, inputs, outputs }: ConvShape): string =>
  `${batch} pictures of ${height}×${width}, ${inputs} → ${outputs} channels`;

describe.each<SimdVariant>(['relaxed', 'plain'])('convolution by the %s binary', (variant) => {
  let kernels: ReturnType<typeof convolutionKernels>;

  beforeAll(async () => {
    kernels = convolutionKernels(await startModule(variant), new Scratch());
  });

  function tensors(shape: ConvShape): [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D] {
    const { batch, height, width, inputs, outputs } = shape;
    return [
      tf.tensor4d(noise(batch * height * width * inputs, 1), [batch, height, width, inputs]),
      tf.tensor4d(noise(9 * inputs * outputs, 2), [3, 3, inputs, outputs]),
      tf.tensor4d(noise(batch * height * width * outputs, 3), [batch, height, width, outputs]),
    ];
  }

  /** Checks convolution and both gradients against sums in float64, and that no tensor is left behind. */
  function check(shape: ConvShape): void {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const [x, filter, dy] = tensors(shape);
      const [xs, filters, slopes] = [x, filter, dy].map((tensor) => tensor.dataSync<'float32'>().slice());
      const values = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>();
      expect(worst(values(kernels.conv(x, filter)), convolve(shape, xs, filters))).toBeLessThan(TOLERANCE);
      const dx = values(kernels.convInputGradient(dy, filter));
      expect(worst(dx, inputGradient(shape, slopes, filters))).toBeLessThan(TOLERANCE);
      const dFilter = values(kernels.convFilterGradient(x, dy));
      expect(worst(dFilter, filterGradient(shape, xs, slopes))).toBeLessThan(TOLERANCE);
    });
    expect(tf.memory().numTensors).toBe(before);
  }

  it.each(SHAPES.map((shape) => [nameOf(shape), shape] as const))('agrees with sums in float64: %s', (_, shape) => {
    check(shape);
  });

  it('agrees with sums in float64 on any shape', () => {
    const shape = fc.record({
      batch: fc.integer({ min: 1, max: 5 }),
      height: fc.integer({ min: 1, max: 13 }),
      width: fc.integer({ min: 1, max: 13 }),
      inputs: fc.integer({ min: 1, max: 20 }),
      outputs: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(fc.property(shape, check), { numRuns: 60 });
  });

  it('adds a bias and rectifies as prediction asks', () => {
    for (const shape of [SHAPES[3], SHAPES[4], SHAPES[5]]) {
      tf.tidy(() => {
        const [x, filter] = tensors(shape);
        const bias = noise(shape.outputs, 4);
        const wanted = convolve(shape, x.dataSync<'float32'>(), filter.dataSync<'float32'>()).map((sum, i) =>
          Math.max(0, sum + bias[i % shape.outputs]),
        );
        const got = kernels.convBiasRelu(x, filter, tf.tensor1d(bias));
        expect(worst(got.dataSync<'float32'>(), wanted)).toBeLessThan(TOLERANCE);
      });
    }
  });

  it('has the gradients that small steps of input and filter show', () => {
    const shape = SHAPES[3];
    tf.tidy(() => {
      const [x, filter, dy] = tensors(shape);
      const loss = (input: tf.Tensor4D, by: tf.Tensor4D): number =>
        tf.sum(tf.mul(kernels.conv(input, by), dy)).dataSync<'float32'>()[0];
      const step = 0.5; // The loss is linear in each, so that a large step costs no accuracy.
      const checkAlong = (gradient: tf.Tensor, of: tf.Tensor4D, at: (moved: tf.Tensor4D) => number): void => {
        const direction = tf.tensor(noise(of.size, 5), of.shape);
        const slope = tf.sum(tf.mul(gradient, direction)).dataSync<'float32'>()[0];
        const moved = (sign: number): tf.Tensor4D => tf.add(of, tf.mul(direction, sign * step));
        expect((at(moved(1)) - at(moved(-1))) / (2 * step)).toBeCloseTo(slope, 3);
      };
      checkAlong(kernels.convInputGradient(dy, filter), x, (moved) => loss(moved, filter));
      checkAlong(kernels.convFilterGradient(x, dy), filter, (moved) => loss(x, moved));
    });
  });

  it('gives the same bits again, whatever ran in between', () => {
    const run = (kernel: keyof Pick<Kernels, 'conv' | 'convInputGradient' | 'convFilterGradient'>): Float32Array =>
      tf.tidy(() => {
        const [x, filter, dy] = tensors(SHAPES[7]);
        const operands = { conv: [x, filter], convInputGradient: [dy, filter], convFilterGradient: [x, dy] }[kernel];
        return kernels[kernel](operands[0], operands[1]).dataSync<'float32'>().slice();
      });
    for (const kernel of ['conv', 'convInputGradient', 'convFilterGradient'] as const) {
      const first = run(kernel);
      check(SHAPES[8]);
      expect(run(kernel)).toEqual(first);
    }
  });

  it('lets NaN through, so that training that diverged is seen', () => {
    tf.tidy(() => {
      const [, filter] = tensors(SHAPES[2]);
      const x = tf.fill([2, 2, 2, 8], NaN) as tf.Tensor4D;
      const bias = tf.zeros([8]) as tf.Tensor1D;
      expect(kernels.convBiasRelu(x, filter, bias).dataSync<'float32'>().every(Number.isNaN)).toBe(true);
    });
  });

  it('still finds its tensors after the heap of tfjs has grown', () => {
    tf.tidy(() => {
      check(SHAPES[4]);
      tf.zeros([64, 1024, 1024]);
      check(SHAPES[4]);
    });
  });
});

it('this browser has relaxed SIMD, so that the faster binary is the one that trains', () => {
  expect(supportedVariant()).toBe('relaxed');
});
