import type { LogitMix } from '../../../src/core/insights/score-kernels.ts';
import { BLOCK, lay } from './lay.ts';
import type { AnalysisModule } from './module.ts';

/** See ScoreKernels. */
export function mixLogits(
  module: AnalysisModule,
  { logits, epochs, second, weight }: LogitMix,
  k: number,
): Float32Array {
  const [rows, others, sums, seen] = lay(
    module,
    [Float32Array, BLOCK * k],
    [Float32Array, BLOCK * k],
    [Float32Array, BLOCK * k],
    [Float32Array, BLOCK],
  );
  const out = new Float32Array(logits.length);
  for (let from = 0; from < out.length; from += BLOCK * k) {
    const to = Math.min(out.length, from + BLOCK * k);
    const n = (to - from) / k;
    sums.fill(0);
    seen.fill(0);
    for (const epoch of epochs) {
      rows.set(epoch.subarray(from, to));
      module.addEpoch({ logits: rows, n, k, sums, seen });
    }
    rows.set(logits.subarray(from, to));
    others.set((second ?? logits).subarray(from, to));
    module.mixLogits({ logits: rows, second: others, weight: second ? weight : 0, n, k, sums, seen });
    out.set(sums.subarray(0, to - from), from);
  }
  return out;
}
