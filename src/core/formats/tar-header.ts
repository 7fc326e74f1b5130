/** Bytes of a block: headers are one, contents are filled up to whole ones. */
export const TAR_BLOCK = 512;

/** Where the fields of a header lie, first byte and the one behind the last (POSIX.1-1988 ustar). */
export const TAR_FIELDS = {
  name: [0, 100],
  mode: [100, 108],
  user: [108, 116],
  group: [116, 124],
  size: [124, 136],
  modified: [136, 148],
  checksum: [148, 156],
  type: [156, 157],
  magic: [257, 263],
  version: [263, 265],
  prefix: [345, 500],
} as const;

/** The sum that a header has to say: of its bytes, those of the sum itself counted as spaces. */
export function tarChecksum(block: Uint8Array): number {
  const [from, to] = TAR_FIELDS.checksum;
  let sum = 0;
  for (let i = 0; i < TAR_BLOCK; i++) sum += i >= from && i < to ? 32 : block[i];
  return sum;
}
