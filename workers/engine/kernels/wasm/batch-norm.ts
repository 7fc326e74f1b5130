import type { Kernels } from '../kernels.ts';
import { allocate } from './heap.ts';
import { placeOf, type KernelModule, type Scratch } from './module.ts';

/** Bytes of scratch a channel: two sums in float64, four factors in float32. */
const SCRATCH = 32;

/** Batch normalisation, ReLU and what follows it, in few passes over the heap. */
export function batchNormKernels(
  module: KernelModule,
  scratch: Scratch,
): Pick<Kernels, 'batchNormRelu' | 'batchNormReluGradient'> {
  return {
    batchNormRelu(x, gamma, beta, { pool, skip }) {
      const [batch, height, width, channels] = x.shape;
      const shape = pool ? [batch, height >> 1, width >> 1, channels] : x.shape;
      const [y, mean, variance] = [allocate.d4(shape), allocate.d1(channels), allocate.d1(channels)];
      const room = scratch.reserve(channels * SCRATCH);
      const [from, g, b, to, m, v] = [x, gamma, beta, y, mean, variance].map(placeOf);
      if (pool) module.batchNormReluPool(from, batch, height, width, channels, g, b, to, m, v, room);
      else {
        const added = skip ? placeOf(skip) : 0;
        module.batchNormRelu(from, batch * height * width, channels, g, b, added, to, m, v, room);
      }
      return { y, mean, variance };
    },

    batchNormReluGradient(dy, x, { mean, variance }, gamma, beta, pool) {
      const [batch, height, width, channels] = x.shape;
      const [dx, dGamma, dBeta] = [allocate.d4(x.shape), allocate.d1(channels), allocate.d1(channels)];
      const room = scratch.reserve(channels * SCRATCH);
      const [slope, from, ...rest] = [dy, x, gamma, beta, mean, variance, dx, dGamma, dBeta].map(placeOf);
      const [g, b, m, v, to, toGamma, toBeta] = rest;
      if (pool) {
        const size = [batch, height, width, channels] as const;
        module.batchNormReluPoolGradient(slope, from, ...size, g, b, m, v, to, toGamma, toBeta, room);
      } else {
        const rows = batch * height * width;
        module.batchNormReluGradient(slope, from, rows, channels, g, b, m, v, to, toGamma, toBeta, room);
      }
      return { dx, dGamma, dBeta };
    },
  };
}
