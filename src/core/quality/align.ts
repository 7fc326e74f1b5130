import { PIXELS, SIDE } from './thumbnails.ts';

/** How one picture lies on another. */
export interface Alignment {
  mirrored: boolean;
  /** How many pixels of the other one pixel is. */
  scale: number;
  /** How much of the picture both show, 0 … 1. */
  overlap: number;
  /** Correlation of the greys there, −1 … 1. */
  correlation: number;
  /** What the worst of 16 parts has of unexplained variance, over the variance of the whole; 0 where they are the same. */
  worst: number;
}

/** Sizes tried beside its own, as parts of the other picture. */
const SCALES = [0.9, 1 / 0.9, 0.8, 1.25];

/** Half the side: at this size the picture is moved about first. */
const HALF = SIDE / 2;
const REACH = 2;

const STEPS = 8;
const MIDDLE = (SIDE - 1) / 2;

/** Unknowns of a step: contrast, brightness, two moves, growth. */
const UNKNOWNS = 5;

/**
 * Lays one picture on another by shift, size and mirror, so that they agree as well as they can: first on half the size at a few places,
 * then by least squares as in Lucas and Kanade, IJCAI 1981, contrast and brightness left free.
 */
export class Aligner {
  private readonly a = new Float32Array(PIXELS);
  private readonly b = new Float32Array(PIXELS);
  private readonly flipped = new Uint8Array(PIXELS);
  private readonly halfA = new Int32Array(HALF * HALF);
  private readonly halfB = new Int32Array(HALF * HALF);
  private readonly alongX = new Float32Array(PIXELS);
  private readonly alongY = new Float32Array(PIXELS);
  private readonly system = new Float64Array(UNKNOWNS * (UNKNOWNS + 1));
  private readonly columns = new Int32Array(HALF);
  private readonly row = new Float64Array(UNKNOWNS + 1);

  /**
   * @param a greys, 32 × 32 row-major @param b the same of another
   * @param least where no place on half the size reaches this correlation, nothing more is tried
   * @returns null where they do not lie on each other
   */
  align(a: Uint8Array, b: Uint8Array, least: number): Alignment | null {
    halve(a, this.halfA);
    let best = { correlation: -1, x: 0, y: 0, scale: 1, mirrored: false };
    const tryAround = (scale: number, mirrored: boolean, toX: number, toY: number, reach: number): void => {
      for (let y = toY - reach; y <= toY + reach; y++) {
        for (let x = toX - reach; x <= toX + reach; x++) {
          const correlation = this.roughly(scale, x, y);
          if (correlation > best.correlation) best = { correlation, x, y, scale, mirrored };
        }
      }
    };
    for (let i = 0; i < PIXELS; i++) this.flipped[i] = b[i + SIDE - 1 - 2 * (i % SIDE)];
    for (const mirrored of [false, true]) {
      halve(mirrored ? this.flipped : b, this.halfB);
      tryAround(1, mirrored, 0, 0, REACH);
    }
    // A copy of another size agrees somewhat at this one too.
    if (best.correlation < least - 0.25) return null;
    const { mirrored, x, y } = best;
    if (!mirrored) halve(b, this.halfB);
    for (const scale of SCALES) tryAround(scale, mirrored, x, y, 1);
    if (best.correlation < least) return null;
    smooth(a, this.a);
    smooth(mirrored ? this.flipped : b, this.b);
    return this.refine(best.scale, best.x * 2, best.y * 2, mirrored);
  }

  /** Correlation on half the size, of the other picture at a size and place. */
  private roughly(scale: number, moveX: number, moveY: number): number {
    const { halfA, halfB, columns } = this;
    const middle = (HALF - 1) / 2;
    let first = HALF;
    let last = -1;
    for (let j = 0; j < HALF; j++) {
      const column = Math.round(middle + (j - middle) * scale + moveX);
      columns[j] = column;
      if (column < 0 || column >= HALF) continue;
      first = Math.min(first, j);
      last = j;
    }
    let n = 0;
    let sumA = 0;
    let sumB = 0;
    let aa = 0;
    let bb = 0;
    let ab = 0;
    for (let y = 0; y < HALF; y++) {
      const row = Math.round(middle + (y - middle) * scale + moveY);
      if (row < 0 || row >= HALF) continue;
      const own = y * HALF;
      const other = row * HALF;
      for (let x = first; x <= last; x++) {
        const p = halfA[own + x];
        const q = halfB[other + columns[x]];
        sumA = (sumA + p) | 0;
        sumB = (sumB + q) | 0;
        aa = (aa + Math.imul(p, p)) | 0;
        bb = (bb + Math.imul(q, q)) | 0;
        ab = (ab + Math.imul(p, q)) | 0;
      }
      n += last - first + 1;
    }
    return correlationOf(n, sumA, sumB, aa, bb, ab);
  }

