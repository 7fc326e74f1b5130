import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A data set as the hub has it: files by revision and path. */
export type HubDatasets = Record<string, Record<string, Record<string, Uint8Array>>>;

/** How a data set misbehaves. */
export type HubTrouble = 'gated' | 'busy' | 'breaks off' | 'signs in';

/** A server on this machine that answers as Hugging Face's hub does, to the requests that Second Look makes. */
export interface HubServer {
  url: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

/**
 * Starts such a server.
 * @param pageSize files a page of a list
 */
export async function startHub(
  datasets: HubDatasets,
  troubles: Record<string, HubTrouble> = {},
  pageSize = 1000,
): Promise<HubServer> {
  const asked: string[] = [];
  // What branches stood for when somebody asked stays there, as a commit does.
  const commits = new Map<string, Record<string, Uint8Array>>();
  const commitOf = (files: Record<string, Uint8Array>): string => {
    const hash = createHash('sha1');
    for (const [name, bytes] of Object.entries(files)) hash.update(name).update(bytes);
    const sha = hash.digest('hex');
    commits.set(sha, files);
    return sha;
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://hub');
    asked.push(url.pathname);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'X-Error-Code, Link, X-Linked-Size');
    const about = /^\/api\/datasets\/(.+)\/revision\/([^/]+)$/.exec(url.pathname);
    const tree = /^\/api\/datasets\/(.+)\/tree\/([^/]+)$/.exec(url.pathname);
    const file = /^\/datasets\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(url.pathname);
    const kept = /^\/kept\/(.+?)\/~\/([^/]+)\/(.+)$/.exec(url.pathname);
    const [, repository, revision, path] = (about ?? tree ?? file ?? kept ?? []).map(decodeURIComponent);
    const revisions = datasets[repository];
    const trouble = troubles[repository];
    // Without an account the hub does not tell a private data set from one that is not there.
    if (!revisions) return refuse(response, 401, undefined);
    if (trouble === 'busy') return refuse(response, 429, undefined);
    if (trouble === 'signs in') return response.end('<!doctype html><title>Sign in</title>');
    const inside = commits.get(revision) ?? revisions[revision];
    if (!inside) return refuse(response, 404, 'RevisionNotFound');
    if (about) {
      response.setHeader('Content-Type', 'application/json');
      return response.end(JSON.stringify({ id: repository, sha: commitOf(inside) }));
    }
    if (tree) {
      const all = Object.entries(inside).map(([name, bytes]) => ({
        type: 'file',
        oid: 'f'.repeat(40),
        size: bytes.length,
        path: name,
      }));
      const from = Number(url.searchParams.get('cursor') ?? 0);
      if (from + pageSize < all.length) {
        url.searchParams.set('cursor', String(from + pageSize));
        response.setHeader('Link', `<${url.pathname}${url.search}>; rel="next"`);
      }
      response.setHeader('Content-Type', 'application/json');
      return response.end(
        JSON.stringify([{ type: 'directory', path: 'data', size: 0 }, ...all.slice(from, from + pageSize)]),
      );
    }
    const bytes = inside[path];
    if (!bytes) return refuse(response, 404, 'EntryNotFound');
    if (trouble === 'gated') return refuse(response, 401, 'GatedRepo');
    if (file) {
      response.statusCode = 302;
      response.setHeader('Location', `/kept/${repository}/~/${encodeURIComponent(revision)}/${path}`);
      return response.end();
    }
    response.setHeader('Content-Length', bytes.length);
    if (trouble !== 'breaks off') return response.end(bytes);
    response.write(bytes.subarray(0, bytes.length >> 1), () => setTimeout(() => response.destroy(), 20));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(response: ServerResponse, status: number, code: string | undefined): void {
  response.statusCode = status;
  if (code) response.setHeader('X-Error-Code', code);
  response.setHeader('Content-Type', 'application/json');
  response.end('{"error":"no"}');
}
