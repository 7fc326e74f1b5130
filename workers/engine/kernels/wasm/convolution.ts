import type { tf } from '../../tf.ts';
import type { Kernels } from '../kernels.ts';
import { allocate } from './heap.ts';
import type { KernelModule, Scratch } from './module.ts';

/** Convolutions and their gradients by Winograd's F(4×4, 3×3): a quarter of the multiplications; see assembly/conv.ts. */
export function convolutionKernels(
  module: KernelModule,
  scratch: Scratch,
): Pick<Kernels, 'conv' | 'convInputGradient' | 'convFilterGradient' | 'convBiasRelu'> {
  const convolve = (x: tf.Tensor4D, filter: tf.Tensor4D, turned: boolean, bias?: tf.Tensor1D): tf.Tensor4D => {
    const [batch, height, width, inputs] = x.shape;
    const outputs = filter.shape[turned ? 2 : 3];
    const y = allocate.d4([batch, height, width, outputs]);
    const size = { batch, height, width, inputs, outputs };
    const room = scratch.reserve(module.convScratch({ inputs, outputs }));
    module.conv({ ...size, x, filter, turned, bias: bias ?? 0, rectify: bias !== undefined, y, scratch: room });
    return y;
  };
  return {
    conv: (x, filter) => convolve(x, filter, false),
    convInputGradient: (dy, filter) => convolve(dy, filter, true),
    convBiasRelu: (x, filter, bias) => convolve(x, filter, false, bias),
    convFilterGradient(x, dy) {
      const [batch, height, width, inputs] = x.shape;
      const outputs = dy.shape[3];
      const gradient = allocate.d4([3, 3, inputs, outputs]);
      const room = scratch.reserve(module.convFilterGradientScratch({ inputs, outputs }));
      module.convFilterGradient({ x, dy, gradient, batch, height, width, inputs, outputs, scratch: room });
      return gradient;
    },
  };
}
