import type { tf } from '../../tf.ts';
import type { Kernels } from '../kernels.ts';
import { allocate } from './heap.ts';
import { placeOf, type KernelModule, type Scratch } from './module.ts';

/** Convolutions and their gradients by Winograd's F(4×4, 3×3): a quarter of the multiplications; see assembly/conv.ts. */
export function convolutionKernels(
  module: KernelModule,
  scratch: Scratch,
): Pick<Kernels, 'conv' | 'convInputGradient' | 'convFilterGradient' | 'convBiasRelu'> {
  const convolve = (x: tf.Tensor4D, filter: tf.Tensor4D, turned: boolean, bias?: tf.Tensor1D): tf.Tensor4D => {
    const [batch, height, width, inputs] = x.shape;
    const outputs = filter.shape[turned ? 2 : 3];
    const y = allocate.d4([batch, height, width, outputs]);
    const room = scratch.reserve(module.convScratch(inputs, outputs));
    const [from, by, to] = [x, filter, y].map(placeOf);
    const offsets = bias ? placeOf(bias) : 0;
    module.conv(from, by, turned, offsets, offsets > 0, to, batch, height, width, inputs, outputs, room);
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
      const room = scratch.reserve(module.convFilterGradientScratch(inputs, outputs));
      const [from, slope, to] = [x, dy, gradient].map(placeOf);
      module.convFilterGradient(from, slope, to, batch, height, width, inputs, outputs, room);
      return gradient;
    },
  };
}
