/** A picture of soft blobs that `seed` places, moved by some pixels, larger by a factor, mirrored or brighter: side × side × 3 bytes. */
export function softPicture(
  seed: number,
  { right = 0, down = 0, grown = 1, mirrored = false, brighter = 0, side = 32 } = {},
): Uint8Array {
  const at = (j: number): number => Math.abs(Math.sin(seed * 12.9 + j * 78.2) * 43758.5) % 1;
  const pixels = new Uint8Array(side * side * 3);
  const middle = (side - 1) / 2;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const fromX = middle + ((mirrored ? side - 1 - x : x) - middle) / grown - right;
      const fromY = middle + (y - middle) / grown - down;
      for (let c = 0; c < 3; c++) {
        let value = 40 + brighter;
        for (let blob = 0; blob < 6; blob++) {
          const [dx, dy] = [fromX / side - at(blob * 5), fromY / side - at(blob * 5 + 1)];
          value += 120 * at(blob * 5 + 2 + c) * Math.exp(-(dx * dx + dy * dy) * 40);
        }
        pixels[(y * side + x) * 3 + c] = Math.min(255, value);
      }
    }
  }
  return pixels;
}
