import { plainKernels } from '../../src/core/insights/plain-kernels.ts';
import type { ScoreKernels } from '../../src/core/insights/score-kernels.ts';
import { classMoments, projectRoots } from './wasm/discriminant.ts';
import { followLabels } from './wasm/training-dynamics.ts';
import { adjustRows, softmaxRows } from './wasm/label-rows.ts';
import { mixLogits } from './wasm/logit-mix.ts';
import { loadAnalysisModule, type AnalysisModule } from './wasm/module.ts';
import { oddsOfError, startExpectation } from './wasm/transition.ts';

/** The fastest loops that this browser runs; where the binary could not be loaded the plain ones, which need longer. */
export async function loadScoreKernels(): Promise<ScoreKernels> {
  const module = await loadAnalysisModule().catch(() => undefined);
  return module ? scoreKernels(module) : plainKernels;
}

/** The loops in WebAssembly, which share one memory. Each throws an Error for people where there is too little of it. */
export function scoreKernels(module: AnalysisModule): ScoreKernels {
  return {
    softmaxRows: softmaxRows.bind(null, module),
    adjustRows: adjustRows.bind(null, module),
    followLabels: followLabels.bind(null, module),
    mixLogits: mixLogits.bind(null, module),
    classMoments: classMoments.bind(null, module),
    projectRoots: projectRoots.bind(null, module),
    startExpectation: startExpectation.bind(null, module),
    oddsOfError: oddsOfError.bind(null, module),
  };
}
