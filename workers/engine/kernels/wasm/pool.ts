import type { Kernels } from '../kernels.ts';
import { allocate } from './heap.ts';
import type { KernelModule } from './module.ts';

/** Max-pool of 2×2 blocks. */
export function poolKernel(module: KernelModule): Pick<Kernels, 'maxPool'> {
  return {
    maxPool(x) {
      const [batch, height, width, channels] = x.shape;
      const y = allocate.d4([batch, height >> 1, width >> 1, channels]);
      module.maxPool({ x, batch, height, width, channels, y });
      return y;
    },
  };
}
