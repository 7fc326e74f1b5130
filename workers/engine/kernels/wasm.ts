import { supportedVariant, type SimdVariant } from '../../shared/simd-module.ts';
import { tf } from '../tf.ts';
import { composedKernels } from './composed.ts';
import type { Kernels } from './kernels.ts';
import { batchNormKernels } from './wasm/batch-norm.ts';
import { convolutionKernels } from './wasm/convolution.ts';
import { headKernel } from './wasm/head.ts';
import { Scratch, startModule } from './wasm/module.ts';
import { poolKernel } from './wasm/pool.ts';

/** Kernels by the heap they work on: tfjs keeps one WASM backend a thread, however many engines are started in it. */
const started = new WeakMap<object, Promise<Kernels>>();

/**
 * Kernels of the WASM backend, which must be the current one: ours, in AssemblyScript on tfjs's heap.
 * @throws UserError where the binary cannot be loaded
 */
export function wasmKernels(): Promise<Kernels> {
  const backend = tf.backend();
  const kernels = started.get(backend) ?? start(supportedVariant());
  started.set(backend, kernels);
  return kernels;
}

/** The kernels of one binary. @throws UserError where it cannot be loaded */
export async function start(variant: SimdVariant): Promise<Kernels> {
  const module = await startModule(variant);
  const scratch = new Scratch();
  return {
    ...composedKernels,
    ...convolutionKernels(module, scratch),
    ...batchNormKernels(module, scratch),
    ...headKernel(module),
    ...poolKernel(module),
  };
}
