// Room in a module's memory of its own.

const PAGE: usize = 65536;

/** Makes room for so many bytes, at a multiple of 64; what was there before may be overwritten. Returns 0 where there is none. */
export function reserve(bytes: usize): usize {
  const start = (__heap_base + 63) & ~63;
  const missing = <isize>(start + bytes) - <isize>(<usize>memory.size() * PAGE);
  if (missing > 0 && memory.grow(<i32>((<usize>missing + PAGE - 1) / PAGE)) < 0) return 0;
  return start;
}
