/*
 * The loops of src/core/insights/score-kernels.ts, several numbers at a time, in a memory of its own. Addresses and strides are in
 * bytes; a stride is that of a row padded to whole vectors. Labels have two bytes; one that is no class counts as none.
 */

const PAGE: usize = 65536;

/** Makes room for so many bytes, at a multiple of 16; what was there before may be overwritten. Returns 0 where there is none. */
export function reserve(bytes: usize): usize {
  const start = (__heap_base + 15) & ~15;
  const missing = <isize>(start + bytes) - <isize>(<usize>memory.size() * PAGE);
  if (missing > 0 && memory.grow(<i32>((<usize>missing + PAGE - 1) / PAGE)) < 0) return 0;
  return start;
}
