import { describe, expect, it } from 'vitest';
import { PointRaster } from '../../../src/ui/map/point-raster.ts';

const [BACK, RED, BLUE, RIM] = [0xff000000, 0xff0000ff, 0xffff0000, 0xffffffff];
const camera = { scale: 10, left: 10, top: 10 };

/** What is drawn of points at these places, later ones on top. */
function draw(points: number[], inks: number[], rimmedFrom = inks.length, shapes = inks.map(() => 0)): Uint32Array {
  const raster = new PointRaster(20, 20);
  const places = Uint32Array.from(inks.keys());
  const list = { places, inks: Uint32Array.from(inks), shapes: Uint8Array.from(shapes), rimmedFrom, rim: RIM };
  raster.draw(Float32Array.from(points), list, camera, 4, BACK);
  return new Uint32Array(raster.image.data.buffer);
}

const count = (words: Uint32Array, ink: number): number => words.filter((word) => word === ink).length;

describe('dots', () => {
  it('are round, in their place, and y grows upwards', () => {
    const words = draw([0.5, 0.5], [RED]);
    expect(count(words, RED)).toBe(12);
    expect(words[5 * 20 + 15]).toBe(RED);
    expect(words[3 * 20 + 13]).toBe(BACK);
  });

  it('lie on each other in the order given, those picked with a rim around them', () => {
    expect(count(draw([0, 0, 0, 0], [RED, BLUE]), RED)).toBe(0);
    const picked = draw([0, 0, 0, 0], [RED, BLUE], 1);
    expect(picked[10 * 20 + 10]).toBe(BLUE);
    expect(count(picked, BLUE)).toBeGreaterThan(12);
    expect(count(picked, RIM)).toBeGreaterThan(8);
  });

  it('of what a person decided have a shape of their own each, with a rim, and keep their colour', () => {
    const pictures = [0, 1, 2, 3, 4].map((shape) => draw([0, 0], [RED], 1, [shape]));
    const rims = pictures.map((words) => count(words, RIM));
    expect(rims[0]).toBe(0);
    for (const [shape, words] of pictures.entries()) {
      expect(count(words, RED), `${shape}`).toBeGreaterThan(8);
      if (shape > 0) expect(rims[shape], `${shape}`).toBeGreaterThan(8);
      // No two are drawn alike.
      for (const other of pictures.slice(0, shape)) expect([...words]).not.toEqual([...other]);
    }
  });

  it('are cut off at the edges and never come in again at the other side, and samples without a place are not drawn', () => {
    const words = draw([1, 0, -1, 0, 0, 1, 0, -1, 5, 5, NaN, NaN], [RED, RED, RED, RED, BLUE, BLUE]);
    expect(count(words, BLUE)).toBe(0);
    // Half of each of four dots.
    expect(count(words, RED)).toBe(24);
    expect(words[9 * 20]).toBe(RED);
    expect(words[9 * 20 + 19]).toBe(RED);
    expect(words[0]).toBe(BACK);
  });
});
