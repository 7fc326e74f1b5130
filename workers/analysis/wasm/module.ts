import { startSimdModule, supportedVariant, type SimdVariant } from '../../shared/simd-module.ts';
import { wasmCalls, type WasmCalls } from '../../shared/wasm-calls.ts';
import plainUrl from './analysis-plain.wasm?url';
import relaxedUrl from './analysis-relaxed.wasm?url';
import { signatures } from './signatures.ts';

/** The search for neighbours and the loops of scores, in one memory. An address is an array's in it, or counts in bytes. */
export interface AnalysisModule extends WasmCalls<typeof signatures, ArrayBufferView> {
  readonly memory: WebAssembly.Memory;
}

const URLS: Record<SimdVariant, string> = { relaxed: relaxedUrl, plain: plainUrl };

/**
 * Starts the binary of wasm/assembly, with a memory of its own.
 * @throws UserError where it could not be loaded
 */
export async function loadAnalysisModule(): Promise<AnalysisModule> {
  const failure = 'A part of the page could not be loaded. Check the connection and try again.';
  return analysisModule(await startSimdModule(URLS[supportedVariant()], failure));
}

/** @param exports of the binary of wasm/assembly, however it was started */
export function analysisModule(exports: WebAssembly.Exports): AnalysisModule {
  const calls = wasmCalls(exports, signatures, ({ byteOffset }: ArrayBufferView) => byteOffset);
  return { ...calls, memory: exports.memory as WebAssembly.Memory };
}
