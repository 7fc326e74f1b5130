import { startSimdModule, supportedVariant, type SimdVariant } from '../../../shared/simd-module.ts';
import { wasmCalls, type WasmCalls } from '../../../shared/wasm-calls.ts';
import plainUrl from './backbone-plain.wasm?url';
import relaxedUrl from './backbone-relaxed.wasm?url';
import { signatures } from './signatures.ts';

/** The layers of a backbone and the reading of its pictures, in a memory of its own. Addresses count in bytes. */
export interface BackboneModule extends WasmCalls<typeof signatures, never> {
  readonly memory: WebAssembly.Memory;
}

const URLS: Record<SimdVariant, string> = { relaxed: relaxedUrl, plain: plainUrl };

/** Starts the binary of wasm/assembly. @throws UserError 'not-loaded' where it cannot be loaded */
export async function loadBackboneModule(variant = supportedVariant()): Promise<BackboneModule> {
  const failure = 'A part of the page could not be loaded. Check the connection and try again.';
  return backboneModule(await startSimdModule(URLS[variant], failure));
}

/** @param exports of the binary of wasm/assembly, however it was started */
export function backboneModule(exports: WebAssembly.Exports): BackboneModule {
  const calls = wasmCalls(exports, signatures, (address: never) => address);
  return { ...calls, memory: exports.memory as WebAssembly.Memory };
}
