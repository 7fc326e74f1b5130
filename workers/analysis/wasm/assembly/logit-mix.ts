import { floatAt, setFloat } from './rows';

// @ts-ignore: decorator
@inline
function isFinite32(value: f32): bool {
  return value - value == 0;
}

/** Adds an epoch's n rows of k logits to sums, but for rows that do not start with a finite number; counts those it adds. */
export function addEpoch(logits: usize, n: i32, k: i32, sums: usize, seen: usize): void {
  for (let i = 0; i < n; i++) {
    if (isFinite32(load<f32>(logits))) {
      setFloat(seen, i, floatAt(seen, i) + 1);
      for (let c = 0; c < k; c++) setFloat(sums, c, floatAt(sums, c) + floatAt(logits, c));
    }
    logits += <usize>k << 2;
    sums += <usize>k << 2;
  }
}

/** See mixLogits: n rows of k logits, and those of a second opinion; what addEpoch summed becomes the mix. */
export function mixLogits(logits: usize, second: usize, weight: f32, n: i32, k: i32, sums: usize, seen: usize): void {
  for (let i = 0; i < n; i++) {
    let finite: f32 = 0;
    let known: f32 = 0;
    for (let c = 0; c < k; c++) {
      finite += floatAt(logits, c) - floatAt(logits, c);
      known += floatAt(second, c) - floatAt(second, c);
    }
    const epochs = floatAt(seen, i);
    const own: f32 = epochs > 0 ? 0.5 : 1;
    const late: f32 = epochs > 0 ? <f32>0.5 / epochs : 0;
    const share: f32 = known == 0 ? weight : 0;
    for (let c = 0; c < k; c++) {
      const first = own * floatAt(logits, c) + late * floatAt(sums, c);
      const mixed: f32 = share > 0 ? (<f32>1 - share) * first + share * floatAt(second, c) : first;
      setFloat(sums, c, finite == 0 ? mixed : f32.NaN);
    }
    logits += <usize>k << 2;
    second += <usize>k << 2;
    sums += <usize>k << 2;
  }
}
