/** Which part of the plane a canvas shows: a map point (x, y) lies at pixel (x·scale + left, top − y·scale). */
export interface MapCamera {
  /** Pixels a unit of the map. */
  scale: number;
  /** Where the map's middle lies, pixels. */
  left: number;
  top: number;
}

/** Space around a fitted map, as a share of the shorter side. */
const MARGIN = 0.04;

/** How far one can zoom, over the fitted size. */
const ZOOM_LEAST = 0.5;
const ZOOM_MOST = 200;

/** A square of the plane. */
export interface MapSquare {
  /** Its middle. */
  x: number;
  y: number;
  /** Half its side. */
  half: number;
}

/** All of −1 … 1. */
export const WHOLE: MapSquare = { x: 0, y: 0, half: 1 };

/** The camera that shows a square of the plane, by itself all of −1 … 1. */
export function fitCamera(width: number, height: number, { x, y, half } = WHOLE): MapCamera {
  const scale = Math.max(1, (Math.min(width, height) / 2 / half) * (1 - 2 * MARGIN));
  return { scale, left: width / 2 - x * scale, top: height / 2 + y * scale };
}

/** Share of the points that are left out at either end of an axis, where they lie far from the others. */
const OUTLIERS = 0.02;

/** What the others span must be so much smaller than all, or all are shown. */
const WORTH_IT = 0.8;

/**
 * The square that a map is first shown by: that of the points from the 2nd to the 98th percentile of either axis, where a few far ones would
 * press these together, else all of −1 … 1.
 * @param points n×2; NaN where a sample has no place
 */
export function squareOf(points: Float32Array): MapSquare {
  const spans = [0, 1].map((axis) => {
    const values = points.filter((value, at) => (at & 1) === axis && !Number.isNaN(value)).sort();
    if (values.length === 0) return [-1, 1];
    const last = values.length - 1;
    return [values[Math.floor(OUTLIERS * last)], values[Math.ceil((1 - OUTLIERS) * last)]];
  });
  const half = Math.max(...spans.map(([low, high]) => high - low)) / 2;
  if (!(half > 0 && half < WORTH_IT)) return WHOLE;
  const [x, y] = spans.map(([low, high]) => (low + high) / 2);
  return { x, y, half };
}

/** How large the map is shown: 1 where all of it fits. */
export const zoomOf = (camera: MapCamera, width: number, height: number): number =>
  camera.scale / fitCamera(width, height).scale;

/** Moves what is shown by so many pixels, but never all of it out of sight. */
export function panCamera(camera: MapCamera, dx: number, dy: number, width: number, height: number): MapCamera {
  const { scale } = camera;
  const within = (value: number, size: number): number => Math.min(size + 0.9 * scale, Math.max(-0.9 * scale, value));
  return { scale, left: within(camera.left + dx, width), top: within(camera.top + dy, height) };
}

/** Zooms by a factor about pixel (x, y), which stays where it is. */
export function zoomCamera(
  camera: MapCamera,
  factor: number,
  x: number,
  y: number,
  width: number,
  height: number,
): MapCamera {
  const fit = fitCamera(width, height).scale;
  const scale = Math.min(ZOOM_MOST * fit, Math.max(ZOOM_LEAST * fit, camera.scale * factor));
  const by = scale / camera.scale;
  const moved = { scale, left: x + (camera.left - x) * by, top: y + (camera.top - y) * by };
  return panCamera(moved, 0, 0, width, height);
}

/** The same part of the plane on a canvas of another size. */
export function resizeCamera(
  camera: MapCamera,
  from: { width: number; height: number },
  to: { width: number; height: number },
): MapCamera {
  const by = fitCamera(to.width, to.height).scale / fitCamera(from.width, from.height).scale;
  return {
    scale: camera.scale * by,
    left: to.width / 2 + (camera.left - from.width / 2) * by,
    top: to.height / 2 + (camera.top - from.height / 2) * by,
  };
}
