import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../scripts/setup.mjs';

const NGINX = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0);
if (!NGINX) console.warn('nginx is not installed: deploy/nginx.conf is not tried.');

const SCRIPT = `export default '${'x'.repeat(4000)}';`;
const ARCHIVE = gzipSync(Buffer.from('pictures'.repeat(1000)));

/** Number of the user without rights on Linux. */
const NOBODY = 65534;

/** A site with a file of each kind. */
const FILES: Record<string, string | Buffer> = {
  'index.html': '<!doctype html><title>Second Look</title>',
  'sw.js': SCRIPT,
  'manifest.webmanifest': '{}',
  'assets/index-abc123.js': SCRIPT,
  'assets/kernels-abc123.wasm': Buffer.alloc(4000),
  'assets/help/faq-abc123.js': SCRIPT,
  'backbone/lite0-e14.json': '{}',
  'backbone/lite0-e14.bin': Buffer.alloc(4000, 1),
  'demo/emoji-32.tar.gz': ARCHIVE,
  'LICENSE.txt': '“Licence”',
};

/** A port that nothing listens at. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.skipIf(!NGINX)('deploy/nginx.conf, as nginx understands it', () => {
  let folder: string;
  let nginx: ChildProcess;
  let said = '';
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-nginx-'));
    for (const [name, content] of Object.entries(FILES)) {
      for (const below of ['', 'tools/second-look/']) {
        const file = path.join(folder, 'site', below, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    const port = await freePort();
    // As it stands, but for the port, the folder, and where it writes.
    const config = readFileSync(path.join(ROOT, 'deploy/nginx.conf'), 'utf8')
      .replaceAll('/tmp/', `${folder}/`)
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
      .replace('/usr/share/nginx/html', path.join(folder, 'site'))
      .replace('/dev/stdout', path.join(folder, 'access.log'));
    writeFileSync(path.join(folder, 'nginx.conf'), config);
    // Without rights, as in the container.
    const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    if (owner.uid) chownSync(folder, NOBODY, NOBODY);
    nginx = spawn(NGINX!, ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-g', 'daemon off;'], owner);
    nginx.stderr!.on('data', (text: Buffer) => (said += text.toString()));
    url = `http://127.0.0.1:${port}/`;
    await vi.waitFor(async () => expect((await fetch(url)).status, said).toBe(200), { timeout: 20_000 });
  });
  afterAll(async () => {
    if (nginx?.exitCode === null) {
      const ended = new Promise((resolve) => nginx.once('exit', resolve));
      nginx.kill('SIGQUIT');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const headersOf = async (name: string) => (await fetch(url + name)).headers;

  it.each([
    ['', 'text/html; charset=utf-8'],
    ['sw.js', 'text/javascript; charset=utf-8'],
    ['assets/index-abc123.js', 'text/javascript; charset=utf-8'],
    ['assets/kernels-abc123.wasm', 'application/wasm'],
    ['manifest.webmanifest', 'application/manifest+json'],
    ['backbone/lite0-e14.json', 'application/json'],
    ['backbone/lite0-e14.bin', 'application/octet-stream'],
    ['demo/emoji-32.tar.gz', 'application/gzip'],
    ['LICENSE.txt', 'text/plain; charset=utf-8'],
  ])('sends %s as %s, here and below a path', async (name, type) => {
    expect((await headersOf(name)).get('content-type')).toBe(type);
    expect((await headersOf(`tools/second-look/${name}`)).get('content-type')).toBe(type);
  });

  it('has files with a hash in their name kept for ever, and all others asked for anew', async () => {
    for (const below of ['', 'tools/second-look/']) {
      for (const name of ['assets/index-abc123.js', 'assets/help/faq-abc123.js']) {
        expect((await headersOf(below + name)).get('cache-control')).toBe('public, max-age=31536000, immutable');
      }
      for (const name of ['', 'index.html', 'sw.js', 'manifest.webmanifest', 'backbone/lite0-e14.bin']) {
        expect((await headersOf(below + name)).get('cache-control'), name).toBe('no-cache');
      }
    }
    const etag = (await headersOf('sw.js')).get('etag')!;
    expect((await fetch(`${url}sw.js`, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('answers with 404 where there is nothing, and has nobody keep that', async () => {
    for (const name of ['nothing', 'assets/gone-abc123.js', 'assets/', 'tools/']) {
      const answer = await fetch(url + name);
      expect([403, 404], name).toContain(answer.status);
      expect(answer.headers.get('cache-control'), name).toBe('no-cache');
    }
    expect((await fetch(`${url}..%2fnginx.conf`)).status).toBe(400);
  });

  it('sends its two headers with everything, and not its own version', async () => {
    for (const name of ['', 'assets/index-abc123.js', 'nothing']) {
      const headers = await headersOf(name);
      expect(headers.get('x-content-type-options'), name).toBe('nosniff');
      expect(headers.get('referrer-policy'), name).toBe('no-referrer');
      expect(headers.get('server'), name).toBe('nginx');
    }
  });

  it('packs text and WebAssembly, and an archive not a second time', async () => {
    for (const name of ['assets/index-abc123.js', 'assets/kernels-abc123.wasm']) {
      const headers = await headersOf(name);
      expect(headers.get('content-encoding'), name).toBe('gzip');
      expect(headers.get('vary'), name).toBe('Accept-Encoding');
    }
    const archive = await fetch(`${url}demo/emoji-32.tar.gz`);
    expect(archive.headers.get('content-encoding')).toBeNull();
    expect(gunzipSync(Buffer.from(await archive.arrayBuffer())).toString()).toMatch(/^picturespictures/);
  });

  it('leads from a folder’s name to the folder at the address that was asked, whatever stands in front of it', async () => {
    const answer = await fetch(`${url}tools/second-look`, { redirect: 'manual' });
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe('/tools/second-look/');
  });

  it('leaves nothing to complain about', () => {
    expect(said).not.toMatch(/\[(warn|error|emerg|crit)\](?!.*(is forbidden|No such file))/);
  });
});
