import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { WHOLE, fitCamera, panCamera, resizeCamera, squareOf, zoomCamera } from '../../../src/ui/map/map-camera.ts';
import { PointIndex } from '../../../src/ui/map/point-index.ts';

const random = new Random(1);
const points = Float32Array.from({ length: 2000 }, () => random.float() * 2 - 1);

describe('what is under the pointer', () => {
  it('is the nearest dot within reach that counts, as a search through all of them says', () => {
    const index = new PointIndex(points);
    for (let trial = 0; trial < 200; trial++) {
      const [x, y, reach] = [random.float() * 2 - 1, random.float() * 2 - 1, random.float() * 0.1];
      let [best, least] = [-1, reach];
      for (let place = 0; place < 1000; place += 2) {
        const away = Math.hypot(points[place * 2] - x, points[place * 2 + 1] - y);
        if (away <= least) [best, least] = [place, away];
      }
      expect(index.nearest(x, y, reach, (place) => place % 2 === 0)).toBe(best);
    }
  });

  it('is never a sample without a place', () => {
    const some = Float32Array.of(NaN, NaN, 0, 0, -1, -1, 1, 1);
    const index = new PointIndex(some);
    expect(index.nearest(-1, -1, 0.5, () => true)).toBe(2);
    expect(index.inside([-2, -2, 2, -2, 2, 2, -2, 2]).sort()).toEqual([1, 2, 3]);
  });
});

describe('a lasso', () => {
  it('takes what lies inside its line, a hollow one nothing from its hollow', () => {
    const index = new PointIndex(Float32Array.of(0, 0.5, 0, -0.5, 0.8, 0.8, -0.9, 0));
    // A U, open at the top: its hollow holds the point above the middle.
    const u = [-0.5, 1, -0.5, -1, 0.5, -1, 0.5, 1, 0.3, 1, 0.3, -0.3, -0.3, -0.3, -0.3, 1];
    expect(index.inside(u)).toEqual([1]);
    expect(index.inside([0, 0, 1, 1])).toEqual([]);
  });
});

describe('the camera', () => {
  it('zooms about the pointer: what is under it stays under it', () => {
    const before = fitCamera(600, 400);
    const after = zoomCamera(before, 3, 420, 130, 600, 400);
    expect((420 - after.left) / after.scale).toBeCloseTo((420 - before.left) / before.scale, 9);
    expect((after.top - 130) / after.scale).toBeCloseTo((before.top - 130) / before.scale, 9);
  });

  it('never loses the map, however far it is dragged or zoomed', () => {
    let camera = fitCamera(600, 400);
    for (let step = 0; step < 100; step++) camera = panCamera(camera, 500, 500, 600, 400);
    expect(camera.left - camera.scale).toBeLessThan(600);
    expect(camera.top - camera.scale).toBeLessThan(400);
    for (let step = 0; step < 100; step++) camera = zoomCamera(camera, 0.5, 0, 0, 600, 400);
    expect(camera.scale).toBeCloseTo(fitCamera(600, 400).scale / 2, 5);
  });

  it('shows first what most points span, and all of the map where none lie far off', () => {
    const near = Float32Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 0.5 : 0) + ((at * 37) % 100) / 1000);
    const far = Float32Array.from([...near, -1, -1, 1, 1, NaN, NaN]);
    const { x, y, half } = squareOf(far);
    expect([x, y, half].map((value) => Math.round(value * 100) / 100)).toEqual([0.55, 0.05, 0.05]);
    const camera = fitCamera(600, 400, { x, y, half });
    expect([camera.left + x * camera.scale, camera.top - y * camera.scale]).toEqual([300, 200]);
    const even = Float32Array.from({ length: 400 }, (_, at) => ((at * 37) % 200) / 100 - 1);
    expect(squareOf(even)).toBe(WHOLE);
    expect(squareOf(new Float32Array(0))).toBe(WHOLE);
    expect(squareOf(new Float32Array(20))).toBe(WHOLE);
  });

  it('keeps the middle in the middle when the pane gets another size', () => {
    const small = { width: 400, height: 400 };
    const zoomed = zoomCamera(fitCamera(400, 400), 5, 100, 300, 400, 400);
    const wide = resizeCamera(zoomed, small, { width: 900, height: 500 });
    expect((450 - wide.left) / wide.scale).toBeCloseTo((200 - zoomed.left) / zoomed.scale, 9);
    expect((wide.top - 250) / wide.scale).toBeCloseTo((zoomed.top - 200) / zoomed.scale, 9);
  });
});
