import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Plugin } from 'vite';
import { packEmoji32 } from './pack.ts';
import { previewOf } from './preview.ts';
import { STYLES } from './select.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = path.resolve(HERE, '../../.cache/emoji-32');
const FILE_NAME = 'demo/emoji-32.tar.gz';
const PREVIEW_NAME = 'demo/preview.png';
const require = createRequire(import.meta.url);

/** Changes whenever the icon sets, the drawing program or this folder's source do. */
function cacheKey(): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(sharp.versions));
  for (const { pack } of STYLES) hash.update((require(`${pack}/package.json`) as { version: string }).version);
  for (const file of readdirSync(HERE).sort()) hash.update(readFileSync(path.join(HERE, file)));
  return hash.digest('hex').slice(0, 16);
}

let making: Promise<Buffer> | undefined;

async function make(): Promise<Buffer> {
  const file = path.join(CACHE, `${cacheKey()}.tar.gz`);
  if (existsSync(file)) return readFileSync(file);
  const archive = await packEmoji32();
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  // Renamed into place, so that a run that is killed leaves no half archive behind.
  writeFileSync(`${file}.part`, archive);
  renameSync(`${file}.part`, file);
  return archive;
}

/** The demo's archive, out of the cache where it is there. */
export function emoji32(): Promise<Buffer> {
  making ??= make();
  return making;
}

/**
 * Vite plugin: puts the demo into the build as demo/emoji-32.tar.gz with a contact sheet of it as demo/preview.png, and
 * serves both in development and tests.
 */
export function emojiDemo(): Plugin {
  return {
    name: 'emoji-demo',
    configureServer(server) {
      server.middlewares.use(`/${FILE_NAME}`, (_request, response, next) => {
        emoji32().then((archive) => {
          response.setHeader('Content-Type', 'application/gzip');
          response.setHeader('Content-Length', archive.length);
          response.end(archive);
        }, next);
      });
      server.middlewares.use(`/${PREVIEW_NAME}`, (_request, response, next) => {
        emoji32()
          .then(previewOf)
          .then((png) => response.setHeader('Content-Type', 'image/png').end(png), next);
      });
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      const archive = await emoji32();
      this.emitFile({ type: 'asset', fileName: FILE_NAME, source: archive });
      this.emitFile({ type: 'asset', fileName: PREVIEW_NAME, source: await previewOf(archive) });
    },
  };
}
