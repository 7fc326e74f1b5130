import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, runnerImport } from 'vite';

const WASM = path.join(import.meta.dirname, '../../../scripts/wasm-kernels.ts');

/**
 * Bundles a TypeScript file with all it needs, as the page would have it, for Node, whose V8 is Chromium's.
 * @param file path @param use is given the bundle's address and its folder, which is gone afterwards
 * @returns what `use` does
 */
export async function withBundle(file, use) {
  const { wasmKernels } = await importWasmKernels();
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [wasmKernels()],
    build: { ssr: file, write: false },
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  try {
    const bundle = path.join(folder, 'bundle.mjs');
    writeFileSync(bundle, output.find(({ type }) => type === 'chunk').code);
    return await use(pathToFileURL(bundle).href, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bundles and imports a TypeScript file. @returns what it exports */
export const importBundled = (file) => withBundle(file, (bundle) => import(bundle));

/** The best binary of a WebAssembly module that this Node runs, compiled where it is not at hand. @param name 'kernels' or 'analysis' */
export async function readWasm(name) {
  const { wasmKernelsFile } = await importWasmKernels();
  const binary = readFileSync(await wasmKernelsFile(name, 'relaxed'));
  return WebAssembly.validate(binary) ? binary : readFileSync(await wasmKernelsFile(name, 'plain'));
}

const importWasmKernels = async () => (await runnerImport(WASM)).module;
