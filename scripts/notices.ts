import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Vite plugin: puts the licence and the credits of the demo's pictures beside the built page, as their licences ask. */
export function notices(): Plugin {
  return {
    name: 'notices',
    apply: 'build',
    generateBundle() {
      for (const name of ['LICENSE', 'NOTICE']) {
        const source = readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)));
        this.emitFile({ type: 'asset', fileName: `${name}.txt`, source });
      }
    },
  };
}
