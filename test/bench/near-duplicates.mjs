// Which copies are found among real pictures: `npm run bench -- near-duplicates [--pictures 10000] [--copies 200]` plants altered copies of
// CIFAR-10 pictures, as many of each kind, and prints how many of each are found at three similarities, how many pairs of pictures none
// of which is planted are (CIFAR-10 has near duplicates of its own), and how long it took on one core without WebAssembly.
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { importBundled } from './support/bundle.mjs';
import { table } from './support/figures.mjs';
import { hasRealPictures, realPictures } from './support/real-pictures.mjs';

/**
 * @import { Sharp } from 'sharp'
 * @import { NearRun } from './picture-quality/near-run.ts'
 */

const RUN = path.join(import.meta.dirname, 'picture-quality/near-run.ts');
const SIDE = 32;
const LEAST = [0.97, 0.92, 0.85];

const open = (/** @type {Uint8Array} */ pixels, side = SIDE) =>
  sharp(pixels, { raw: { width: side, height: side, channels: 3 } });

/** @param {Uint8Array} pixels @param {number} right @param {number} down */
const moved = async (pixels, right, down) => {
  const wider = { left: 4, right: 4, top: 4, bottom: 4, extendWith: /** @type {const} */ ('copy') };
  const large = await open(pixels).extend(wider).raw().toBuffer();
  return open(large, SIDE + 8).extract({ left: 4 - right, top: 4 - down, width: SIDE, height: SIDE });
};

/** @param {Uint8Array} pixels @param {number} share @param {number} seed where the crop lies */
const cropped = async (pixels, share, seed) => {
  const large = await open(pixels).resize(256, 256, { kernel: 'cubic' }).raw().toBuffer();
  const width = Math.round(256 * share);
  const left = seed % (257 - width);
  const top = (seed * 7) % (257 - width);
  return open(large, 256).extract({ left, top, width, height: width }).resize(SIDE, SIDE);
};

/** @type {Record<string, (pixels: Uint8Array, seed: number) => Sharp | Promise<Sharp>>} */
const KINDS = {
  'shifted by 1': (pixels, seed) => moved(pixels, seed % 2 ? 1 : -1, seed % 3 ? 1 : 0),
  'shifted by 2': (pixels, seed) => moved(pixels, seed % 2 ? 2 : -2, (seed % 5) - 2),
  'shifted by 3': (pixels, seed) => moved(pixels, (seed % 7) - 3, seed % 2 ? 3 : -3),
  'cropped to 90 %': (pixels, seed) => cropped(pixels, 0.9, seed),
  'cropped to 80 %': (pixels, seed) => cropped(pixels, 0.8, seed),
  'JPEG, quality 60': async (pixels) => sharp(await open(pixels).jpeg({ quality: 60 }).toBuffer()),
  '10 % brighter': (pixels) => open(pixels).linear(1.1, 0),
  '10 % darker': (pixels) => open(pixels).linear(0.9, 0),
  mirrored: (pixels) => open(pixels).flop(),
  'mirrored, shifted by 1': async (pixels) => moved(await open(pixels).flop().raw().toBuffer(), 1, -1),
  'shifted by 2, JPEG': async (pixels) => sharp(await (await moved(pixels, 2, 1)).jpeg({ quality: 60 }).toBuffer()),
};

/** @param {string[]} argv */
export async function bench(argv) {
  const { values } = parseArgs({
    args: argv,
    options: { pictures: { type: 'string', default: '10000' }, copies: { type: 'string', default: '200' } },
  });
  const [count, copies] = [Number(values.pictures), Number(values.copies)];
  if (!hasRealPictures()) {
    console.log('The real pictures are not beside the repository (../shared/data).');
    return;
  }
  const pictures = await realPictures(count);
  const sourceOf = (/** @type {number} */ j) => Math.floor((j * count) / copies);
  for (const make of Object.values(KINDS)) {
    for (let j = 0; j < copies; j++) {
      const copy = await make(pictures[sourceOf(j)], j * 31 + 7);
      pictures.push(await copy.removeAlpha().raw().toBuffer());
    }
  }
  const { findNear } = await importBundled(RUN);
  /** @type {NearRun} */
  const { pairs, ms } = findNear(pictures);
  const original = (/** @type {number} */ i) => (i < count ? i : sourceOf((i - count) % copies));
  const at = LEAST.map((least) => pairs.filter(({ similarity }) => similarity >= least));
  const rows = Object.keys(KINDS).map((kind, k) => {
    const own = (/** @type {number} */ i) => i >= count + k * copies && i < count + (k + 1) * copies;
    // A copy counts as found where it is paired with its original or another copy of it.
    const found = at.map((some) => {
      const same = some.filter(({ a, b }) => original(a) === original(b));
      return new Set(same.flatMap(({ a, b }) => [a, b]).filter(own)).size;
    });
    return [kind, ...found.map((n) => `${((100 * n) / copies).toFixed(1)} %`)];
  });
  const real = at.map((some) => String(some.filter(({ b }) => b < count).length));
  console.log(table(['copies', ...LEAST.map((least) => `alike from ${least}`)], rows));
  console.log(table(['pairs none of which is planted', ...LEAST.map(String)], [['', ...real]]));
  console.log(JSON.stringify({ pictures: pictures.length, ...ms, real: pairs.filter(({ b }) => b < count) }));
}
