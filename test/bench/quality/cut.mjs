import Papa from 'papaparse';
import { runnerImport } from 'vite';

/**
 * How well the cut does: what it expects, and what turns out.
 * @param csv exported scores, one of them `suspicion`
 * @returns null where there is no suspicion, or no truth to compare with
 */
export async function judgeCut(csv) {
  const { data } = Papa.parse(csv, { header: true, skipEmptyLines: true });
  const judged = data.filter((row) => row.suspicion && row.true);
  if (judged.length === 0) return null;
  const { module } = await runnerImport('src/core/insights/cut.ts', { configFile: false, logLevel: 'error' });
  const suspicion = Float32Array.from(judged, (row) => Number(row.suspicion));
  const wrong = Uint8Array.from(judged, (row) => Number(row.true !== row.given));
  const cut = module.planCut(suspicion);
  const all = wrong.reduce((sum, w) => sum + w, 0);
  const found = cut.order.subarray(0, cut.depth).reduce((sum, i) => sum + wrong[i], 0);
  const expected = module.expectAt(cut, suspicion, cut.depth);
  return {
    depth: cut.depth,
    found,
    expected_found: expected.errors,
    wrong: all,
    expected_wrong: cut.expectedTotal,
    precision: found / Math.max(1, cut.depth),
    recall: found / all,
    f1: (2 * found) / (cut.depth + all),
    expected_f1: expected.f1,
  };
}
