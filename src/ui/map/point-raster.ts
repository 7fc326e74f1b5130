import type { MapCamera } from './map-camera.ts';

/** Dots wider than this are no easier to see, device pixels. */
const WIDEST = 24;

/** What is drawn, in the order to draw it: later ones lie on top. */
export interface DrawList {
  /** Places of the map. */
  places: Uint32Array;
  /** Colour of each, as a little-endian RGBA word. */
  inks: Uint32Array;
  /** From this one on a dot is larger and has a rim: the samples picked. */
  rimmedFrom: number;
  /** Colour of the rim. */
  rim: number;
}

/**
 * Draws points into pixels: opaque dots, each a few runs of words. 60,000 take a few milliseconds without a GPU, where as many
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
    const { places, inks, rimmedFrom, rim } = list;
    this.words.fill(background);
    const width = Math.min(WIDEST, Math.max(1, Math.round(size)));
    const dot = dotOf(width);
    for (let at = 0; at < rimmedFrom; at++) this.stamp(points, places[at], inks[at], camera, dot);
    const line = Math.max(1, Math.round(width / 4));
    const [outer, inner] = [dotOf(width + 2 + 2 * line), dotOf(width + 2)];
    for (let at = rimmedFrom; at < places.length; at++) this.stamp(points, places[at], rim, camera, outer);
    for (let at = rimmedFrom; at < places.length; at++) this.stamp(points, places[at], inks[at], camera, inner);
  }

  private stamp(points: Float32Array, place: number, ink: number, camera: MapCamera, dot: Dot): void {
    const { width, height, words } = this;
    const left = Math.round(points[place * 2] * camera.scale + camera.left - dot.width / 2);
    const top = Math.round(camera.top - points[place * 2 + 1] * camera.scale - dot.width / 2);
    // NaN fails here too.
    if (!(left > -dot.width && top > -dot.width && left < width && top < height)) return;
    for (let y = 0; y < dot.width; y++) {
      if (top + y < 0 || top + y >= height) continue;
      const row = (top + y) * width;
      const from = Math.max(0, left + dot.from[y]);
      const end = Math.min(width, left + dot.width - dot.from[y]);
      for (let x = from; x < end; x++) words[row + x] = ink;
    }
  }
}

/** A disc: how far each of its rows is inset. */
interface Dot {
  width: number;
  from: Uint8Array;
}

const dots = new Map<number, Dot>();

function dotOf(width: number): Dot {
  const known = dots.get(width);
  if (known) return known;
  const radius = width / 2;
  const from = Uint8Array.from({ length: width }, (_, y) => {
    const half = Math.sqrt(Math.max(0, radius * radius - (y + 0.5 - radius) ** 2));
    return Math.min(Math.floor(width / 2), Math.max(0, Math.round(radius - half)));
  });
  const dot = { width, from };
  dots.set(width, dot);
  return dot;
}
