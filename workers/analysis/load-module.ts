import plainUrl from './wasm/analysis-plain.wasm?url';
import relaxedUrl from './wasm/analysis-relaxed.wasm?url';

/**
 * Starts the binary of wasm/assembly, with a memory of its own: with relaxed SIMD where this browser has it, else with SIMD.
 * @returns what it exports; undefined where the browser has no SIMD @throws Error for people, where it could not be loaded
 */
export async function loadModule<Exports>(): Promise<Exports | undefined> {
  for (const url of [relaxedUrl, plainUrl]) {
    const response = await fetch(new URL(url, import.meta.url)).catch(() => undefined);
    if (!response?.ok) throw new Error('A part of the page could not be loaded. Check the connection and try again.');
    const binary = await response.arrayBuffer();
    if (!WebAssembly.validate(binary)) continue;
    const { instance } = await WebAssembly.instantiate(binary);
    return instance.exports as Exports;
  }
  return undefined;
}
