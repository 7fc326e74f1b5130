import path from 'node:path';
import sharp from 'sharp';

/**
 * @import { Page, ViewportSize } from 'playwright'
 * @import { StageName } from '../../src/ui/events/app-events.ts'
 */

/** @typedef {ReturnType<typeof openCamera>} Camera */

/** Sizes of the window that every state is photographed in, CSS pixels. */
export const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

/** A phone, and what 1280×720 is at twice its size, for the states that have least room. */
export const SMALL = [
  { width: 390, height: 844 },
  { width: 640, height: 360 },
];

/** A large screen, for the states that have most to gain from it. */
export const LARGE = { width: 3840, height: 2160 };

/** In the page: whether the grid, where there is one, has drawn all that is in sight. */
function isDrawn() {
  const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
  return !((stage?.renderRoot?.querySelector('look-grid')?.pending ?? 0) > 0);
}

/** In the page: two frames, after which canvases have followed a new size or theme. */
function twoFrames() {
  return new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve)));
}

/**
 * Photographs a page.
 * @param {Page} page
 * @param {string} out folder of the pictures
 */
export function openCamera(page, out) {
  const camera = {
    page,
    /** Pictures taken so far. */
    taken: 0,
    /**
     * The page as it stands, in both themes at one size: NAME-light-1280.png and so on.
     * @param {string} name
     * @param {ViewportSize} size
     */
    async take(name, size) {
      await page.setViewportSize(size);
      for (const theme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.evaluate(twoFrames);
        await page.waitForFunction(isDrawn);
        const picture = sharp(await page.screenshot());
        // 256 colours take a third of the room, and no eye tells.
        const file = path.join(out, `${name}-${theme}-${size.width}.png`);
        await picture.png({ palette: true, quality: 90, dither: 0 }).toFile(file);
        camera.taken += 1;
      }
    },
    /**
     * The page as it stands, at each of the sizes.
     * @param {string} name
     */
    async takeAll(name, sizes = SIZES) {
      console.error(name);
      for (const size of sizes) await camera.take(name, size);
    },
    /**
     * Shows a stage of the flow.
     * @param {StageName} stage
     */
    async goTo(stage) {
      await page.evaluate((to) => (window.location.hash = `#/${to}`), stage);
      await page.evaluate(twoFrames);
      await page.waitForTimeout(300);
    },
  };
  return camera;
}
