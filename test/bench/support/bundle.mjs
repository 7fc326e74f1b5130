import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, runnerImport } from 'vite';

const WASM = path.join(import.meta.dirname, '../../../scripts/wasm-kernels.ts');

/**
 * Bundles a TypeScript file with all it needs, as the page would have it, for Node, whose V8 is Chromium's.
 * @template T
 * @param {string} file path
 * @param {(bundle: string, folder: string) => T | Promise<T>} use is given the bundle's address and its folder, which is gone afterwards
 * @returns what `use` does
 */
export async function withBundle(file, use) {
  const { wasmKernels } = await importWasmKernels();
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [wasmKernels()],
    build: { ssr: file, write: false },
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  try {
    const bundle = path.join(folder, 'bundle.mjs');
    writeFileSync(bundle, codeOf(built));
    return await use(pathToFileURL(bundle).href, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The code of a build of one file.
 * @param {Awaited<ReturnType<typeof build>>} built
 */
function codeOf(built) {
  const outputs = 'close' in built ? [] : [built].flat().flatMap(({ output }) => output);
  const chunk = outputs.find((output) => output.type === 'chunk');
  if (!chunk) throw new Error('The build has no code.');
  return chunk.code;
}

/** Bundles and imports a TypeScript file. @returns what it exports */
export const importBundled = (/** @type {string} */ file) => withBundle(file, (bundle) => import(bundle));

/**
 * The best binary of a WebAssembly module that this Node runs, compiled where it is not at hand.
 * @param {'kernels' | 'analysis' | 'backbone'} name
 */
export async function readWasm(name) {
  const { wasmKernelsFile } = await importWasmKernels();
  const binary = readFileSync(await wasmKernelsFile(name, 'relaxed'));
  return WebAssembly.validate(binary) ? binary : readFileSync(await wasmKernelsFile(name, 'plain'));
}

/** @returns {Promise<typeof import('../../../scripts/wasm-kernels.ts')>} */
const importWasmKernels = async () => (await runnerImport(WASM)).module;
