import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../scripts/setup.mjs';
import { TASKS } from './tasks.mjs';

/**
 * @import { Page } from 'playwright'
 * @import { ColumnRow, FeaturesRow, HeldOutRow, HistoryRow, LogitsRow, RunRow } from '../../../src/store/records.ts'
 * @import { Evidence } from '../evidence.ts'
 */

/** @typedef {{ runs: RunRow, columns: ColumnRow, history: HistoryRow, logits: LogitsRow, heldOut: HeldOutRow, features: FeaturesRow }} Rows */

/** A folder a task and seed: what its runs left behind, so that other rankings can be tried without training again. */
const FOLDER = path.join(ROOT, '.cache/bench-quality');

/** A sample's label where it has none. */
const NO_LABEL = 65_535;

/** Labels of a task, the same for whoever judges them. */
const LABELS = ['given', 'true'];

/** Of a trained run; its history is one an epoch, `history-1` and so on. */
const TRAINED = ['logits', 'features'];

/** Of a probe; the files have `probe-` before. */
const PROBE = ['logits', 'heldOut'];

const folderOf = (/** @type {string} */ task, /** @type {number} */ seed) => path.join(FOLDER, `${task}-${seed}`);

/**
 * In the page: one array of its newest run of a kind as base64, of the samples that it learned from or of the first ones of the data set.
 * @param {{ source: 'trained' | 'probe', name: string, first?: number }} options its name, or `history-EPOCH`, or `shape`: how many epochs
 *   and how many classes; and how many first ones
 */
async function readArray({ source, name, first }) {
  /**
   * @template T
   * @param {IDBRequest<T>} request
   * @returns {Promise<T>}
   */
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(window.indexedDB.open('second-look'));
  /**
   * @template {keyof Rows} Table
   * @param {Table} table
   * @returns {Promise<Rows[Table][]>}
   */
  const all = (table) => settled(database.transaction(table).objectStore(table).getAll());
  const run = (await all('runs')).filter((row) => row.source === source).at(-1);
  if (!run) throw new Error('there is no run');
  /**
   * @template {'history' | 'logits' | 'heldOut' | 'features'} Table
   * @param {Table} table
   */
  const own = async (table) => (await all(table)).filter(({ runId }) => runId === run.id);
  const samples = first === undefined ? run.indices : Uint32Array.from({ length: first }, (_, i) => i);
  const gather = async () => {
    if (name === 'shape') return Uint16Array.of((await own('history')).length, run.classCount);
    if (name.startsWith('history-')) {
      return (await own('history')).sort((a, b) => a.epoch - b.epoch)[Number(name.slice('history-'.length)) - 1].logits;
    }
    if (name === 'given' || name === 'true') {
      const column = (await all('columns')).find((row) => row.datasetId === run.datasetId && row.name === name);
      if (!(column?.data instanceof Uint16Array)) throw new Error(`there is no column ${name}`);
      const labels = column.data;
      return Uint16Array.from(samples, (i) => labels[i]);
    }
    const parts = await own(name === 'heldOut' ? 'heldOut' : 'logits');
    const values =
      name === 'features' ? (await own('features')).map((p) => p.features) : parts.map(({ logits }) => logits);
    const width = values[0].length / parts[0].indices.length;
    const place = new Map(Array.from(samples, (index, row) => [index, row]));
    const out = new Float32Array(samples.length * width);
    parts.forEach(({ indices }, part) =>
      indices.forEach((index, j) => {
        const row = place.get(index);
        if (row !== undefined) out.set(values[part].subarray(j * width, (j + 1) * width), row * width);
      }),
    );
    return out;
  };
  const array = await gather();
  database.close();
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return window.btoa(text);
}

/**
 * Keeps what a page's newest trained run knows: logits, features, labels, and an array an epoch of what training saw.
 * @param {Page} page
 * @param {string} task
 * @param {number} seed
 * @param {number} [first] of so many first samples; without it, of those that the run learned from
 */
export async function keepTrained(page, task, seed, first) {
  const folder = folderOf(task, seed);
  mkdirSync(folder, { recursive: true });
  const read = (/** @type {string} */ name) => readBytes(page, { source: 'trained', name, first });
  const [epochs, classCount] = new Uint16Array(Uint8Array.from(await read('shape')).buffer);
  const learned = first === undefined ? epochs : 0;
  await keepLabels(folder, read);
  const names = [...TRAINED, ...Array.from({ length: learned }, (_, e) => `history-${e + 1}`)];
  for (const name of names) writeFileSync(path.join(folder, name), await read(name));
  writeFileSync(path.join(folder, 'shape.json'), JSON.stringify({ epochs: learned, classCount }));
}

/**
 * Keeps what a page's probe says of the labels, in the end and held out.
 * @param {Page} page
 * @param {string} task
 * @param {number} seed
 * @throws Error where the labels are not those that were kept of the task
 */
export async function keepProbe(page, task, seed) {
  const folder = folderOf(task, seed);
  mkdirSync(folder, { recursive: true });
  const read = (/** @type {string} */ name) => readBytes(page, { source: 'probe', name });
  await keepLabels(folder, read);
  for (const name of PROBE) writeFileSync(path.join(folder, `probe-${name}`), await read(name));
}

/** @param {Page} page @param {Parameters<typeof readArray>[0]} options */
const readBytes = async (page, options) => Buffer.from(await page.evaluate(readArray, options), 'base64');

/** @param {string} folder @param {(name: string) => Promise<Buffer>} read */
async function keepLabels(folder, read) {
  for (const name of LABELS) {
    const [file, labels] = [path.join(folder, name), await read(name)];
    if (existsSync(file) && !readFileSync(file).equals(labels))
      throw new Error(`The ${name} labels are others than those in ${file}: remove the folder to measure anew.`);
    writeFileSync(file, labels);
  }
}

/**
 * What was kept of a task and seed, or undefined.
 * @param {string} task
 * @param {number} seed
 * @returns {Evidence | undefined}
 */
export function readEvidence(task, seed) {
  const folder = folderOf(task, seed);
  if (!existsSync(path.join(folder, 'shape.json'))) return undefined;
  const { epochs, classCount } = JSON.parse(readFileSync(path.join(folder, 'shape.json'), 'utf8'));
  const read = (/** @type {string} */ name) => new Uint8Array(readFileSync(path.join(folder, name))).buffer;
  const [probeLogits, heldOut] = PROBE.map((name) =>
    existsSync(path.join(folder, `probe-${name}`)) ? new Float32Array(read(`probe-${name}`)) : undefined,
  );
  const given = new Uint16Array(read('given'));
  return {
    probe: probeLogits && { logits: probeLogits, heldOut },
    logits: new Float32Array(read('logits')),
    features: new Float32Array(read('features')),
    given,
    // Labels as they are, of which nobody knows the true ones, are taken for right.
    true: new Uint16Array(read('true')).map((label, i) => (label === NO_LABEL ? given[i] : label)),
    history: Array.from({ length: epochs }, (_, e) => new Float32Array(read(`history-${e + 1}`))),
    classCount,
    epochs: epochs * (TASKS.some(({ name, folds }) => name === task && folds) ? 0.5 : 1),
  };
}
