/**
 * @import { ColumnName, ColumnRow, DatasetRow, RunRow, ScoreRow, ShardRow } from '../../../src/store/records.ts'
 */

/** @typedef {{ shards: ShardRow, columns: ColumnRow, runs: RunRow, scores: ScoreRow, datasets: DatasetRow }} Rows */

/**
 * In the page: writes shards, columns, a run and two scores in the store's own form.
 * @param {number} count of pictures
 */
export async function fill(count) {
  /** @type {IDBDatabase} */
  const database = await new Promise((resolve, reject) => {
    const request = window.indexedDB.open('second-look');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  /**
   * @template {keyof Rows} Table
   * @param {Table} table
   * @param {Rows[Table][]} rows
   * @returns {Promise<void>}
   */
  const write = (table, rows) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(table, 'readwrite');
      for (const row of rows) transaction.objectStore(table).put(row);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  /** @type {DatasetRow['shards']} */
  const shards = [];
  for (let start = 0; start < count; start += 1000) {
    const size = Math.min(1000, count - start);
    // Beyond 60 blocks the same pictures come again: a million of their own would take 3 GB of disk.
    const id = (shards.length % 60) + 1;
    if (shards.length < 60) {
      const bytes = new Uint8Array(1000 * 3072);
      for (let i = 0; i < 1000; i++) {
        const [r, g, b] = [random() * 255, random() * 255, random() * 255];
        for (let p = 0; p < 1024; p++) bytes.set([r + (p & 31), g + (p >> 5), b], i * 3072 + p * 3);
      }
      await write('shards', [{ id, datasetId: 1, bytes }]);
    }
    shards.push({ id, start, count: size });
  }
  const labels = Uint16Array.from({ length: count }, () => random() * 10);
  const predicted = labels.map((label) => (random() < 0.7 ? label : random() * 10));
  const scores = () => Float32Array.from({ length: count }, random);
  /**
   * @param {ColumnName} name
   * @param {ColumnRow['data']} data
   * @returns {ColumnRow}
   */
  const column = (name, data) => ({ datasetId: 1, name, data });
  await write('columns', [
    .../** @type {const} */ (['imported', 'given', 'current']).map((name) => column(name, labels)),
    column('true', new Uint16Array(count).fill(0xffff)),
    column('tags', new Uint32Array(count).fill(1)),
    column('excluded', new Uint8Array(count)),
    column('reviewed', new Uint8Array(count)),
    column('run/1/predicted', predicted),
    column('run/1/confidence', scores()),
  ]);
  const recipe = {
    name: 'standard',
    network: /** @type {const} */ ('small'),
    epochs: 1,
    batch: 128,
    microBatch: 64,
    momentum: 0.9,
    weightDecay: 5e-4,
    schedule: [],
    augment: { pad: 0, flip: false, cutout: 0 },
  };
  await write('runs', [
    {
      id: 1,
      source: 'trained',
      datasetId: 1,
      name: 'synthetic',
      createdAt: 1,
      seed: 1,
      backendWanted: 'wasm',
      workersWanted: 1,
      indices: new Uint32Array(0),
      labels: new Uint16Array(0),
      classCount: 10,
      status: 'trained',
      recipe,
      epochs: [],
      elapsedMs: 1,
    },
  ]);
  /**
   * @param {string} key
   * @param {ScoreRow['method']} method
   * @returns {ScoreRow}
   */
  const score = (key, method) => {
    return { runId: 1, key, datasetId: 1, method, computedAt: 1, values: scores(), judged: labels };
  };
  await write('scores', [score('mistakenness', 'mistakenness_logits'), score('hardness', 'hardness')]);
  await write('datasets', [
    {
      id: 1,
      name: 'Synthetic',
      source: 'bench',
      format: 'synthetic',
      createdAt: 1,
      sampleCount: count,
      width: 32,
      height: 32,
      fit: 'squeeze',
      background: '#ffffff',
      originals: 'shards',
      originalBlocks: [],
      normalisation: { mean: [125, 125, 125], deviation: [64, 64, 64] },
      retired: [],
      annotators: [],
      classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
      splits: [
        { name: 'train', start: 0, count: Math.floor(count * 0.8) },
        { name: 'test', start: Math.floor(count * 0.8), count: count - Math.floor(count * 0.8) },
      ],
      tags: ['processed'],
      fields: [],
      shards,
      ready: 1,
    },
  ]);
  database.close();
  window.localStorage.setItem('second-look:open', '1');
}
