import { F, load, store } from './strip';

/**
 * Largest of each 2×2 block; a NaN among them is handed on. A last odd row or column is dropped.
 * @param x batch × height × width × channels @param y batch × ⌊height/2⌋ × ⌊width/2⌋ × channels
 */
export function maxPool(x: usize, batch: i32, height: i32, width: i32, channels: i32, y: usize): void {
  const stride = <usize>channels * F;
  const line = <usize>width * stride;
  for (let n = 0; n < batch; n++) {
    for (let r = 0; r < height >> 1; r++) {
      let from = x + (<usize>n * height + 2 * r) * line;
      for (let q = 0; q < width >> 1; q++) {
        let c: usize = 0;
        for (; c + 16 <= stride; c += 16) store(y + c, largest(from + c, line, stride, true), true);
        for (; c < stride; c += F) store(y + c, largest(from + c, line, stride, false), false);
        from += 2 * stride;
        y += stride;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function largest(x: usize, line: usize, stride: usize, four: bool): v128 {
  const upper = f32x4.max(load(x, four), load(x + stride, four));
  return f32x4.max(upper, f32x4.max(load(x + line, four), load(x + line + stride, four)));
}
