import type { DrawSvg } from '../../src/contracts/importer.ts';
import type { Fit } from '../../src/core/dataset/types.ts';
import { pictureKind, type ReadableKind } from '../../src/core/formats/picture-kind.ts';
import type { Original } from '../../src/store/originals.ts';
import { plainPng } from './plain-png.ts';
import { Shrinker, type Region } from './shrink.ts';

/** Bytes of a file that tell what kind of picture it is. */
const HEAD = 16_384;

/** What a picture is to become. */
export interface PictureBox {
  /** Pixels. */
  width: number;
  height: number;
  fit: Fit;
  /** A CSS colour: what shows through transparent pictures and beside padded ones. */
  background: string;
}

/** A picture made to fit, and the size it came in. */
export interface FittedPicture {
  /** box.height × box.width × 4, row-major RGBA, opaque. */
  rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Size of the picture as it came, upright. */
  width: number;
  height: number;
}

const shrinker = new Shrinker();

/**
 * Decodes a picture and makes it fit. The first picture of an animated one; upright where its EXIF data say how it was held. Start several
 * at once: the browser decodes beside this thread.
 * @param drawSvg draws an SVG; without it none can be read
 * @throws Error with the reason, "the browser cannot decode it", where the picture cannot be read
 */
export async function decodePicture(source: Original, box: PictureBox, drawSvg?: DrawSvg): Promise<FittedPicture> {
  const { bitmap, width, height } = await decode(source, drawSvg && ((file) => drawSvgInto(file, box, drawSvg)));
  try {
    const [from, to] = regionsOf({ width, height }, box);
    return { rgba: shrinker.draw(bitmap, from, to, box), width, height };
  } finally {
    bitmap.close();
  }
}

/**
 * Decodes a picture and makes it fit as decodePicture does, but never enlarges it: of a picture smaller than the box comes what would fill
 * it, at the picture's own scale.
 * @returns the pixels, and their size
 * @throws Error with the reason, where the picture cannot be read; a worker reads no SVG
 */
export async function decodeWithin(source: Original, box: PictureBox): Promise<FittedPicture> {
  const { bitmap, width, height } = await decode(source);
  try {
    const size = sizeWithin({ width, height }, box);
    const [from, to] = regionsOf({ width, height }, { ...box, ...size });
    return { rgba: shrinker.draw(bitmap, from, to, { ...size, background: box.background }), ...size };
  } finally {
    bitmap.close();
  }
}

function sizeWithin(picture: { width: number; height: number }, box: PictureBox): { width: number; height: number } {
  const scales = [box.width / picture.width, box.height / picture.height];
  if (box.fit === 'squeeze') {
    return { width: Math.min(box.width, picture.width), height: Math.min(box.height, picture.height) };
  }
  const scale = Math.max(1, box.fit === 'crop' ? Math.max(...scales) : Math.min(...scales));
  return { width: sideOf(box.width / scale), height: sideOf(box.height / scale) };
}

/** The colours of opaque pixels. @returns three bytes a pixel */
export function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const pixels = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    pixels[to] = rgba[from];
    pixels[to + 1] = rgba[from + 1];
    pixels[to + 2] = rgba[from + 2];
  }
  return pixels;
}

/**
 * Decodes the whole of a picture at its own shape, to look at.
 * @param most its longer side is at most so many pixels
 * @returns an opaque bitmap, and the size that the picture came in, upright
 * @throws Error with the reason, where the picture cannot be read
 */
export async function decodeWhole(
  source: Original,
  most: number,
  background: string,
  drawSvg?: DrawSvg,
): Promise<{ bitmap: ImageBitmap; width: number; height: number }> {
  const { bitmap, width, height } = await decode(source, drawSvg && ((file) => drawSvg(file, 0, 0)));
  try {
    const scale = Math.min(1, most / Math.max(width, height));
    const box = { width: sideOf(width * scale), height: sideOf(height * scale), background };
    const whole = { x: 0, y: 0, width, height };
    const rgba = shrinker.draw(bitmap, whole, { ...box, x: 0, y: 0 }, box);
    return { bitmap: await createImageBitmap(new ImageData(rgba, box.width, box.height)), width, height };
  } finally {
    bitmap.close();
  }
}

/**
 * Decodes a picture pixel for pixel, to measure it.
 * @param background a CSS colour that shows through where it is transparent
 * @throws Error with the reason, where the picture cannot be read; a worker reads no SVG
 */
