import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

/** @import { AddressInfo } from 'node:net' */

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * The file that a path names inside a folder, index.html for the folder itself; undefined outside it or where there is none.
 * @param {string} folder
 * @param {string} pathname
 */
function fileOf(folder, pathname) {
  const file = path.join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  if (!file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/**
 * Serves a folder as the plainest static host would, without any special header, on this machine only.
 * @param {string} folder
 * @param {{ base?: string }} options the path that it lies under, with slashes at both ends
 * @returns its URL, and a function that stops it
 */
export async function serveFolder(folder, { base = '/' } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname.startsWith(base) && fileOf(folder, decodeURIComponent(pathname.slice(base.length - 1)));
    if (!file) return void response.writeHead(404).end('Not found');
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': statSync(file).size });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
