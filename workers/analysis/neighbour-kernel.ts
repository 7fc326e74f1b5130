import { UserError } from '../../src/core/errors.ts';
import { NO_NEIGHBOUR, type StartSearch } from '../../src/core/insights/neighbours.ts';
import { loadAnalysisModule, type AnalysisModule } from './wasm/module.ts';

/** Samples a panel. */
const PANEL = 8;

/** The search in WebAssembly. @throws UserError where it could not be loaded */
export async function loadSearch(): Promise<StartSearch> {
  const module = await loadAnalysisModule();
  return (unit, d, k) => startSearch(module, unit, d, k);
}

/** A search in a module that was started already, which does nothing else meanwhile. @throws UserError 'no-memory' */
export function startSearch(module: AnalysisModule, unit: Float32Array, d: number, k: number): ReturnType<StartSearch> {
  const n = unit.length / d;
  const address = module.prepare({ n, d, k });
  if (!address) {
    const bytes = n * (d + 2 * k) * 4;
    throw new UserError(
      'no-memory',
      `This browser has no ${(bytes / 1e6).toFixed(0)} MB left to search neighbours in. Close other tabs.`,
    );
  }
  const panels = new Float32Array(module.memory.buffer, address, Math.ceil(n / PANEL) * PANEL * d);
  // The memory may be left from a search before this one.
  panels.fill(0);
  for (let i = 0; i < n; i++) {
    const start = (i - (i % PANEL)) * d + (i % PANEL);
    for (let c = 0; c < d; c++) panels[start + c * PANEL] = unit[i * d + c];
  }
  return {
    search: (from, to) => module.search({ from: from / PANEL, to: Math.ceil(to / PANEL) }),
    result() {
      const { buffer } = module.memory;
      const neighbours = new Uint32Array(buffer, module.neighbourAddress({}), n * k).slice();
      const similarity = new Float32Array(buffer, module.similarityAddress({}), n * k).slice();
      for (let at = 0; at < neighbours.length; at++) if (neighbours[at] === NO_NEIGHBOUR) similarity[at] = NaN;
      return { k, neighbours, similarity };
    },
  };
}
