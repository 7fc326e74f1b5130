import { expBelow } from './exp';
import { doubleAt, floatAt, labelAt, setDouble, sumOf, within } from './rows';

/**
 * See followLabels: one epoch's n rows of k logits, read to a whole vector beyond the last row's end, and their labels; what is
 * counted and summed of each so far. `exps` holds a row.
 */
export function followLabels(
  logits: usize,
  labels: usize,
  n: i32,
  k: i32,
  seen: usize,
  wrong: usize,
  forgotten: usize,
  known: usize,
  margin: usize,
  first: usize,
  sum: usize,
  squares: usize,
  exps: usize,
): void {
  const none = f32x4.splat(-Infinity);
  const start = i32x4(0, 1, 2, 3);
  const tail = k & ~3;
  for (let i = 0; i < n; i++) {
    const row = logits + ((<usize>i * k) << 2);
    const label = labelAt(labels, i);
    if (label >= k) continue;
    const given = floatAt(row, label);
    let best = none;
    for (let c = 0; c < k; c += 4) {
      const classes = i32x4.add(start, i32x4.splat(c));
      const z = v128.load(row + (<usize>c << 2));
      const others = v128.bitselect(z, none, i32x4.ne(classes, i32x4.splat(label)));
      best = f32x4.pmax(best, c < tail ? others : within(others, none, classes, k));
    }
    const halves = f32x4.pmax(best, i32x4.shuffle(best, best, 2, 3, 0, 1));
    const other = f32x4.extract_lane(f32x4.pmax(halves, i32x4.shuffle(halves, halves, 1, 0, 3, 2)), 0);
    const top = f32x4.splat(given > other ? given : other);
    let total = f32x4.splat(0);
    for (let c = 0; c < tail; c += 4) {
      const e = expBelow(f32x4.sub(v128.load(row + (<usize>c << 2)), top));
      v128.store(exps + (<usize>c << 2), e);
      total = f32x4.add(total, e);
    }
    if (tail < k) {
      const z = within(v128.load(row + (<usize>tail << 2)), none, i32x4.add(start, i32x4.splat(tail)), k);
      const e = expBelow(f32x4.sub(z, top));
      v128.store(exps + (<usize>tail << 2), e);
      total = f32x4.add(total, e);
    }
    const probability = <f64>(floatAt(exps, label) / sumOf(total));
    if (isNaN(probability)) continue;
    let right = given > other;
    if (given == other) {
      let c = 0;
      while (floatAt(row, c) != given) c++;
      right = c == label;
    }
    const at = <usize>i << 1;
    const epochs = load<u16>(seen + at);
    if (epochs == 0) setDouble(first, i, probability);
    store<u16>(seen + at, epochs + 1);
    if (!right) {
      store<u16>(wrong + at, load<u16>(wrong + at) + 1);
      store<u16>(forgotten + at, load<u16>(forgotten + at) + load<u16>(known + at));
    }
    store<u16>(known + at, <u16>right);
    const step = probability - doubleAt(first, i);
    setDouble(margin, i, doubleAt(margin, i) + <f64>(given - other));
    setDouble(sum, i, doubleAt(sum, i) + step);
    setDouble(squares, i, doubleAt(squares, i) + step * step);
  }
}
