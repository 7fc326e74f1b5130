import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { GROUPS } from './groups.mjs';

/** @import { Random } from '../../../src/core/dataset/random.ts' */

const require = createRequire(import.meta.url);

/** Side of the pictures as they are drawn, in pixels. */
export const SIDE = 96;

/** Names of the classes. */
export const CLASSES = Object.keys(GROUPS);

/** Colours of emoji in its set: https://iconify.design/docs/types/iconify-json.html */
const SETS = ['noto', 'twemoji', 'fluent-emoji-flat'].map((name) => require(`@iconify-json/${name}/icons.json`));

/**
 * A scene as a photo might show it: an emoji of the class in one of three styles, at some size, turned, at some place, before
 * blots of other colours.
 * @param {number} label class number @param {Random} random
 * @returns {Promise<Buffer>} SIDE × SIDE × 3, row-major HWC RGB
 */
export async function drawScene(label, random) {
  const pick = (/** @type {any[]} */ list) => list[random.int(list.length)];
  const between = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * random.float();
  const colour = () => `hsl(${random.int(360)} ${random.int(70)}% ${20 + random.int(70)}%)`;
  const emoji = pick(Object.values(GROUPS)[label].split(' '));
  const set = pick(SETS);
  const { body, width = set.width, height = set.height } = set.icons[emoji];
  const side = between(30, 66);
  const [x, y] = [between(0, SIDE - side), between(0, SIDE - side)];
  const turn = `rotate(${between(-30, 30)} ${x + side / 2} ${y + side / 2})`;
  const blots = Array.from(
    { length: 6 },
    () => `<circle cx="${random.int(SIDE)}" cy="${random.int(SIDE)}" r="${between(6, 36)}" fill="${colour()}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${SIDE}" height="${SIDE}">
    <rect width="${SIDE}" height="${SIDE}" fill="${colour()}"/>${blots.join('')}
    <g transform="${turn}"><svg x="${x}" y="${y}" width="${side}" height="${side}" viewBox="0 0 ${width} ${height}">${body}</svg></g></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
}

/**
 * The same pictures at another size.
 * @param {Buffer} pixels n × SIDE × SIDE × 3 @param {number} side
 */
export async function resize(pixels, side) {
  const size = SIDE * SIDE * 3;
  const out = Buffer.alloc((pixels.length / size) * side * side * 3);
  for (let i = 0; i * size < pixels.length; i++) {
    const one = sharp(pixels.subarray(i * size, (i + 1) * size), { raw: { width: SIDE, height: SIDE, channels: 3 } });
    (await one.resize(side, side).raw().toBuffer()).copy(out, i * side * side * 3);
  }
  return out;
}
