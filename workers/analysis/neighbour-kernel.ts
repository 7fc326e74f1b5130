import { NO_NEIGHBOUR, plainSearch, type StartSearch } from '../../src/core/insights/neighbours.ts';
import plainUrl from './wasm/neighbours-plain.wasm?url';
import relaxedUrl from './wasm/neighbours-relaxed.wasm?url';

/** What the binary exports, as wasm/assembly/index.ts names it. */
interface NeighbourModule {
  memory: WebAssembly.Memory;
  prepare(n: number, d: number, k: number): number;
  search(from: number, to: number): void;
  similarityAddress(): number;
  neighbourAddress(): number;
}

/** Samples a panel. */
const PANEL = 8;

/** Loads the fastest search that this browser runs: WebAssembly with relaxed SIMD, with SIMD, or plain code. */
export async function loadSearch(): Promise<StartSearch> {
  for (const url of [relaxedUrl, plainUrl]) {
    const response = await fetch(new URL(url, import.meta.url)).catch(() => undefined);
    if (!response?.ok) throw new Error('A part of the page could not be loaded. Check the connection and try again.');
    const binary = await response.arrayBuffer();
    if (!WebAssembly.validate(binary)) continue;
    const { instance } = await WebAssembly.instantiate(binary);
    return (unit, d, k) => startSearch(instance.exports as unknown as NeighbourModule, unit, d, k);
  }
  return plainSearch;
}

function startSearch(module: NeighbourModule, unit: Float32Array, d: number, k: number): ReturnType<StartSearch> {
  const n = unit.length / d;
  const address = module.prepare(n, d, k);
  if (!address) {
    const bytes = n * (d + 2 * k) * 4;
    throw new Error(
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
    search: (from, to) => module.search(from / PANEL, Math.ceil(to / PANEL)),
    result() {
      const { buffer } = module.memory;
      const neighbours = new Uint32Array(buffer, module.neighbourAddress(), n * k).slice();
      const similarity = new Float32Array(buffer, module.similarityAddress(), n * k).slice();
      for (let at = 0; at < neighbours.length; at++) if (neighbours[at] === NO_NEIGHBOUR) similarity[at] = NaN;
      return { k, neighbours, similarity };
    },
  };
}
