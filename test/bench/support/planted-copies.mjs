import sharp from 'sharp';

/** @import { Sharp } from 'sharp' */

const SIDE = 32;

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

/** What the copies are, in the order in which they are planted. */
export const COPY_KINDS = Object.keys(KINDS);

/**
 * Some pictures with altered copies of them behind, all of one kind and then of the next.
 * @param {readonly Uint8Array[]} pictures 32 × 32 × 3 bytes each
 * @param {number} copies of each kind, spread over the pictures
 * @returns the pictures, and which of the first ones each is or is a copy of
 */
export async function plantCopies(pictures, copies) {
  const count = pictures.length;
  const sourceOf = (/** @type {number} */ j) => Math.floor((j * count) / copies);
  /** @type {Uint8Array[]} */
  const all = [...pictures];
  for (const make of Object.values(KINDS)) {
    for (let j = 0; j < copies; j++) {
      const copy = await make(pictures[sourceOf(j)], j * 31 + 7);
      all.push(await copy.removeAlpha().raw().toBuffer());
    }
  }
  return { pictures: all, original: all.map((_, i) => (i < count ? i : sourceOf((i - count) % copies))) };
}

/**
 * Which share of the copies of each kind is in a pair with its original or another copy of it, "98.5 %".
 * @param {readonly { a: number, b: number }[]} pairs
 * @param {readonly number[]} original of each picture, see `plantCopies`
 * @param {number} count pictures that are no copies
 * @param {number} copies of each kind
 */
export function sharesFound(pairs, original, count, copies) {
  const paired = new Set(pairs.filter(({ a, b }) => original[a] === original[b]).flatMap(({ a, b }) => [a, b]));
  return COPY_KINDS.map((_, kind) => {
    const from = count + kind * copies;
    const found = Array.from({ length: copies }, (_, j) => from + j).filter((i) => paired.has(i)).length;
    return `${((100 * found) / copies).toFixed(1)} %`;
  });
}
