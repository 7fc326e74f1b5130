/**
 * @import { DatasetRow, OriginalsRow } from '../../../src/store/records.ts'
 * @import { LookGrid } from '../../../src/ui/grid/grid.ts'
 */

/**
 * In the page, on what `fill` wrote: gives every sample a photo of 500×375 as its original, in the store's own form; 250 different ones.
 * @param {number} count of pictures
 */
export async function addPhotos(count) {
  const canvas = new window.OffscreenCanvas(500, 375);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('there is no canvas');
  /** @type {Blob[]} */
  const files = [];
  for (let k = 0; k < 250; k++) {
    const sky = context.createLinearGradient(0, 0, 500, 375);
    sky.addColorStop(0, `hsl(${k * 7}, 60%, 40%)`);
    sky.addColorStop(1, `hsl(${k * 13}, 80%, 70%)`);
    context.fillStyle = sky;
    context.fillRect(0, 0, 500, 375);
    for (let spot = 0; spot < 600; spot++) {
      context.fillStyle = `hsla(${Math.random() * 360}, 50%, 50%, 0.4)`;
      context.fillRect(Math.random() * 500, Math.random() * 375, Math.random() * 40, Math.random() * 40);
    }
    files.push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }));
  }
  const bytes = new Blob(files);
  const offsets = new Float64Array(files.length + 1);
  files.forEach((file, k) => (offsets[k + 1] = offsets[k] + file.size));
  /** @type {IDBDatabase} */
  const database = await new Promise((resolve, reject) => {
    const request = window.indexedDB.open('second-look');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  /** @type {DatasetRow['originalBlocks']} */
  const originalBlocks = [];
  const transaction = database.transaction(['datasets', 'originals'], 'readwrite');
  for (let start = 0; start < count; start += files.length) {
    const id = originalBlocks.length + 1;
    /** @type {OriginalsRow} */
    const row = { id, datasetId: 1, bytes, offsets };
    transaction.objectStore('originals').put(row);
    originalBlocks.push({ id, start, count: Math.min(files.length, count - start) });
  }
  const datasets = transaction.objectStore('datasets');
  datasets.get(1).onsuccess = ({ target }) => {
    const { result } = /** @type {IDBRequest<DatasetRow>} */ (target);
    datasets.put({ ...result, fit: 'crop', originals: 'store', originalBlocks });
  };
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
}

/**
 * In the page: goes to places of the grid far from one another and tells how long until every tile there has a picture, and how long until
 * it has the photo, from when the place was gone to.
 * @param {number} rounds
 */
export async function restTimes(rounds) {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  const grid = /** @type {LookGrid} */ (stage?.renderRoot.querySelector('look-grid'));
  const scroller = grid.renderRoot.querySelector('.scroller');
  const surface = grid['surface'];
  if (!scroller || !surface) throw new Error('there is no grid');
  const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  /** @type {{ blank: number[], sharp: number[] }} */
  const times = { blank: [], sharp: [] };
  for (let k = 0; k < rounds; k++) {
    const start = performance.now();
    scroller.scrollTop = ((k * 7 + 3) % 20) * 0.05 * scroller.scrollHeight;
    await frame();
    await frame();
    while (surface.pending > 0) await frame();
    times.blank.push(performance.now() - start);
    while (surface.coarse > 0) await frame();
    times.sharp.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return times;
}

/**
 * In the page: gives tiles a size, and waits until all in sight have their photos.
 * @param {number} tile CSS pixels
 */
export async function tileSize(tile) {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  const grid = /** @type {LookGrid} */ (stage?.renderRoot.querySelector('look-grid'));
  grid.dispatchEvent(new window.CustomEvent('look-zoom', { detail: tile }));
  await stage?.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 500));
  while ((grid['surface']?.coarse ?? 1) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
