import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What package-lock.json says of one installed package. */
interface Locked {
  version: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}

function licenceText(place: string): string {
  const folder = path.join(ROOT, place);
  const name = existsSync(folder) && readdirSync(folder).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  return name ? readFileSync(path.join(folder, name), 'utf8').trim() : '';
}

/** The name and licence of every package that the page may contain: all that are not for development only. */
function packageLicences(): string {
  const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const sections = Object.entries(lock.packages)
    .filter(([place, entry]) => place && !entry.dev && !entry.devOptional && !entry.optional)
    .map(([place, { version, license }]) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return `${name} ${version}: ${license ?? 'see its text'}\n\n${licenceText(place)}`.trim();
    });
  return `${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Vite plugin: puts the licence, the credits and the packages' licences beside the built page, as these licences ask. */
export function notices(): Plugin {
  return {
    name: 'notices',
    apply: 'build',
    generateBundle() {
      for (const name of ['LICENSE', 'NOTICE']) {
        const source = readFileSync(path.join(ROOT, name));
        this.emitFile({ type: 'asset', fileName: `${name}.txt`, source });
      }
      this.emitFile({ type: 'asset', fileName: 'LICENSES-packages.txt', source: packageLicences() });
    },
  };
}
