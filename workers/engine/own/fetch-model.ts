import type { ModelOffer, ModelReader } from '../../../src/contracts/model-reader.ts';
import { modelAddress, readablePath } from '../../../src/core/backbone/model-address.ts';
import { modelError } from '../../../src/core/backbone/model-error.ts';
import { readModelJson, shardNames } from '../../../src/core/backbone/model-json.ts';
import { MOST_MODEL_BYTES, type ModelFile } from '../../../src/core/backbone/own-backbone.ts';
import { UserError } from '../../../src/core/errors.ts';
import { baseName } from '../../../src/core/formats/listing/paths.ts';
import { ensureSpace } from '../../../src/store/space.ts';
import { atMostTenASecond } from '../../shared/pace.ts';

/** Bytes of a model.json at most: the largest graphs have some megabytes. */
const MOST_JSON = 64e6;

/** What is added to the name of an ONNX file for that of its weights, where they lie beside it: by PyTorch's exporter, by Hugging Face's. */
const WEIGHTS_BESIDE = ['.data', '_data'];

/** See the contract. */
export const lookUp: ModelReader['lookUp'] = async (signal, address) => {
  const url = addressOf(address);
  const path = readablePath(url);
  const name = baseName(path);
  if (/\.onnx$/i.test(name)) {
    const files = [{ name, url: url.href, bytes: await sizeAt(url.href, signal) }];
    for (const ending of WEIGHTS_BESIDE) {
      const at = new URL(url);
      at.pathname += ending;
      const bytes = await sizeIfThere(at.href, signal);
      if (bytes !== undefined) files.push({ name: name + ending, url: at.href, bytes });
    }
    return { url: url.href, files };
  }
  const answer = await ask(url.href, signal);
  const bytes = await collect(answer, MOST_JSON, signal);
  const shards = shardNames(readModelJson(await bytes.text(), name || url.href));
  const files: ModelOffer['files'] = [{ name: name || 'model.json', url: url.href, bytes: bytes.size }];
  // Whoever sends a model elsewhere sends its shards there too: they lie beside what was asked for.
  for (const shard of shards) {
    const at = new URL(shard, url).href;
    files.push({ name: shard, url: at, bytes: await sizeAt(at, signal) });
  }
  return { url: url.href, files };
};

/** See the contract. */
export const fetchModel: ModelReader['fetchModel'] = async (signal, { files }, onProgress) => {
  const total = files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  await ensureSpace(total);
  const mayTell = atMostTenASecond(() => performance.now());
  const fetched: ModelFile[] = [];
  let before = 0;
  for (const { name, url, bytes } of files) {
    const blob = await collect(await ask(url, signal), MOST_MODEL_BYTES - before, signal, (done) => {
      if (mayTell())
        onProgress({
          activity: `fetching ${name}`,
          done: before + done,
          total: Math.max(total, before + done),
          unit: 'bytes',
        });
    });
    if (bytes !== null && blob.size < bytes)
      throw modelError(
        `${name}: the connection broke after ${blob.size.toLocaleString('en')} of ${bytes.toLocaleString('en')} bytes. Try again.`,
      );
    before += blob.size;
    fetched.push({ name, blob });
  }
  return fetched;
};

function addressOf(text: string): URL {
  const url = modelAddress(text);
  if (url) return url;
  throw modelError(`“${text}” is no address of a model: it begins with https:// and ends in model.json or .onnx.`);
}

/** Answers of servers that give a file, but do not say beforehand how large it is. */
const NO_HEAD = new Set([403, 405, 501]);

/** Bytes of a file as the server says; null where it does not. @throws UserError 'model' where it is not to be had */
async function sizeAt(url: string, signal: AbortSignal): Promise<number | null> {
  const answer = await answerOf(url, signal, 'HEAD');
  if (NO_HEAD.has(answer.status)) return null;
  return sizeOf(requireFile(answer, url));
}

/** The same of a file that need not be there; undefined where it is not, or the server does not say. */
async function sizeIfThere(url: string, signal: AbortSignal): Promise<number | null | undefined> {
  try {
    return sizeOf(requireFile(await answerOf(url, signal, 'HEAD'), url));
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function sizeOf({ headers }: Response): number | null {
  const length = Number(headers.get('Content-Length') ?? NaN);
  // Of a compressed answer it is another.
  return Number.isFinite(length) && !headers.get('Content-Encoding') ? length : null;
}

/** @throws UserError 'model' in plain words where there is no good answer */
async function ask(url: string, signal: AbortSignal): Promise<Response> {
  return requireFile(await answerOf(url, signal, 'GET'), url);
}

async function answerOf(url: string, signal: AbortSignal, method: 'GET' | 'HEAD'): Promise<Response> {
  return fetch(url, { signal, method, credentials: 'omit' }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw modelError(
      `${url} could not be fetched (${String(error)}): there is no connection, or its server does not let other pages read it (CORS). ` +
        'Download the files and choose them here.',
    );
  });
}

function requireFile(answer: Response, url: string): Response {
  const { ok, status, statusText, headers, body } = answer;
  const isPage = /^text\/html\b/i.test(headers.get('Content-Type') ?? '');
  if (ok && !isPage) return answer;
  void body?.cancel().catch(() => undefined);
  throw modelError(
    ok
      ? `${url} answers with a web page, not a model: give the address of the file itself (on Hugging Face “resolve” in place of “blob”), or download it and choose it here.`
      : `${url} could not be fetched: the server answers ${`${status} ${statusText}`.trim()}.`,
  );
}

/** @throws UserError 'model' where there is more than `most`, or the connection breaks */
async function collect(
  { body, url }: Response,
  most: number,
  signal: AbortSignal,
  onDone: (done: number) => void = () => undefined,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = body!.getReader();
  try {
    for (;;) {
      const { value, done: ended } = await reader.read();
      if (ended) return new Blob(parts);
      parts.push(value);
      done += value.length;
      if (done > most) throw modelError(`${url} is larger than ${Math.round(most / 1e6)} MB.`);
      onDone(done);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    throw modelError(`${url}: the connection broke after ${done.toLocaleString('en')} bytes. Try again.`, {
      cause: error,
    });
  }
}
