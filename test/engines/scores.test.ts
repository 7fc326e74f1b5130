import { beforeAll, describe, expect, it } from 'vitest';
import { buildIfOld, DIST } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import type { SimdVariant } from '../../workers/shared/simd-module.ts';
import { openBrowser, ready } from '../e2e/support/profile.ts';
import { LEARNING_MS, type EnginePage } from './support/engine-page.ts';
import { ENGINES, visit } from './support/engines.ts';

/** Every score of every sample, NaN where there is none, and the instructions that they were computed by. */
interface Scored {
  simd: SimdVariant;
  scores: Record<string, number[]>;
}

/** Runs in the page: the whole job on the demo with seed 1, which `outcome` tells the end of. */
function startJob(): void {
  const job = async (): Promise<string> => {
    const { look } = window;
    await look.loadDemo();
    await look.perturb({ rate: 0.2, seed: 1 });
    const train = { name: 'seed 1', recipe: 'quick', epochs: 2, seed: 1, backend: 'wasm' } as const;
    await look.findSuspects({ train });
    return 'done';
  };
  const page = window as unknown as { outcome: string };
  page.outcome = '';
  void job().then(
    (said) => (page.outcome = said),
    (error: unknown) => (page.outcome = String(error)),
  );
}