  private refine(scale: number, moveX: number, moveY: number, mirrored: boolean): Alignment | null {
    gradients(this.b, this.alongX, this.alongY);
    for (let step = 0; step < STEPS; step++) {
      const change = this.solve(scale, moveX, moveY);
      if (!change) return null;
      const [dx, dy, growth] = change;
      moveX += clamp(dx, 1);
      moveY += clamp(dy, 1);
      scale += clamp(growth, 0.05);
      if (scale < 0.7 || scale > 1.45 || Math.abs(moveX) > SIDE / 3 || Math.abs(moveY) > SIDE / 3) return null;
      if (Math.abs(dx) + Math.abs(dy) + SIDE * Math.abs(growth) < 0.03) break;
    }
    return this.judge(scale, moveX, moveY, mirrored);
  }

  /** One step of least squares. @returns by how much to move and grow */
  private solve(scale: number, moveX: number, moveY: number): [dx: number, dy: number, growth: number] | null {
    const { a, b, alongX, alongY, system, row } = this;
    system.fill(0);
    for (let y = 0; y < SIDE; y++) {
      const v = MIDDLE + (y - MIDDLE) * scale + moveY;
      if (v < 0 || v >= SIDE - 1) continue;
      for (let x = 0; x < SIDE; x++) {
        const u = MIDDLE + (x - MIDDLE) * scale + moveX;
        if (u < 0 || u >= SIDE - 1) continue;
        const gx = between(alongX, u, v);
        const gy = between(alongY, u, v);
        row[0] = between(b, u, v);
        row[1] = 1;
        row[2] = gx;
        row[3] = gy;
        row[4] = gx * (x - MIDDLE) + gy * (y - MIDDLE);
        row[5] = a[y * SIDE + x];
        for (let j = 0; j < UNKNOWNS; j++) {
          for (let k = j; k <= UNKNOWNS; k++) system[j * (UNKNOWNS + 1) + k] += row[j] * row[k];
        }
      }
    }
    const found = solveSymmetric(system);
    if (!found || found[0] < 0.2) return null;
    return [found[2] / found[0], found[3] / found[0], found[4] / found[0]];
  }

  /** How well they agree where they lie now. */
  private judge(scale: number, moveX: number, moveY: number, mirrored: boolean): Alignment {
    const { a, b } = this;
    const parts = new Float64Array(16 * 6);
    for (let y = 0; y < SIDE; y++) {
      const v = MIDDLE + (y - MIDDLE) * scale + moveY;
      if (v < 0 || v >= SIDE - 1) continue;
      for (let x = 0; x < SIDE; x++) {
        const u = MIDDLE + (x - MIDDLE) * scale + moveX;
        if (u < 0 || u >= SIDE - 1) continue;
        const at = 6 * ((y >> 3) * 4 + (x >> 3));
        const p = a[y * SIDE + x];
        const q = between(b, u, v);
        parts[at] += 1;
        parts[at + 1] += p;
        parts[at + 2] += q;
        parts[at + 3] += p * p;
        parts[at + 4] += q * q;
        parts[at + 5] += p * q;
      }
    }
    const [n, sumA, sumB, aa, bb, ab] = Array.from({ length: 6 }, (_, c) => {
      let sum = 0;
      for (let part = 0; part < 16; part++) sum += parts[6 * part + c];
      return sum;
    });
    const correlation = correlationOf(n, sumA, sumB, aa, bb, ab);
    const variance = aa / n - (sumA / n) ** 2;
    const gain = (ab - (sumA * sumB) / n) / (bb - (sumB * sumB) / n);
    const lift = (sumA - gain * sumB) / n;
    let worst = 0;
    for (let at = 0; at < parts.length; at += 6) {
      const [m, p, q, pp, qq, pq] = parts.subarray(at, at + 6);
      if (m < 16) continue;
      const left = pp + gain * gain * qq + m * lift * lift - 2 * gain * pq - 2 * lift * p + 2 * gain * lift * q;
      worst = Math.max(worst, left / m / variance);
    }
    return { mirrored, scale, overlap: n / PIXELS, correlation, worst };
  }
}

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

