/**
 * @import { View } from '../../../src/api/view.ts'
 * @import { LookExploreSidebar } from '../../../src/ui/filters/sidebar.ts'
 * @import { LookGrid } from '../../../src/ui/grid/grid.ts'
 */

/** @typedef {'all' | 'ranked' | 'narrowed'} ViewName */

/** @typedef {typeof window & { filledAt?: number }} WatchedWindow */

/**
 * In the page: milliseconds between frames while the grid scrolls so many pixels a frame.
 * @param {{ perFrame: number, frames: number }} options
 */
export async function scroll({ perFrame, frames }) {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  if (!stage) throw new Error('the explorer is not shown');
  const scroller = stage.renderRoot.querySelector('look-grid')?.renderRoot.querySelector('.scroller');
  if (!scroller) throw new Error('there is nothing to scroll');
  /** @type {number[]} */
  const times = [];
  await new Promise((resolve) => {
    let last = 0;
    const step = (/** @type {number} */ now) => {
      if (last) times.push(now - last);
      last = now;
      scroller.scrollTop += perFrame;
      if (times.length < frames) window.requestAnimationFrame(step);
      else resolve(undefined);
    };
    window.requestAnimationFrame(step);
  });
  return times;
}

/** In the page: makes the tiles as small as they get, so that as many as possible are in sight. */
export async function shrink() {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  if (!stage) throw new Error('the explorer is not shown');
  const grid = /** @type {LookGrid} */ (stage.renderRoot.querySelector('look-grid'));
  grid.dispatchEvent(new window.CustomEvent('look-zoom', { detail: 16 }));
  await stage.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 500));
  while (grid.pending > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/**
 * In the page: sets a view and tells how long until stage and counts are there, drawn, and every picture in sight.
 * @param {ViewName} name
 */
export async function changeView(name) {
  /** @type {Record<ViewName, (view: View) => View>} */
  const views = {
    all: (view) => view,
    ranked: (view) => view.matchTags('processed').sortBy('insights.mistakenness', { reverse: true }),
    narrowed: (view) => view.matchLabel('given', ['cat', 'dog']).matchRange('hardness', 0.2, 0.8).sortBy('hardness'),
  };
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  if (!stage) throw new Error('the explorer is not shown');
  const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  await frame();
  const start = performance.now();
  window.look.session.view = views[name](window.look.dataset.view());
  await Promise.resolve();
  await stage.updateComplete;
  await stage.renderRoot.querySelector('look-explore-sidebar')?.updateComplete;
  const updated = performance.now() - start;
  await frame();
  await frame();
  const painted = performance.now() - start;
  const grid = /** @type {LookGrid} */ (stage.renderRoot.querySelector('look-grid'));
  while (grid.pending > 0) await frame();
  return { updated, painted, complete: performance.now() - start };
}

/**
 * In the page: milliseconds of filter, sort and every facet's and the shown histogram's counts together, from nothing known. Each
 * view is a new one, with bounds of its own.
 * @param {number} rounds
 */
export async function compute(rounds) {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  if (!stage) throw new Error('the explorer is not shown');
  const sidebar = /** @type {LookExploreSidebar} */ (stage.renderRoot.querySelector('look-explore-sidebar'));
  // Its own, as TypeScript has it; but what it counts is what takes the time.
  const model = sidebar['model'];
  const { table } = window.look.dataset;
  /** @type {number[]} */
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

/**
 * In the page: milliseconds from the key K to the frame in which the next sample is looked at, its picture drawn.
 * @param {number} count of keystrokes
 */
export async function keystrokes(count) {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  if (!stage) throw new Error('the explorer is not shown');
  const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  const { session } = window.look;
  session.selected = session.view?.indices[0] ?? null;
  await frame();
  await frame();
  /** @type {number[]} */
  const times = [];
  for (let k = 0; k < count; k++) {
    const before = session.selected;
    await frame();
    const start = performance.now();
    document.dispatchEvent(
      new window.KeyboardEvent('keydown', { key: 'k', bubbles: true, composed: true, cancelable: true }),
    );
    const grid = /** @type {LookGrid} */ (stage.renderRoot.querySelector('look-grid'));
    while (session.selected === before || grid.selected !== session.selected || grid.pending > 0) await frame();
    await frame();
    times.push(performance.now() - start);
    // The edit is in the store as well before the next one.
    while (session.journal.length <= k) await frame();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return times;
}

/**
 * In the page: milliseconds between frames while tiles grow and shrink between 16 and 256 pixels, by a step a frame.
 * @param {number} frames
 */
export async function zoomFrames(frames) {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  if (!stage) throw new Error('the explorer is not shown');
  const grid = /** @type {LookGrid} */ (stage.renderRoot.querySelector('look-grid'));
  /** @type {number[]} */
  const times = [];
  await new Promise((resolve) => {
    let last = 0;
    const step = (/** @type {number} */ now) => {
      if (last) times.push(now - last);
      last = now;
      const size = Math.round(64 * 4 ** Math.sin(times.length / 20));
      grid.dispatchEvent(new window.CustomEvent('look-zoom', { detail: size }));
      if (times.length < frames) window.requestAnimationFrame(step);
      else resolve(undefined);
    };
    window.requestAnimationFrame(step);
  });
  return times;
}

/** In the page, as it loads: notes when the grid has drawn all that is in sight, milliseconds after navigation began. */
export function watchFill() {
  const page = /** @type {WatchedWindow} */ (window);
  const look = () => {
    const stage = document.querySelector('look-app')?.renderRoot?.querySelector('look-explore-stage');
    const grid = stage?.renderRoot?.querySelector('look-grid');
    if (grid && grid.indices.length > 0 && grid.pending === 0 && grid.hasUpdated) {
      window.requestAnimationFrame(() => (page.filledAt = performance.now()));
    } else window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
}
