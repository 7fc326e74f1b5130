import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * Bundles a TypeScript file with all it needs, as the page would have it, and imports it into Node, whose V8 is Chromium's.
 * @param file path
 * @returns what it exports
 */
export async function importBundled(file) {
  const { output } = await build({ configFile: false, logLevel: 'error', build: { ssr: file, write: false } });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  try {
    const bundle = path.join(folder, 'bundle.mjs');
    writeFileSync(bundle, output[0].code);
    return await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
