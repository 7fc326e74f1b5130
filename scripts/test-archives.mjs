import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @import { Plugin } from 'vite' */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAKER = path.resolve(ROOT, '../shared/data/make-archives.mjs');
const CACHE = path.join(os.tmpdir(), 'second-look-test-archives');

/**
 * Archive names and the maker's word for each.
 * @type {Record<string, string>}
 */
const FORMATS = {
  'cifar-10-binary.tar.gz': 'binary',
  'cifar-10-python.tar.gz': 'python',
  'cifar-100-binary.tar.gz': 'binary100',
  'cifar-100-python.tar.gz': 'python100',
  'cifar-10-folders.tar.gz': 'folders',
};

/** Whether this machine has the real pictures that test archives are made of. */
export function hasTestData() {
  return existsSync(MAKER);
}

/**
 * Makes a real CIFAR archive of the first `train` and `test` images, once for all runs, in the system's temporary folder.
 * @param {string} name e.g. 'cifar-10-binary.tar.gz'
 * @param {{ train?: number, test?: number }} counts
 * @returns the file's path, or undefined where the pictures are missing: the test then skips itself
 * @throws Error for a name it does not know
 */
export function makeArchive(name, { train = 1000, test = 200 } = {}) {
  const format = FORMATS[name];
  if (!format) throw new Error(`no test archive is called ${name}; there are ${Object.keys(FORMATS).join(', ')}`);
  if (!hasTestData()) return undefined;
  const folder = path.join(CACHE, `${train}-${test}`);
  const file = path.join(folder, name);
  if (existsSync(file) && statSync(file).mtimeMs > statSync(MAKER).mtimeMs) return file;
  mkdirSync(folder, { recursive: true });
  // Made aside and renamed, so that a run that is killed leaves no half archive behind.
  const aside = mkdtempSync(path.join(folder, 'making-'));
  const args = [MAKER, aside, '--formats', format, '--train', String(train), '--test', String(test)];
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'pipe' });
  renameSync(path.join(aside, name), file);
  rmSync(aside, { recursive: true });
  return file;
}

/**
 * Vite plugin for browser tests: serves `/test-archives/NAME?train=N&test=N`, 404 where the pictures are missing.
 * @returns {Plugin}
 */
export function testArchives() {
  return {
    name: 'test-archives',
    configureServer(server) {
      server.middlewares.use('/test-archives', (request, response) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        const count = (/** @type {string} */ key) =>
          url.searchParams.has(key) ? Number(url.searchParams.get(key)) : undefined;
        const file = makeArchive(url.pathname.slice(1), { train: count('train'), test: count('test') });
        response.setHeader('Content-Type', 'application/octet-stream');
        response.statusCode = file ? 200 : 404;
        if (!file) return void response.end();
        response.setHeader('Content-Length', statSync(file).size);
        createReadStream(file).pipe(response);
      });
    },
  };
}
