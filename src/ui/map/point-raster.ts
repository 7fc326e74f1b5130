import { dotOf, type Dot } from './dot-shapes.ts';
import type { MapCamera } from './map-camera.ts';

/** Dots wider than this are no easier to see, device pixels. */
const WIDEST = 24;

/** A shape of its own is told from a disc from this width on, device pixels. */
const SHAPED_FROM = 7;

/** What is drawn, in the order to draw it: later ones lie on top. */
export interface DrawList {
  /** Places of the map. */
  places: Uint32Array;
  /** Colour of each, as a little-endian RGBA word. */
  inks: Uint32Array;
  /** Shape of each, as its place in `DOT_SHAPES`; any but a disc has a thin rim. */
  shapes: Uint8Array;
  /** From this one on a dot is larger and has a rim: the samples picked. */
  rimmedFrom: number;
  /** Colour of the rim. */
  rim: number;
}

/**
 * Draws points into pixels: opaque dots and shapes, each a few runs of words. 60,000 take a few milliseconds without a GPU, where as many
 * arcs on a canvas take a hundred and WebGL in software 36.
 */
export class PointRaster {
  readonly image: ImageData;
  private readonly words: Uint32Array;

  /** @param width of the canvas, device pixels */
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.image = new ImageData(width, height);
    this.words = new Uint32Array(this.image.data.buffer);
  }

  /**
   * @param points n×2 map points
   * @param size width of a dot, device pixels
   * @param background as a little-endian RGBA word
   */
  draw(points: Float32Array, list: DrawList, camera: MapCamera, size: number, background: number): void {
    const { places, inks, shapes, rimmedFrom, rim } = list;
    this.words.fill(background);
    const width = Math.min(WIDEST, Math.max(1, Math.round(size)));
    const line = Math.max(1, Math.round(width / 4));
    const widthOf = (at: number): number =>
      (shapes[at] === 0 ? width : Math.max(SHAPED_FROM, width + 2)) + (at < rimmedFrom ? 0 : 2);
    const stamp = (at: number, ink: number, wider: number): void =>
      this.stamp(points, places[at], ink, camera, dotOf(widthOf(at) + 2 * wider, shapes[at]));
    for (let at = 0; at < rimmedFrom; at++) {
      if (shapes[at] !== 0) stamp(at, rim, Math.ceil(line / 2));
      stamp(at, inks[at], 0);
    }
    for (let at = rimmedFrom; at < places.length; at++) stamp(at, rim, line);
    for (let at = rimmedFrom; at < places.length; at++) stamp(at, inks[at], 0);
  }

  private stamp(points: Float32Array, place: number, ink: number, camera: MapCamera, dot: Dot): void {
    const { width, height, words } = this;
    const left = Math.round(points[place * 2] * camera.scale + camera.left - dot.width / 2);
    const top = Math.round(camera.top - points[place * 2 + 1] * camera.scale - dot.width / 2);
    // NaN fails here too.
    if (!(left > -dot.width && top > -dot.width && left < width && top < height)) return;
    const { runs } = dot;
    for (let run = 0; run < runs.length; run += 3) {
      const y = top + runs[run];
      if (y < 0 || y >= height) continue;
      const row = y * width;
      const from = Math.max(0, left + runs[run + 1]);
      const end = Math.min(width, left + runs[run + 2]);
      for (let x = from; x < end; x++) words[row + x] = ink;
    }
  }
}
