import { PIXELS, SIDE } from './thumbnails.ts';

/** Cells a side, and directions that edges are told apart by. */
const CELLS = 4;
const DIRECTIONS = 8;

/** Numbers a picture. */
export const DESCRIPTOR_SIZE = CELLS * CELLS * DIRECTIONS;

/** From so many pictures on, what all have in common is taken away. */
const ENOUGH = 100;

/**
 * Describes pictures by where their edges lie and how they run (histograms of gradients, Dalal and Triggs, CVPR 2005, in 4 × 4 cells that
 * overlap), the mean over all pictures taken away; equal for a picture and its mirror image, and little changed by a shift, a crop,
 * another brightness or another encoding.
 */
export class EdgeDescriber {
  private readonly rows: Float32Array;
  private readonly cells = new Float64Array(DESCRIPTOR_SIZE);

  /** @param count samples of the data set */
  constructor(count: number) {
    this.rows = new Float32Array(count * DESCRIPTOR_SIZE).fill(NaN);
  }

  /** Takes a picture in: 32 × 32 greys, row-major. */
  add(index: number, grey: Uint8Array): void {
    edgesOf(grey, this.cells);
    mirrorFree(this.cells, this.rowOf(index));
  }

  /** Takes a picture out again. */
  leaveOut(index: number): void {
    this.rowOf(index).fill(NaN);
  }

  /** count × 128; NaN in the rows of pictures that were not taken in. Once, at the end. */
  result(): Float32Array {
    const { rows } = this;
    const mean = new Float64Array(DESCRIPTOR_SIZE);
    let described = 0;
    for (let at = 0; at < rows.length; at += DESCRIPTOR_SIZE) {
      if (Number.isNaN(rows[at])) continue;
      described += 1;
      for (let j = 0; j < DESCRIPTOR_SIZE; j++) mean[j] += rows[at + j];
    }
    // The mean of a few says nothing: two pictures alone would be opposites.
    if (described >= ENOUGH) for (let j = 0; j < rows.length; j++) rows[j] -= mean[j % DESCRIPTOR_SIZE] / described;
    return rows;
  }

  private rowOf(index: number): Float32Array {
    return this.rows.subarray(index * DESCRIPTOR_SIZE, (index + 1) * DESCRIPTOR_SIZE);
  }
}

/** Of each pixel's row or column: the first of the two cells that it belongs to, −1 before the first one, and how much it belongs to the other. */
const FIRST = Int8Array.from({ length: SIDE }, (_, at) => Math.floor(placeOf(at)));
const NEXT = Float64Array.from({ length: SIDE }, (_, at) => placeOf(at) - Math.floor(placeOf(at)));

function placeOf(at: number): number {
  return ((at + 0.5) * CELLS) / SIDE - 0.5;
}

/** Root of the strength of the edges by cell row, cell column and direction. */
function edgesOf(grey: Uint8Array, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < PIXELS; i++) {
    const [x, y] = [i % SIDE, (i - (i % SIDE)) / SIDE];
    const dx = x > 0 && x < SIDE - 1 ? grey[i + 1] - grey[i - 1] : 0;
    const dy = y > 0 && y < SIDE - 1 ? grey[i + SIDE] - grey[i - SIDE] : 0;
    if (dx === 0 && dy === 0) continue;
    const strength = Math.sqrt(dx * dx + dy * dy);
    const turn = (Math.atan2(dy, dx) / (2 * Math.PI) + 1) * DIRECTIONS;
    const one = Math.floor(turn);
    const share = turn - one;
    for (let down = 0; down < 2; down++) {
      const row = FIRST[y] + down;
      if (row < 0 || row >= CELLS) continue;
      const high = strength * (down === 0 ? 1 - NEXT[y] : NEXT[y]);
      for (let right = 0; right < 2; right++) {
        const column = FIRST[x] + right;
        if (column < 0 || column >= CELLS) continue;
        const weight = high * (right === 0 ? 1 - NEXT[x] : NEXT[x]);
        const at = (row * CELLS + column) * DIRECTIONS;
        out[at + (one % DIRECTIONS)] += weight * (1 - share);
        out[at + ((one + 1) % DIRECTIONS)] += weight * share;
      }
    }
  }
  for (let j = 0; j < DESCRIPTOR_SIZE; j++) out[j] = Math.sqrt(out[j]);
}

/** Sums and differences of each cell and the one that a mirror puts in its place. */
function mirrorFree(cells: Float64Array, out: Float32Array): void {
  let place = 0;
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS / 2; column++) {
      const here = (row * CELLS + column) * DIRECTIONS;
      const there = (row * CELLS + CELLS - 1 - column) * DIRECTIONS;
      for (let direction = 0; direction < DIRECTIONS; direction++) {
        const mirrored = (DIRECTIONS + DIRECTIONS / 2 - direction) % DIRECTIONS;
        const [a, b] = [cells[here + direction], cells[there + mirrored]];
        out[place++] = a + b;
        out[place++] = Math.abs(a - b);
      }
    }
  }
}
