import { expBelowDouble, timesLog } from './exp';
import { doubleAt, floatAt, labelAt, setDouble, sumOfDoubles, within } from './rows';

/**
 * See softmaxRows: n rows of k logits, read to a whole vector beyond the last row's end, and their labels; out n rows of k
 * probabilities as doubles, written to a whole vector beyond the end, and n numbers each of what follows, those at `sums` and `means`
 * the parts of the entropy: the sum of the exponentials, and the mean logit below the largest.
 */
export function softmaxRows(
  logits: usize,
  labels: usize,
  n: i32,
  k: i32,
  probabilities: usize,
  predicted: usize,
  own: usize,
  other: usize,
  margins: usize,
  sums: usize,
  means: usize,
): void {
  const none = f32x4.splat(-Infinity);
  const lowest = f64x2.splat(-708);
  for (let i = 0; i < n; i++) {
    const row = logits + ((<usize>i * k) << 2);
    const out = probabilities + ((<usize>i * k) << 3);
    let first = 0;
    let highest = floatAt(row, 0);
    let runnerUp = min(1, k - 1);
    let second: f32 = -Infinity;
    for (let c = 1; c < k; c++) {
      const z = floatAt(row, c);
      if (z > highest) {
        second = highest;
        runnerUp = first;
        highest = z;
        first = c;
      } else if (z > second) {
        second = z;
        runnerUp = c;
      }
    }
    const top = f64x2.splat(<f64>highest);
    let sum = f64x2.splat(0);
    let moment = sum;
    for (let c = 0; c < k; c += 2) {
      const classes = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(c));
      const z = within(v128.load64_zero(row + (<usize>c << 2)), none, classes, k);
      const below = f64x2.sub(f64x2.promote_low_f32x4(z), top);
      const e = expBelowDouble(below);
      v128.store(out + (<usize>c << 3), e);
      sum = f64x2.add(sum, e);
      moment = f64x2.add(moment, f64x2.mul(e, f64x2.pmax(below, lowest)));
    }
    const all = sumOfDoubles(sum);
    const whole = f64x2.splat(all);
    for (let c = 0; c < k; c += 2) {
      const at = out + (<usize>c << 3);
      v128.store(at, f64x2.div(v128.load(at), whole));
    }
    setDouble(sums, i, all);
    setDouble(means, i, sumOfDoubles(moment) / all);
    store<u16>(predicted + (<usize>i << 1), <u16>first);
    const label = labelAt(labels, i);
    if (label >= k) continue;
    const best = label == first ? runnerUp : first;
    setDouble(margins, i, <f64>floatAt(row, label) - <f64>(label == first ? second : highest));
    setDouble(own, i, doubleAt(out, label));
    setDouble(other, i, k == 1 ? -Infinity : doubleAt(out, best));
  }
}

/**
 * See adjustRows: n rows of k doubles, read to a whole vector beyond the last row's end, and their labels; k `shifts`, max t − t.
 * `row` holds a row.
 */
export function adjustRows(
  probabilities: usize,
  labels: usize,
  n: i32,
  k: i32,
  shifts: usize,
  row: usize,
  own: usize,
  other: usize,
  entropies: usize,
): void {
  for (let i = 0; i < n; i++) {
    let sum: f64 = 0;
    for (let c = 0; c < k; c++) {
      const value = doubleAt(probabilities, c) + doubleAt(shifts, c);
      sum += value;
      setDouble(row, c, value);
    }
    const whole = f64x2.splat(sum);
    let parts = f64x2.splat(0);
    for (let c = 0; c < k; c += 2) {
      const at = row + (<usize>c << 3);
      const p = f64x2.div(v128.load(at), whole);
      v128.store(at, p);
      const part = timesLog(p);
      parts = f64x2.sub(parts, c + 1 < k ? part : f64x2.replace_lane(part, 1, 0));
    }
    setDouble(entropies, i, sumOfDoubles(parts));
    probabilities += <usize>k << 3;
    const label = labelAt(labels, i);
    if (label >= k) continue;
    let highest: f64 = -Infinity;
    for (let c = 0; c < k; c++) if (c != label && doubleAt(row, c) > highest) highest = doubleAt(row, c);
    setDouble(own, i, doubleAt(row, label));
    setDouble(other, i, highest);
  }
}
