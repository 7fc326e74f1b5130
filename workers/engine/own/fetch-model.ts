import type { ModelOffer, ModelReader } from '../../../src/contracts/model-reader.ts';
import { modelAddress } from '../../../src/core/backbone/model-address.ts';
import { modelError } from '../../../src/core/backbone/model-error.ts';
import { readModelJson, shardNames } from '../../../src/core/backbone/model-json.ts';
import { MOST_MODEL_BYTES, type ModelFile } from '../../../src/core/backbone/own-backbone.ts';
import { ensureSpace } from '../../../src/store/space.ts';
import { atMostTenASecond } from '../../shared/pace.ts';

/** Bytes of a model.json at most: the largest graphs have some megabytes. */
const MOST_JSON = 64e6;

/** See the contract. */
export const lookUp: ModelReader['lookUp'] = async (signal, address) => {
  const url = addressOf(address);
  const name = decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
  if (/\.onnx$/i.test(name)) {
    const answer = await ask(url.href, signal, 'HEAD');
    return { url: url.href, files: [{ name, url: url.href, bytes: sizeOf(answer) }] };
  }
  const answer = await ask(url.href, signal, 'GET');
  const bytes = await collect(answer, MOST_JSON, signal);
  const shards = shardNames(readModelJson(await bytes.text(), name || url.href));
  const files: ModelOffer['files'] = [{ name: name || 'model.json', url: url.href, bytes: bytes.size }];
  // Whoever sends a model elsewhere sends its shards there too: they lie beside what was asked for.
  for (const shard of shards) {
    const at = new URL(shard, url).href;
    const size = await ask(at, signal, 'HEAD').then(sizeOf);
    files.push({ name: shard, url: at, bytes: size });
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
    const blob = await collect(await ask(url, signal, 'GET'), MOST_MODEL_BYTES - before, signal, (done) => {
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

/** @throws UserError 'model' in plain words where there is no good answer */
async function ask(url: string, signal: AbortSignal, method: 'GET' | 'HEAD'): Promise<Response> {
  const answer = await fetch(url, { signal, method, credentials: 'omit' }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw modelError(
      `${url} could not be fetched (${String(error)}): there is no connection, or its server does not let other pages read it (CORS). ` +
        'Download the files and choose them here.',
    );
  });
  if (!answer.ok) {
    void answer.body?.cancel().catch(() => undefined);
    throw modelError(
      `${url} could not be fetched: the server answers ${answer.status} ${answer.statusText}`.trim() + '.',
    );
  }
  if (/^text\/html\b/i.test(answer.headers.get('Content-Type') ?? '')) {
    void answer.body?.cancel().catch(() => undefined);
    throw modelError(
      `${url} answers with a web page, not a model: give the address of the file itself (on Hugging Face “resolve” in place of “blob”), or download it and choose it here.`,
    );
  }
  return answer;
}

/** Bytes that a server says; of a compressed answer it says others. */
function sizeOf({ headers }: Response): number | null {
  const length = Number(headers.get('Content-Length') ?? NaN);
  return Number.isFinite(length) && !headers.get('Content-Encoding') ? length : null;
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
    if (error instanceof Error && error.name === 'UserError') throw error;
    throw modelError(`${url}: the connection broke after ${done.toLocaleString('en')} bytes. Try again.`, {
      cause: error,
    });
  }
}
