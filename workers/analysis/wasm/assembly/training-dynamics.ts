import { expBelow } from './exp';
import { doubleAt, floatAt, labelAt, setDouble, VECTOR } from './rows';

/** Samples at a time, one a lane. */
const LANES: i32 = 4;

/**
 * See followLabels: one epoch's n rows of k logits and their labels, both read to whole groups of four, rows to a vector beyond; what
 * is counted and summed of each so far. `columns` holds k + 3 vectors, `probabilities` and `margins` one each.
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
  columns: usize,
  probabilities: usize,
  margins: usize,
): void {
  const none = f32x4.splat(-Infinity);
  for (let i = 0; i < n; i += LANES) {
    const row = logits + ((<usize>i * k) << 2);
    transpose(row, k, columns);
    const own = i32x4.extend_low_i16x8_u(v128.load64_zero(labels + (<usize>i << 1)));
    let given = none;
    let other = none;
    for (let c = 0; c < k; c++) {
      const column = v128.load(columns + (<usize>c << 4));
      const mine = i32x4.eq(own, i32x4.splat(c));
      given = v128.bitselect(column, given, mine);
      other = f32x4.pmax(other, v128.bitselect(none, column, mine));
    }
    const top = f32x4.pmax(other, given);
    let total = f32x4.splat(0);
    for (let c = 0; c < k; c++) {
      total = f32x4.add(total, expBelow(f32x4.sub(v128.load(columns + (<usize>c << 4)), top)));
    }
    v128.store(probabilities, f32x4.div(expBelow(f32x4.sub(given, top)), total));
    v128.store(margins, f32x4.sub(given, other));
    for (let lane = 0; lane < LANES && i + lane < n; lane++) {
      const label = labelAt(labels, i + lane);
      const probability = <f64>floatAt(probabilities, lane);
      if (label >= k || isNaN(probability)) continue;
      const distance = floatAt(margins, lane);
      let right = distance > 0;
      if (distance == 0) {
        // Of several highest the first is predicted.
        const tied = row + ((<usize>lane * k) << 2);
        let c = 0;
        while (floatAt(tied, c) != floatAt(tied, label)) c++;
        right = c == label;
      }
      const sample = i + lane;
      const at = <usize>sample << 1;
      const epochs = load<u16>(seen + at);
      if (epochs == 0) setDouble(first, sample, probability);
      store<u16>(seen + at, epochs + 1);
      store<u16>(wrong + at, load<u16>(wrong + at) + <u16>!right);
      store<u16>(forgotten + at, load<u16>(forgotten + at) + (load<u16>(known + at) & <u16>!right));
      store<u16>(known + at, <u16>right);
      const step = probability - doubleAt(first, sample);
      setDouble(margin, sample, doubleAt(margin, sample) + <f64>distance);
      setDouble(sum, sample, doubleAt(sum, sample) + step);
      setDouble(squares, sample, doubleAt(squares, sample) + step * step);
    }
  }
}

/** Four rows of k floats to k vectors of four, and up to three more. */
// @ts-ignore: decorator
@inline
function transpose(row: usize, k: i32, columns: usize): void {
  const stride = <usize>k << 2;
  for (let at: usize = 0; at < stride; at += VECTOR) {
    const a = v128.load(row + at);
    const b = v128.load(row + stride + at);
    const c = v128.load(row + 2 * stride + at);
    const d = v128.load(row + 3 * stride + at);
    const lowLeft = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const lowRight = i32x4.shuffle(c, d, 0, 4, 1, 5);
    const highLeft = i32x4.shuffle(a, b, 2, 6, 3, 7);
    const highRight = i32x4.shuffle(c, d, 2, 6, 3, 7);
    v128.store(columns, i64x2.shuffle(lowLeft, lowRight, 0, 2));
    v128.store(columns, i64x2.shuffle(lowLeft, lowRight, 1, 3), 16);
    v128.store(columns, i64x2.shuffle(highLeft, highRight, 0, 2), 32);
    v128.store(columns, i64x2.shuffle(highLeft, highRight, 1, 3), 48);
    columns += 4 * VECTOR;
  }
}
