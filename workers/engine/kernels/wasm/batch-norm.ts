import type { Kernels } from '../kernels.ts';
import { allocate } from './heap.ts';
import type { KernelModule, Scratch } from './module.ts';

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
      const layer = { x, channels, gamma, beta, y, mean, variance, scratch: room };
      if (pool) module.batchNormReluPool({ ...layer, batch, height, width });
      else module.batchNormRelu({ ...layer, rows: batch * height * width, skip: skip ?? 0 });
      return { y, mean, variance };
    },

    batchNormReluGradient(dy, x, { mean, variance }, gamma, beta, pool) {
      const [batch, height, width, channels] = x.shape;
      const [dx, dGamma, dBeta] = [allocate.d4(x.shape), allocate.d1(channels), allocate.d1(channels)];
      const room = scratch.reserve(channels * SCRATCH);
      const layer = { dy, x, channels, gamma, beta, mean, variance, dx, dGamma, dBeta, scratch: room };
      if (pool) module.batchNormReluPoolGradient({ ...layer, batch, height, width });
      else module.batchNormReluGradient({ ...layer, rows: batch * height * width });
      return { dx, dGamma, dBeta };
    },
  };
}
