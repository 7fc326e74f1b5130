import type { DrawSvg } from '../contracts/importer.ts';

/** Sides of an SVG that says no size, pixels. */
const DEFAULT_SIDE = 256;

/**
 * Draws an SVG by an image of the page, where scripts in it never run and nothing outside it is fetched.
 * @throws Error 'the browser cannot draw it'
 */
export const drawSvg: DrawSvg = async (file, width, height) => {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const [w, h] = [width || image.naturalWidth || DEFAULT_SIDE, height || image.naturalHeight || DEFAULT_SIDE];
    const canvas = new OffscreenCanvas(w, h);
    canvas.getContext('2d')!.drawImage(image, 0, 0, w, h);
    return canvas.transferToImageBitmap();
  } catch (error) {
    throw new Error('the browser cannot draw it', { cause: error });
  } finally {
    URL.revokeObjectURL(url);
  }
};
