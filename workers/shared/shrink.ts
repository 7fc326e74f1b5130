/** A part of a picture, pixels. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Side of the canvases that are kept: what larger pictures need is let go at once. */
const KEPT_SIDE = 1024;

/**
 * Draws pictures at other sizes. A browser's own drawing leaves out pixels where it shrinks a picture much, or not, as it likes; so a
 * picture is halved, each pixel the mean of four, until less than half of it is to go. As fast as one step of Chromium's best.
 */
export class Shrinker {
  private readonly kept: OffscreenCanvasRenderingContext2D[] = [];

  /**
   * Draws a part of a picture into a part of a box.
   * @param to whole pixels
   * @param box its size, and what shows beside and through the picture
   * @returns height × width × 4 of the box, row-major RGBA, opaque
   */
  draw(
    picture: CanvasImageSource,
    from: Region,
    to: Region,
    box: { width: number; height: number; background: string },
  ): Uint8ClampedArray<ArrayBuffer> {
    let source = picture;
    let { x, y, width, height } = from;
    let turn = 0;
    while (width >= 2 * to.width || height >= 2 * to.height) {
      const half = {
        width: width >= 2 * to.width ? Math.ceil(width / 2) : Math.ceil(width),
        height: height >= 2 * to.height ? Math.ceil(height / 2) : Math.ceil(height),
      };
      const context = this.clean(turn, half.width, half.height, box.background);
      context.drawImage(source, x, y, width, height, 0, 0, half.width, half.height);
      source = context.canvas;
      [x, y] = [0, 0];
      ({ width, height } = half);
      turn = 1 - turn;
    }
    const context = this.clean(turn, box.width, box.height, box.background);
    // A picture that is much too small keeps its pixels visible.
    context.imageSmoothingEnabled = to.width < 2 * width || to.height < 2 * height;
    context.drawImage(source, x, y, width, height, to.x, to.y, to.width, to.height);
    return context.getImageData(0, 0, box.width, box.height).data as Uint8ClampedArray<ArrayBuffer>;
  }

  /** A canvas with at least so much of it in one colour. */
  private clean(turn: number, width: number, height: number, colour: string): OffscreenCanvasRenderingContext2D {
    const large = width > KEPT_SIDE || height > KEPT_SIDE;
    const context = large ? newContext(width, height) : (this.kept[turn] ??= newContext(KEPT_SIDE, KEPT_SIDE));
    context.imageSmoothingEnabled = true;
    // The best of some browsers rings or blurs; halves need no more than the mean of neighbours.
    context.imageSmoothingQuality = 'low';
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    return context;
  }
}

function newContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  return new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true })!;
}
