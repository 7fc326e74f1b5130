/** Rounds halves to the even neighbour, as numpy does; Math.round takes them up. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/**
 * Rounds numbers to integers of the same (rounded) sum: those that rounding moved the farthest give way, by one each. Of
 * equals the earlier gives way where the sum must fall, the later where it must rise.
 * @param values changed in place
 */
export function roundPreservingSum(values: Float64Array): void {
  const exact = values.slice();
  let total = 0;
  for (let j = 0; j < values.length; j++) {
    total += exact[j];
    values[j] = roundHalfEven(exact[j]);
  }
  const target = roundHalfEven(total);
  for (;;) {
    const gap = target - values.reduce((sum, value) => sum + value, 0);
    if (gap === 0) return;
    const order = Uint32Array.from(values.keys()).sort(
      (a, b) => exact[a] - values[a] - (exact[b] - values[b]) || a - b,
    );
    if (gap > 0) order.reverse();
    for (const j of order.subarray(0, Math.abs(gap))) values[j] += Math.sign(gap);
  }
}

/** Sum in numpy's order of additions (eight running sums, blocks halved above 128), so that the last bits are the same. */
export function pairwiseSum(values: Float64Array): number {
  const n = values.length;
  if (n > 128) {
    const half = Math.floor(n / 2);
    const cut = half - (half % 8);
    return pairwiseSum(values.subarray(0, cut)) + pairwiseSum(values.subarray(cut));
  }
  const even = n - (n % 8);
  const [a, b, c, d, e, f, g, h] = Float64Array.from({ length: 8 }, (_, lane) => {
    let sum = 0;
    for (let j = lane; j < even; j += 8) sum += values[j];
    return sum;
  });
  let total = a + b + (c + d) + (e + f + (g + h));
  for (let j = even; j < n; j++) total += values[j];
  return total;
}
