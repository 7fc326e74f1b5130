// How quick the explorer is: `npm run bench -- explorer [SAMPLES]` fills a fresh browser with that many synthetic pictures
// (default 60,000), scores them at random, and prints one line of JSON: frames while scrolling and zooming, view changes,
// the computing in them, keystrokes to the next picture, and a reload to the filled grid.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { DIST, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';

/** How often each change of the view is measured. */
const VIEW_ROUNDS = 7;

/** In the page: writes shards, columns, a run and two scores in the store's own form. */
async function fill(count) {
  const database = await new Promise((resolve, reject) => {
    const request = window.indexedDB.open('second-look');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const write = (table, rows) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(table, 'readwrite');
      for (const row of rows) transaction.objectStore(table).put(row);
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
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
  const column = (name, data) => ({ datasetId: 1, name, data });
  await write('columns', [
    ...['imported', 'given', 'current'].map((name) => column(name, labels)),
    column('true', new Uint16Array(count).fill(0xffff)),
    column('tags', new Uint32Array(count).fill(1)),
    column('excluded', new Uint8Array(count)),
    column('reviewed', new Uint8Array(count)),
    column('run/1/predicted', predicted),
    column('run/1/confidence', scores()),
  ]);
  const run = {
    id: 1,
    datasetId: 1,
    name: 'synthetic',
    createdAt: 1,
    seed: 1,
    backendWanted: 'wasm',
    workersWanted: 1,
  };
  const recipe = { name: 'standard', network: 'small', epochs: 1, batch: 128, microBatch: 64, schedule: [] };
  const learned = { indices: new Uint32Array(0), labels: new Uint16Array(0), classCount: 10, status: 'trained' };
  await write('runs', [{ ...run, ...learned, recipe, epochs: [], elapsedMs: 1 }]);
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

/** In the page: milliseconds between frames while the grid scrolls so many pixels a frame. */
export async function scroll({ perFrame, frames }) {
  const stage = document.querySelector('look-app').renderRoot.querySelector('look-explore-stage');
  const scroller = stage.renderRoot.querySelector('look-grid').renderRoot.querySelector('.scroller');
  const times = [];
  await new Promise((resolve) => {
    let last = 0;
    const step = (now) => {
      if (last) times.push(now - last);
      last = now;
      scroller.scrollTop += perFrame;
      if (times.length < frames) window.requestAnimationFrame(step);
      else resolve();
    };
    window.requestAnimationFrame(step);
  });
  return times;
}

/** In the page: makes the tiles as small as they get, so that as many as possible are in sight. */
async function shrink() {
  const stage = document.querySelector('look-app').renderRoot.querySelector('look-explore-stage');
  const grid = stage.renderRoot.querySelector('look-grid');
  grid.dispatchEvent(new window.CustomEvent('look-zoom', { detail: 16 }));
  await stage.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 500));
  while (grid.pending > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** In the page: sets a view and tells how long until stage and counts are there, drawn, and every picture in sight. */
async function changeView(name) {
  const views = {
    all: (view) => view,
    ranked: (view) => view.matchTags('processed').sortBy('insights.mistakenness', { reverse: true }),
    narrowed: (view) => view.matchLabel('given', ['cat', 'dog']).matchRange('hardness', 0.2, 0.8).sortBy('hardness'),
  };
  const stage = document.querySelector('look-app').renderRoot.querySelector('look-explore-stage');
  const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  await frame();
  const start = performance.now();
  window.look.session.view = views[name](window.look.dataset.view());
  await Promise.resolve();
  await stage.updateComplete;
  await stage.renderRoot.querySelector('look-explore-sidebar').updateComplete;
  const updated = performance.now() - start;
  await frame();
  await frame();
  const painted = performance.now() - start;
  const grid = stage.renderRoot.querySelector('look-grid');
  while (grid.pending > 0) await frame();
  return { updated, painted, complete: performance.now() - start };
}

/**
 * In the page: milliseconds of filter, sort and every facet's and the shown histogram's counts together, from nothing known. Each
 * view is a new one, with bounds of its own.
 */
async function compute(rounds) {
  const stage = document.querySelector('look-app').renderRoot.querySelector('look-explore-stage');
  const sidebar = stage.renderRoot.querySelector('look-explore-sidebar');
  const { model } = sidebar;
  const { table } = window.look.dataset;
  const times = [];
  for (let k = 0; k < rounds; k++) {
    const view = window.look.dataset
      .view()
      .matchLabel('given', ['cat', 'dog', 'frog', 'ship'])
      .matchRange('hardness', 0.1 + k / 1000, 0.9)
      .matchTags('processed')
      .sortBy('insights.mistakenness', { reverse: true });
    const start = performance.now();
    const { length } = view.indices;
    const facets = model.facets(table).map((facet) => model.count(table, view.stages, facet));
    const bins = model.bins(table, view.stages, 'insights.mistakenness');
    times.push(performance.now() - start);
    if (length === 0 || facets.length < 4 || bins.all.length === 0) throw new Error('nothing was counted');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times;
}

/** In the page: milliseconds from the key K to the frame in which the next sample is looked at, its picture drawn. */
async function keystrokes(count) {
  const stage = document.querySelector('look-app').renderRoot.querySelector('look-explore-stage');
  const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  const { session } = window.look;
  session.selected = session.view.indices[0];
  await frame();
  await frame();
  const times = [];
  for (let k = 0; k < count; k++) {
    const before = session.selected;
    await frame();
    const start = performance.now();
    document.dispatchEvent(
      new window.KeyboardEvent('keydown', { key: 'k', bubbles: true, composed: true, cancelable: true }),
    );
    const grid = stage.renderRoot.querySelector('look-grid');
    while (session.selected === before || grid.selected !== session.selected || grid.pending > 0) await frame();
    await frame();
    times.push(performance.now() - start);
    // The edit is in the store as well before the next one.
    while (session.journal.length <= k) await frame();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return times;
}

/** In the page: milliseconds between frames while tiles grow and shrink between 16 and 256 pixels, by a step a frame. */
async function zoomFrames(frames) {
  const stage = document.querySelector('look-app').renderRoot.querySelector('look-explore-stage');
  const grid = stage.renderRoot.querySelector('look-grid');
  const times = [];
  await new Promise((resolve) => {
    let last = 0;
    const step = (now) => {
      if (last) times.push(now - last);
      last = now;
      const size = Math.round(64 * 4 ** Math.sin(times.length / 20));
      grid.dispatchEvent(new window.CustomEvent('look-zoom', { detail: size }));
      if (times.length < frames) window.requestAnimationFrame(step);
      else resolve();
    };
    window.requestAnimationFrame(step);
  });
  return times;
}

/** In the page, as it loads: notes when the grid has drawn all that is in sight, milliseconds after navigation began. */
function watchFill() {
  const look = () => {
    const stage = document.querySelector('look-app')?.renderRoot?.querySelector('look-explore-stage');
    const grid = stage?.renderRoot?.querySelector('look-grid');
    if (grid?.indices.length > 0 && grid.pending === 0 && grid.hasUpdated) {
      window.requestAnimationFrame(() => (window.filledAt = performance.now()));
    } else window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
}

const round = (value) => Math.round(value * 10) / 10;

export function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => round(sorted[Math.floor(share * (sorted.length - 1))]);
  return { median_ms: at(0.5), p95_ms: at(0.95), most_ms: at(1), count: times.length };
}

/** Runs the benchmark. @param args number of samples */
export async function bench([samples = '60000']) {
  const count = Number(samples);
  buildIfOld();
  const server = await serveFolder(DIST);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  try {
    const page = context.pages()[0];
    await page.goto(server.url);
    await page.waitForFunction(() => window.look?.session.datasets);
    await page.evaluate(fill, count);
    await page.goto(`${server.url}#/explore`);
    await page.reload();
    await page.waitForFunction(() => window.look?.session.dataset);
    await page.waitForFunction(() => {
      const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
      return stage?.renderRoot?.querySelector('look-grid')?.pending === 0;
    });
    await page.addInitScript(watchFill);
    const reloads = [];
    for (let k = 0; k < 5; k++) {
      await page.reload();
      reloads.push(await (await page.waitForFunction(() => window.filledAt)).jsonValue());
    }
    const result = {
      samples: count,
      load: round(os.loadavg()[0]),
      reload: quantiles(reloads),
      compute: quantiles(await page.evaluate(compute, 20)),
      scroll: {},
      views: {},
    };
    result.key = quantiles(await page.evaluate(keystrokes, 30));
    result.zoom = quantiles(await page.evaluate(zoomFrames, 240));
    for (const [name, perFrame] of [
      ['slow', 20],
      ['fast', 150],
      ['flung', 2000],
    ]) {
      result.scroll[name] = quantiles(await page.evaluate(scroll, { perFrame, frames: 240 }));
    }
    const changes = { ranked: [], narrowed: [], all: [] };
    for (let k = 0; k < VIEW_ROUNDS; k++) {
      for (const [name, times] of Object.entries(changes)) {
        times.push(await page.evaluate(changeView, name));
        if (k === 0 && name === 'ranked') {
          result.scroll.ranked = quantiles(await page.evaluate(scroll, { perFrame: 150, frames: 240 }));
        }
      }
    }
    for (const [name, times] of Object.entries(changes)) {
      const of = (key) => quantiles(times.map((time) => time[key]));
      result.views[name] = { updated: of('updated'), painted: of('painted'), complete: of('complete') };
    }
    await page.evaluate(shrink);
    result.scroll.smallest = quantiles(await page.evaluate(scroll, { perFrame: 20, frames: 240 }));
    console.log(JSON.stringify(result));
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
