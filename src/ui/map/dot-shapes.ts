/** What a dot looks like: a disc, and a shape of its own for each thing that a person can decide, in the order of `REVIEWED`. */
export const DOT_SHAPES = ['disc', 'diamond', 'square', 'cross', 'triangle'] as const;

/** A shape in whole pixels, as runs of them. */
export interface Dot {
  width: number;
  /** Row, first column and the one behind the last of each run, one after another. */
  runs: Uint8Array;
}

/** Whether a point of the square −1 … 1, y downwards, is inside each shape. */
const INSIDE: Record<(typeof DOT_SHAPES)[number], (x: number, y: number) => boolean> = {
  disc: (x, y) => x * x + y * y <= 1,
  diamond: (x, y) => Math.abs(x) + Math.abs(y) <= 1.05,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.85,
  cross: (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) <= 0.42,
  triangle: (x, y) => y <= 0.85 && Math.abs(x) <= (y + 1) * 0.55,
};

const dots = new Map<string, Dot>();

/** A shape of this width, pixels. @param shape its place in `DOT_SHAPES` */
export function dotOf(width: number, shape: number): Dot {
  const key = `${width} ${shape}`;
  const known = dots.get(key);
  if (known) return known;
  const inside = INSIDE[DOT_SHAPES[shape]];
  const radius = width / 2;
  const isIn = (x: number, y: number): boolean => inside((x + 0.5) / radius - 1, (y + 0.5) / radius - 1);
  const runs: number[] = [];
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      if (!isIn(x, y)) continue;
      const from = x;
      while (x < width && isIn(x, y)) x++;
      runs.push(y, from, x);
    }
  }
  const dot = { width, runs: Uint8Array.from(runs) };
  dots.set(key, dot);
  return dot;
}
