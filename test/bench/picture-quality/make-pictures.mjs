import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { realPictures } from '../support/real-pictures.mjs';

/** @import { Sharp } from 'sharp' */

/** Side of the pictures that the others are made of. */
const SIDE = 32;

/**
 * Writes 300 pictures of every kind that is told apart: plain ones of several sizes, and dark, bright, blurred, grey and flat ones, of odd
 * sizes and shapes, copies to the byte and nearly so; most of them in degrees, so that some lie on either side of every threshold.
 * @param {string} folder
 * @returns {Promise<string[]>} file names in order
 */
export async function makePictures(folder) {
  const real = await realPictures(1800);
  let next = 0;
  const photo = (width = SIDE, height = width) =>
    sharp(real[next++], { raw: { width: SIDE, height: SIDE, channels: 3 } }).resize(width, height, { fit: 'fill' });
  /** Thirty pictures side by side: sharp at its full size, as a photo is. */
  const mosaic = async () => {
    const tiles = Array.from({ length: 30 }, (_, j) => ({
      input: real[next++ % real.length],
      raw: /** @type {const} */ ({ width: SIDE, height: SIDE, channels: 3 }),
      left: (j % 6) * SIDE,
      top: Math.floor(j / 6) * SIDE,
    }));
    return sharp(
      await sharp({ create: { width: 192, height: 160, channels: 3, background: '#888' } })
        .composite(tiles)
        .removeAlpha()
        .png()
        .toBuffer(),
    );
  };
  /** @type {string[]} */
  const names = [];
  const write = async (/** @type {string} */ kind, /** @type {Sharp} */ picture, type = 'png') => {
    const name = `${String(names.length).padStart(3, '0')}-${kind}.${type}`;
    names.push(name);
    const bytes = await (type === 'png' ? picture.png() : picture.jpeg({ quality: 60 })).toBuffer();
    writeFileSync(path.join(folder, name), bytes);
    return sharp(bytes);
  };
  for (let j = 0; j < 60; j++) await write('small', photo());
  for (let j = 0; j < 20; j++) await write('photo', await mosaic(), j % 2 ? 'jpg' : 'png');
  for (let j = 0; j < 30; j++) await write('sized', photo(30 + 7 * j, 30 + 5 * j));
  for (let j = 0; j < 25; j++) await write('dark', photo(48).linear(0.1 + 0.02 * j, 0));
  for (let j = 0; j < 25; j++) await write('bright', photo(48).linear(1 - 0.02 * j, 140 + 5 * j));
  for (let j = 0; j < 25; j++) await write('blurred', (await mosaic()).blur(0.5 + 0.4 * j));
  for (let j = 0; j < 15; j++) await write('grey', photo(40).greyscale().toColourspace('b-w'));
  for (let j = 0; j < 10; j++)
    await write(
      'grey-in-colour',
      sharp(await photo(40).greyscale().toColourspace('srgb').png().toBuffer()).toColourspace('srgb'),
    );
  for (let j = 0; j < 15; j++) {
    const channel = 4 + 16 * j;
    const background = { r: channel, g: 255 - channel, b: 90 };
    await write('flat', sharp({ create: { width: 40, height: 40, channels: 3, background } }));
  }
  for (let j = 0; j < 15; j++) await write('few-tones', photo(40).linear(0.02 * j, 100));
  for (let j = 0; j < 10; j++) await write('odd-size', photo(j < 5 ? 500 + 100 * j : 2 + j));
  for (let j = 0; j < 20; j++) await write('odd-shape', photo(100, 20 + 2 * j));
  for (let j = 0; j < 15; j++) {
    const first = await write('copied', photo(36));
    const second = first.clone();
    await write('copy', j < 5 ? second : second.jpeg({ quality: 60 }), j < 5 ? 'png' : 'jpg');
  }
  return names;
}