export async function decodePixels(file: Blob, background: string): Promise<FittedPicture> {
  const { bitmap, width, height } = await decode({ file });
  try {
    const whole = { x: 0, y: 0, width, height };
    return { rgba: shrinker.draw(bitmap, whole, whole, { width, height, background }), width, height };
  } finally {
    bitmap.close();
  }
}

/** Which part of a picture is drawn, and where in the box. */
function regionsOf(picture: { width: number; height: number }, box: PictureBox): [from: Region, to: Region] {
  const { width, height } = picture;
  const whole = { x: 0, y: 0, width, height };
  const all = { x: 0, y: 0, width: box.width, height: box.height };
  if (box.fit === 'squeeze') return [whole, all];
  const scales = [box.width / width, box.height / height];
  if (box.fit === 'crop') {
    const scale = Math.max(...scales);
    return [centred(box.width / scale, box.height / scale, whole), all];
  }
  const scale = Math.min(...scales);
  const { x, y, ...size } = centred(sideOf(width * scale), sideOf(height * scale), all);
  return [whole, { x: Math.floor(x), y: Math.floor(y), ...size }];
}

/** A region in the middle of another. */
function centred(width: number, height: number, within: Region): Region {
  return { x: (within.width - width) / 2, y: (within.height - height) / 2, width, height };
}

const sideOf = (length: number): number => Math.max(1, Math.round(length));

type Decoded = { bitmap: ImageBitmap | VideoFrame; width: number; height: number };

async function decode(source: Original, drawSvg?: (file: Blob) => Promise<ImageBitmap>): Promise<Decoded> {
  if ('file' in source) {
    const frame = source.bytes && (await plainPng(source.bytes));
    if (frame) return { bitmap: frame, width: frame.displayWidth, height: frame.displayHeight };
  }
  const bitmap = 'pixels' in source ? await bitmapOf(source) : await decodeFile(source.file, drawSvg);
  return { bitmap, width: bitmap.width, height: bitmap.height };
}

async function decodeFile(file: Blob, drawSvg?: (file: Blob) => Promise<ImageBitmap>): Promise<ImageBitmap> {
  let refusal: unknown;
  try {
    return await createImageBitmap(file);
  } catch (error) {
    refusal = error;
  }
  // Looked at only now, since a browser knows at once the kinds that nearly all pictures are.
  const kind = await kindOf(file);
  if (kind === 'TIFF') return bitmapOf(await (await import('./decode-tiff.ts')).decodeTiff(file));
  if (kind !== 'SVG') throw new Error('the browser cannot decode it', { cause: refusal });
  if (!drawSvg) throw new Error('an SVG is drawn by a page only', { cause: refusal });
  return drawSvg(file);
}

/** Whether a file is an SVG. */
export async function isSvg(file: Blob): Promise<boolean> {
  return (await kindOf(file)) === 'SVG';
}

/** The kind of a picture by its first bytes; undefined for what cannot be read. */
async function kindOf(file: Blob): Promise<ReadableKind | undefined> {
  const kind = pictureKind(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  return kind && 'readable' in kind ? kind.readable : undefined;
}

/** Draws an SVG as large as it will be seen, whatever size it says. */
async function drawSvgInto(file: Blob, box: PictureBox, drawSvg: DrawSvg): Promise<ImageBitmap> {
  if (box.fit === 'squeeze') return drawSvg(file, box.width, box.height);
  const own = await drawSvg(file, 0, 0);
  const { width, height } = own;
  own.close();
  const [x, y] = [box.width / width, box.height / height];
  const scale = box.fit === 'crop' ? Math.max(x, y) : Math.min(x, y);
  return drawSvg(file, sideOf(width * scale), sideOf(height * scale));
}

function bitmapOf(picture: { pixels: Uint8Array; width: number; height: number }): Promise<ImageBitmap> {
  const { pixels, width, height } = picture;
  const image = new ImageData(width, height);
  const channels = pixels.length / (width * height);
  for (let from = 0, to = 0; to < image.data.length; from += channels, to += 4) {
    image.data[to] = pixels[from];
    image.data[to + 1] = pixels[from + 1];
    image.data[to + 2] = pixels[from + 2];
    image.data[to + 3] = channels === 4 ? pixels[from + 3] : 255;
  }
  return createImageBitmap(image);
}
