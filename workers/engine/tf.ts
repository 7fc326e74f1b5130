import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

// From our own origin, wherever the page lies. The threaded binary is never asked for (see below), but tfjs wants an entry.
const absolute = (url: string): string => new URL(url, import.meta.url).href;
setWasmPaths({
  'tfjs-backend-wasm.wasm': absolute(plainUrl),
  'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
  'tfjs-backend-wasm-threaded-simd.wasm': absolute(simdUrl),
});
// Parallelism comes from several workers with an engine each: that needs no special headers from the host.
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

export { tf };
