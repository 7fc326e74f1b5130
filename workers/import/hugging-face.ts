import { formatCount } from '../../src/core/format.ts';
import type { HubSource, HuggingFaceOffer } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { UserError } from '../../src/core/errors.ts';
import {
  configsOf,
  CONVERTED,
  fileUrl,
  parquetFilesIn,
  revisionUrl,
  treeUrl,
  urlOf,
  type HubFile,
  type HubName,
} from '../../src/core/formats/hugging-face.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import type { ListedFile } from '../../src/core/formats/listed-file.ts';

/** Pages of the hub's list that are asked for, of up to 1,000 files each. */
const PAGES = 100;

/** Bytes of a download that are held before they are handed to the browser, which may keep them on disk. */
const HELD = 2 ** 24;

/** Milliseconds between two reports. */
const INTERVAL_MS = 100;

/**
 * Asks a hub which Parquet files a data set has.
 * @throws UserError 'import' where there is no such data set, none for everyone, or none in Parquet; what the signal says
 */
export async function lookUp(signal: AbortSignal, name: HubName): Promise<HuggingFaceOffer> {
  for (const revision of name.revision ? [name.revision] : [CONVERTED, 'main']) {
    const commit = await commitOf(signal, { ...name, revision });
    const pinned = { ...name, revision: commit || revision };
    const files = await listFiles(signal, pinned, revision === CONVERTED && !name.revision);
    if (files.length > 0) return { ...name, revision, commit, configs: configsOf(files) };
  }
  const where = name.revision && ` in revision “${name.revision}”`;
  throw hubError(
    `“${name.repository}” has no Parquet files${where}, and ${hostOf(name)} has made none of it. ` +
      'Download its files and drop them here.',
  );
}

/**
 * Fetches the files of the chosen splits, as they were offered.
 * @throws UserError 'import' where the hub refuses or the connection breaks; what the signal says
 */
export async function fetchSplits(
  signal: AbortSignal,
  source: HubSource,
  onProgress: OnProgress,
): Promise<ListedFile[]> {
  const files = source.configs
    .filter(({ name }) => name === source.config)
    .flatMap(({ splits }) => splits.filter(({ name }) => source.splits.includes(name)))
    .flatMap((split) => split.files);
  if (files.length === 0) {
    const splits = source.splits.map((split) => `“${split}”`).join(', ');
    throw hubError(
      splits === ''
        ? `No split of “${source.repository}” is chosen: name one at least.`
        : `“${source.repository}” has no split ${splits} in “${source.config}”.`,
    );
  }
  const pinned = { ...source, revision: source.commit || source.revision };
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const listed: ListedFile[] = [];
  let before = 0;
  for (const file of files) {
    const blob = await fetchFile(signal, pinned, file, reporter(onProgress, file, before, total));
    listed.push({ path: file.path, size: blob.size, blob: () => Promise.resolve(blob) });
    before += blob.size;
  }
  return listed;
}

/** Which commit a revision is now; empty where the hub does not say. What is wrong with the name is told by who lists its files. */
async function commitOf(signal: AbortSignal, name: HubName): Promise<string> {
  const answer = await ask(signal, revisionUrl(name.hub, name.repository, name.revision), name);
  const said = (await answer.json().catch(() => {
    signal.throwIfAborted();
    return null;
  })) as { sha?: unknown } | null;
  return answer.ok && typeof said?.sha === 'string' && /^[0-9a-f]{40,64}$/.test(said.sha) ? said.sha : '';
}