function correlationOf(n: number, sumA: number, sumB: number, aa: number, bb: number, ab: number): number {
  const spread = (aa - (sumA * sumA) / n) * (bb - (sumB * sumB) / n);
  return spread > 0 ? (ab - (sumA * sumB) / n) / Math.sqrt(spread) : 0;
}

/** Sums of two by two pixels: whole numbers, whose products over the whole picture stay within 32 bits. */
function halve(grey: Uint8Array, out: Int32Array): void {
  for (let y = 0; y < HALF; y++) {
    for (let x = 0; x < HALF; x++) {
      const at = 2 * y * SIDE + 2 * x;
      out[y * HALF + x] = grey[at] + grey[at + 1] + grey[at + SIDE] + grey[at + SIDE + 1];
    }
  }
}

/** Each pixel with its neighbours by 1, 2, 1 in both directions, so that noise of encoding counts little. */
function smooth(grey: Uint8Array, out: Float32Array): void {
  for (let y = 0; y < SIDE; y++) {
    const above = Math.max(0, y - 1) * SIDE;
    const here = y * SIDE;
    const below = Math.min(SIDE - 1, y + 1) * SIDE;
    for (let x = 0; x < SIDE; x++) {
      const [left, right] = [Math.max(0, x - 1), Math.min(SIDE - 1, x + 1)];
      const corners = grey[above + left] + grey[above + right] + grey[below + left] + grey[below + right];
      const sides = grey[above + x] + grey[below + x] + grey[here + left] + grey[here + right];
      out[here + x] = (corners + 2 * sides + 4 * grey[here + x]) / 16;
    }
  }
}

function gradients(of: Float32Array, alongX: Float32Array, alongY: Float32Array): void {
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const at = y * SIDE + x;
      const [left, right] = [x > 0 ? 1 : 0, x < SIDE - 1 ? 1 : 0];
      const [up, down] = [y > 0 ? SIDE : 0, y < SIDE - 1 ? SIDE : 0];
      alongX[at] = (of[at + right] - of[at - left]) / (left + right);
      alongY[at] = ((of[at + down] - of[at - up]) * SIDE) / (up + down);
    }
  }
}

/** The value between four pixels, linearly; x and y within 0 … 31, the last one excluded. */
function between(of: Float32Array, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - column, y - row];
  const at = row * SIDE + column;
  const top = of[at] + (of[at + 1] - of[at]) * right;
  const bottom = of[at + SIDE] + (of[at + SIDE + 1] - of[at + SIDE]) * right;
  return top + (bottom - top) * down;
}

/** Solves five equations, given the upper half of their matrix with the right side behind. @returns null where they tell too little */
function solveSymmetric(system: Float64Array): Float64Array | null {
  const width = UNKNOWNS + 1;
  for (let j = 0; j < UNKNOWNS; j++) for (let k = 0; k < j; k++) system[j * width + k] = system[k * width + j];
  for (let j = 0; j < UNKNOWNS; j++) {
    const pivot = system[j * width + j];
    if (!(pivot > 1e-6)) return null;
    for (let k = j + 1; k < UNKNOWNS; k++) {
      const factor = system[k * width + j] / pivot;
      for (let c = j; c < width; c++) system[k * width + c] -= factor * system[j * width + c];
    }
  }
  const found = new Float64Array(UNKNOWNS);
  for (let j = UNKNOWNS - 1; j >= 0; j--) {
    let value = system[j * width + UNKNOWNS];
    for (let k = j + 1; k < UNKNOWNS; k++) value -= system[j * width + k] * found[k];
    found[j] = value / system[j * width + j];
  }
  return found;
}
