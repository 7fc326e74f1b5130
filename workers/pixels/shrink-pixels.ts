/**
 * Copies one picture out of a shard as RGBA, smaller where that is asked for: each pixel is the mean of `shrink` × `shrink`.
 * @param from row-major HWC RGB, the picture beginning at `start`; width and height can be divided by `shrink`
 * @param to row-major RGBA, written from `at` on
 */
export function copyShrunk(
  from: Uint8Array,
  start: number,
  { width, height }: { width: number; height: number },
  shrink: number,
  to: Uint8ClampedArray,
  at: number,
): void {
  for (let y = 0; y < height; y += shrink) {
    for (let x = 0; x < width; x += shrink) {
      const corner = start + (y * width + x) * 3;
      let [red, green, blue] = [0, 0, 0];
      for (let dy = 0; dy < shrink; dy++) {
        for (let p = corner + dy * width * 3, end = p + shrink * 3; p < end; p += 3) {
          red += from[p];
          green += from[p + 1];
          blue += from[p + 2];
        }
      }
      to[at++] = red / shrink ** 2;
      to[at++] = green / shrink ** 2;
      to[at++] = blue / shrink ** 2;
      to[at++] = 255;
    }
  }
}
