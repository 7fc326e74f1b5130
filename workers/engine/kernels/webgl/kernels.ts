import { composedKernels } from '../composed.ts';
import type { Kernels } from '../kernels.ts';
import { batchNormRelu, batchNormReluGradient } from './batch-norm.ts';
import { conv, convFilterGradient, convInputGradient } from './convolution.ts';

/**
 * Kernels of the WebGL backend: fragment shaders of ours where tfjs's run one fragment a weight or tile whole tensors, tfjs's
 * packed matrix products for convolutions, and its small operations at the network's end.
 */
export const webglKernels: Kernels = {
  ...composedKernels,
  conv,
  convInputGradient,
  convFilterGradient,
  batchNormRelu,
  batchNormReluGradient,
};