/** @param mayLack whether a missing revision is no error */
async function listFiles(signal: AbortSignal, name: HubName, mayLack: boolean): Promise<HubFile[]> {
  const files: HubFile[] = [];
  let url: string | null = treeUrl(name.hub, name.repository, name.revision);
  for (let page = 0; url; page++) {
    if (page === PAGES) {
      throw hubError(
        `“${name.repository}” has more files than can be listed (${formatCount(PAGES * 1000)}). ` +
          'Download those that you want and drop them here.',
      );
    }
    const answer = await ask(signal, url, name);
    if (mayLack && answer.status === 404) return [];
    if (!answer.ok) throw await refusal(answer, name);
    const listed: unknown = await answer.json().catch(() => {
      signal.throwIfAborted();
      throw hubError(`${hostOf(name)} answers with no list of files; it may be a page for signing in to the network.`);
    });
    files.push(...parquetFilesIn(listed));
    url = nextPage(answer, name);
  }
  return files;
}

/** The next page of a list, by its header `Link` (RFC 8288); only one on the same host is followed. */
function nextPage(answer: Response, { hub }: HubName): string | null {
  const link = /<([^>]+)>\s*;[^,]*rel="?next"?/.exec(answer.headers.get('Link') ?? '')?.[1];
  const url = link ? urlOf(link, hub) : null;
  return url && url.origin === new URL(hub).origin ? url.href : null;
}

function ask(signal: AbortSignal, url: string, name: HubName): Promise<Response> {
  return fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw hubError(`${hostOf(name)} could not be reached (${String(error)}). Check the connection and try again.`);
  });
}

/** What a hub's refusal means. Without an account it answers 401 for data sets that do not exist, too. */
async function refusal(answer: Response, name: HubName): Promise<UserError> {
  await answer.body?.cancel().catch(() => undefined);
  const { repository, revision } = name;
  const host = hostOf(name);
  const code = answer.headers.get('X-Error-Code');
  if (code === 'GatedRepo' || answer.status === 403) {
    return hubError(
      `“${repository}” is gated: ${host} gives it only to those who have agreed to its terms. ` +
        'Download its files with your own account and drop them here.',
    );
  }
  if (code === 'RevisionNotFound') return hubError(`“${repository}” has no revision “${revision}”.`);
  if (answer.status === 401 || answer.status === 404) {
    return hubError(
      `${host} has no data set “${repository}” that everyone may read: check the name. ` +
        'If it is private, download its files with your own account and drop them here.',
    );
  }
  if (answer.status === 429) return hubError(`${host} has been asked too often. Try again in a few minutes.`);
  return hubError(`${host} answers ${answer.status} ${answer.statusText} for “${repository}”. Try again later.`);
}

async function fetchFile(
  signal: AbortSignal,
  name: HubName,
  { path, bytes }: HubFile,
  report: (done: number) => void,
): Promise<Blob> {
  const answer = await ask(signal, fileUrl(name.hub, name.repository, name.revision, path), name);
  if (!answer.ok || !answer.body) throw await refusal(answer, name);
  const reader = answer.body.getReader();
  const kept: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let heldBytes = 0;
  let done = 0;
  const broken = (): UserError =>
    importError(`${path}: the connection broke after ${formatCount(done)} of ${formatCount(bytes)} bytes. Try again.`);
  try {
    for (;;) {
      const { done: ended, value } = await reader.read().catch(() => {
        signal.throwIfAborted();
        throw broken();
      });
      if (ended) break;
      held.push(value);
      heldBytes += value.length;
      done += value.length;
      if (done > bytes) throw importError(`${path}: more came than the ${formatCount(bytes)} bytes that were offered.`);
      if (heldBytes >= HELD) {
        kept.push(new Blob(held));
        held = [];
        heldBytes = 0;
      }
      report(done);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
  if (done < bytes) throw broken();
  return new Blob([...kept, ...held]);
}

function reporter(onProgress: OnProgress, { path, bytes }: HubFile, before: number, total: number) {
  let at = -Infinity;
  return (done: number): void => {
    const now = performance.now();
    if (now - at < INTERVAL_MS && done < bytes) return;
    at = now;
    onProgress({ activity: `fetching ${path}`, done: before + done, total, unit: 'bytes' });
  };
}

/** What a hub answered, for people. */
const hubError = (what: string): UserError => new UserError('import', what);

const hostOf = ({ hub }: HubName): string => new URL(hub).host;
