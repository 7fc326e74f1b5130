/** Cells along each side. */
const SIDE = 128;

/** A box of the map. */
export interface MapBox {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Finds points of a map by where they are: a grid of cells over −1 … 1, each with the places in it. */
export class PointIndex {
  private readonly starts = new Uint32Array(SIDE * SIDE + 1);
  private readonly places: Uint32Array;

  /** @param points n×2 within −1 … 1; those that are not numbers are never found */
  constructor(private readonly points: Float32Array) {
    const n = points.length / 2;
    const cells = new Int32Array(n);
    for (let place = 0; place < n; place++) {
      const [x, y] = [points[place * 2], points[place * 2 + 1]];
      cells[place] = Number.isNaN(x) || Number.isNaN(y) ? -1 : row(y) * SIDE + row(x);
      if (cells[place] >= 0) this.starts[cells[place] + 1] += 1;
    }
    for (let cell = 0; cell < SIDE * SIDE; cell++) this.starts[cell + 1] += this.starts[cell];
    this.places = new Uint32Array(this.starts[SIDE * SIDE]);
    const next = this.starts.slice();
    for (let place = 0; place < n; place++) if (cells[place] >= 0) this.places[next[cells[place]]++] = place;
  }

  /** Calls `visit` with every place in a box. */
  each({ left, right, bottom, top }: MapBox, visit: (place: number, x: number, y: number) => void): void {
    for (let r = row(bottom); r <= row(top); r++) {
      const [first, end] = [this.starts[r * SIDE + row(left)], this.starts[r * SIDE + row(right) + 1]];
      for (let at = first; at < end; at++) {
        const place = this.places[at];
        const [x, y] = [this.points[place * 2], this.points[place * 2 + 1]];
        if (x >= left && x <= right && y >= bottom && y <= top) visit(place, x, y);
      }
    }
  }

  /** The nearest place to (x, y) within `radius` that passes, or −1. */
  nearest(x: number, y: number, radius: number, passes: (place: number) => boolean): number {
    let [best, least] = [-1, radius * radius];
    this.each({ left: x - radius, right: x + radius, bottom: y - radius, top: y + radius }, (place, px, py) => {
      const away = (px - x) ** 2 + (py - y) ** 2;
      if (away <= least && passes(place)) [best, least] = [place, away];
    });
    return best;
  }

  /** The places inside a closed line, by the even-odd rule. @param line m×2 corners, m ≥ 3 */
  inside(line: ArrayLike<number>): number[] {
    const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
    for (let at = 0; at < line.length; at += 2) {
      box.left = Math.min(box.left, line[at]);
      box.right = Math.max(box.right, line[at]);
      box.bottom = Math.min(box.bottom, line[at + 1]);
      box.top = Math.max(box.top, line[at + 1]);
    }
    const found: number[] = [];
    if (line.length < 6) return found;
    this.each(box, (place, x, y) => {
      if (isInside(line, x, y)) found.push(place);
    });
    return found;
  }
}

/** Number of the row or column of cells that a coordinate lies in. */
const row = (value: number): number => Math.min(SIDE - 1, Math.max(0, Math.floor(((value + 1) / 2) * SIDE)));

function isInside(line: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, before = line.length - 2; at < line.length; before = at, at += 2) {
    const [ax, ay, bx, by] = [line[at], line[at + 1], line[before], line[before + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
