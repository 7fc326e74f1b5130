import { tf } from '../../tf.ts';
import type { Kernels } from '../kernels.ts';
import { batchNormRelu, batchNormReluGradient } from './batch-norm.ts';
import { conv, convBiasRelu, convFilterGradient, convInputGradient } from './convolution.ts';
import { head } from './head.ts';

/** Kernels of the WebGPU backend: compute shaders of ours, dispatched through tfjs. */
export const webgpuKernels: Kernels = {
  conv,
  convInputGradient,
  convFilterGradient,
  batchNormRelu,
  batchNormReluGradient,
  head,
  convBiasRelu,
  maxPool: (x) => tf.maxPool(x, 2, 2, 'valid'),
};
