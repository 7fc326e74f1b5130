import type { DrawSvg } from '../contracts/importer.ts';

/** Sides of an SVG that says no size, pixels. */
const DEFAULT_SIDE = 256;

/** Browsers give no page the pixels of what holds a piece of a web page. */
const FOREIGN = 'it holds a foreignObject, whose pixels the browser does not give';

/**
 * Draws an SVG by an image of the page, where scripts in it never run and nothing outside it is fetched.
 * @throws Error 'the browser cannot draw it', or that it holds a foreignObject
 */
export const drawSvg: DrawSvg = async (file, width, height) => {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const [w, h] = [width || image.naturalWidth || DEFAULT_SIDE, height || image.naturalHeight || DEFAULT_SIDE];
    const canvas = new OffscreenCanvas(w, h);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0, w, h);
    if (!givesPixels(context)) throw new Error(FOREIGN);
    return canvas.transferToImageBitmap();
  } catch (error) {
    if (error instanceof Error && error.message === FOREIGN) throw error;
    throw new Error('the browser cannot draw it', { cause: error });
  } finally {
    URL.revokeObjectURL(url);
  }
};

function givesPixels(context: OffscreenCanvasRenderingContext2D): boolean {
  try {
    context.getImageData(0, 0, 1, 1);
    return true;
  } catch {
    return false;
  }
}
