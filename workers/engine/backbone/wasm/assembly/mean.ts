/** Bytes of a float. */
const F: usize = 4;

/**
 * Means over places.
 * @param x batch × places × channels @param channels a multiple of 4 @param y batch × channels
 */
export function meanOverPlaces(x: usize, batch: i32, places: i32, channels: i32, y: usize): void {
  const row = <usize>channels * F;
  const scale = f32x4.splat(<f32>1 / <f32>places);
  for (let n = 0; n < batch; n++) {
    for (let c: usize = 0; c < row; c += 16) {
      let sum = f32x4.splat(0);
      let at = x + c;
      for (let p = 0; p < places; p++, at += row) sum = f32x4.add(sum, v128.load(at));
      v128.store(y + c, f32x4.mul(sum, scale));
    }
    x += <usize>places * row;
    y += row;
  }
}
