// `npm run signatures`: what the WebAssembly modules export, for TypeScript.
import { writeSignatures } from './wasm-signatures.mjs';

writeSignatures();
