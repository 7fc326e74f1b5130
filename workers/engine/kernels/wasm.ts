import { batchNormRelu, batchNormReluGradient } from './heap-batch-norm.ts';
import { convFilterGradient } from './heap-convolution.ts';
import { composedKernels } from './composed.ts';
import type { Kernels } from './kernels.ts';

/**
 * Kernels of the WASM backend: convolutions by tfjs's XNNPACK, everything else as loops of ours over tfjs's heap, since
 * tfjs composes it from Tile, Sum and Transpose, which took twice the time of the convolutions.
 */
export const wasmKernels: Kernels = {
  ...composedKernels,
  convFilterGradient,
  batchNormRelu,
  batchNormReluGradient,
};
