// What a backbone sees in the first pictures of CIFAR-10, so that a probe can be fitted to any labels of them without a page.
import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfOld, ROOT } from '../../../scripts/setup.mjs';
import { openPage } from '../quality/page.mjs';

/** @import { EmbeddingRow } from '../../../src/store/records.ts' */

const FOLDER = path.join(ROOT, '.cache/bench-roots');

/** Pictures. */
const TAKE = 10_000;

/** In the page: imports the archive that lies in its file input and has the backbone see its first pictures. @param {number} take */
async function see(take) {
  const { look } = window;
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#walkthrough-files'));
  const dataset = await look.importFiles([...(input.files ?? [])]);
  const view = dataset.view().matchSplit('train').limit(take);
  await look.findSuspects({ probe: { side: 96 }, view, predict: view, score: view, scores: [] });
}

/**
 * In the page: one part of the features as base64, or undefined behind the last one.
 * @param {number} part
 */
async function readPart(part) {
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
  const store = database.transaction('embeddings').objectStore('embeddings');
  const keys = await settled(store.getAllKeys());
  if (part >= keys.length) return undefined;
  /** @type {EmbeddingRow} */
  const { roots } = await settled(store.get(keys[part]));
  database.close();
  const bytes = new Uint8Array(roots.buffer, roots.byteOffset, roots.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return window.btoa(text);
}

/**
 * The stored square roots of the features of the first pictures, n×d, and their labels.
 * @param {string | undefined} archive path; needed once
 * @throws Error where there is none yet and no archive
 */
export async function readRoots(archive) {
  const files = ['roots', 'labels'].map((name) => path.join(FOLDER, name));
  if (!files.every((file) => existsSync(file))) await keepRoots(files, archive);
  const [roots, labels] = files.map((file) => new Uint16Array(new Uint8Array(readFileSync(file)).buffer));
  return { roots, labels };
}

/**
 * @param {string[]} files paths
 * @param {string} [archive] path
 */
async function keepRoots([rootsFile, labelsFile], archive) {
  if (!archive) throw new Error('Name the archive of CIFAR-10: npm run bench -- honesty cifar-10-binary.tar.gz');
  buildIfOld();
  const { page, close } = await openPage({ backend: 'wasm' }, archive);
  try {
    await page.evaluate(see, TAKE);
    const parts = [];
    for (let part = 0; ; part++) {
      const text = await page.evaluate(readPart, part);
      if (text === undefined) break;
      parts.push(Buffer.from(text, 'base64'));
    }
    const labels = await page.evaluate((take) => [...window.look.dataset.table.current.subarray(0, take)], TAKE);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(labelsFile, Uint16Array.from(labels));
    writeFileSync(rootsFile, Buffer.concat(parts));
  } finally {
    await close();
  }
}
