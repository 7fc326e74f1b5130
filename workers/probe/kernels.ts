import { plainKernels } from '../../src/core/insights/plain-kernels.ts';
import { plainCrossProduct } from '../../src/core/probe/cross-product.ts';
import type { ProbeKernels } from '../../src/core/probe/fit-probe.ts';
import { scoreKernels } from '../analysis/score-kernels.ts';
import { crossProductOf } from '../analysis/wasm/cross-product.ts';
import { loadAnalysisModule } from '../analysis/wasm/module.ts';

let kernels: Promise<ProbeKernels> | undefined;

/** The binary's loops, loaded once; where it could not be loaded the plain ones, which need longer. */
export function probeKernels(): Promise<ProbeKernels> {
  kernels ??= loadKernels();
  return kernels;
}

async function loadKernels(): Promise<ProbeKernels> {
  const module = await loadAnalysisModule().catch(() => undefined);
  return module
    ? { product: crossProductOf(module), scores: scoreKernels(module) }
    : { product: plainCrossProduct, scores: plainKernels };
}
