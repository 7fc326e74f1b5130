import { madd } from '../../../shared/assembly/simd';
import { expBelow } from './exp';
import { floatAt, labelAt, setFloat, sumOf, topOf, VECTOR, within } from './rows';

/** Below it a label is as good as impossible, and its share would leave the range of a float. */
const LEAST: f32 = 1e-30;

/**
 * See startExpectation: rows of logits below their largest, and their labels; a matrix of k rows (row = given label), and as many
 * counts, all with the same stride. What pads a row of logits is low, of the matrix 0. Out the counts, then as two doubles at `sums`
 * slope and curvature; `joints` holds a row.
 */
export function expectation(
  below: usize,
  labels: usize,
  rows: i32,
  stride: usize,
  classes: i32,
  sharpness: f32,
  matrix: usize,
  counts: usize,
  joints: usize,
  sums: usize,
): void {
  const sharp = f32x4.splat(sharpness);
  memory.fill(counts, 0, <usize>classes * stride);
  let slope: f64 = 0;
  let curvature: f64 = 0;
  for (let i = 0; i < rows; i++) {
    const given = <usize>labelAt(labels, i) * stride;
    let all = f32x4.splat(0);
    let allMoment = all;
    let explained = all;
    let moment = all;
    for (let j: usize = 0; j < stride; j += VECTOR) {
      const logit = v128.load(below + j);
      const p = expBelow(f32x4.mul(sharp, logit));
      const joint = f32x4.mul(p, v128.load(matrix + given + j));
      v128.store(joints + j, joint);
      all = f32x4.add(all, p);
      allMoment = madd(p, logit, allMoment);
      explained = f32x4.add(explained, joint);
      moment = madd(joint, logit, moment);
    }
    below += stride;
    const likelihood = sumOf(explained);
    if (likelihood < LEAST) continue;
    const share: f32 = <f32>1 / likelihood;
    const shares = f32x4.splat(share);
    for (let j: usize = 0; j < stride; j += VECTOR) {
      const count = counts + given + j;
      v128.store(count, madd(v128.load(joints + j), shares, v128.load(count)));
    }
    const own = <f64>sharpness * <f64>(sumOf(moment) * share - sumOf(allMoment) / sumOf(all));
    slope += own;
    curvature += own * own;
  }
  store<f64>(sums, slope);
  store<f64>(sums, curvature, 8);
}

/**
 * See oddsOfError: n rows of k logits, read to a whole vector beyond the last row's end; n labels; weights with rows of a stride, padded
 * with 0. Out the sums of what is wrong, relative to the largest logit, and how far below it the label's lies.
 */
export function weighErrors(
  logits: usize,
  labels: usize,
  n: i32,
  k: i32,
  sharpness: f32,
  weights: usize,
  stride: usize,
  wrongs: usize,
  depths: usize,
): void {
  const sharp = f32x4.splat(sharpness);
  const none = f32x4.splat(-Infinity);
  for (let i = 0; i < n; i++) {
    const row = logits + ((<usize>i * k) << 2);
    const label = labelAt(labels, i);
    const top = topOf(row, k);
    const tops = f32x4.splat(top);
    const table = weights + <usize>label * stride;
    let wrong = f32x4.splat(0);
    for (let c = 0; c < k; c += 4) {
      const classes = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(c));
      const below = f32x4.sub(within(v128.load(row + (<usize>c << 2)), none, classes, k), tops);
      wrong = madd(expBelow(f32x4.mul(sharp, below)), v128.load(table + (<usize>c << 2)), wrong);
    }
    setFloat(wrongs, i, sumOf(wrong));
    setFloat(depths, i, top - floatAt(row, label));
  }
}
