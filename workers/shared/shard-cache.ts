import type { ShardRef } from '../../src/core/dataset/types.ts';

/** Shards read last, up to a number of bytes; the one used longest ago goes first. */
export class ShardCache {
  /** In the order of last use. */
  private readonly kept = new Map<number, Uint8Array>();
  private size = 0;

  /**
   * @param capacity bytes to keep at most; one shard is always kept
   * @param read reads a shard's pixels from the store
   */
  constructor(
    private readonly capacity: number,
    private readonly read: (ref: ShardRef) => Promise<Uint8Array>,
  ) {}

  /** Bytes kept. */
  get bytes(): number {
    return this.size;
  }

  /** Whether `get` will answer without reading. */
  has(ref: ShardRef): boolean {
    return this.kept.has(ref.id);
  }

  /** The shard's pixels. @throws what `read` throws; a failed read is tried again next time */
  async get(ref: ShardRef): Promise<Uint8Array> {
    const known = this.kept.get(ref.id);
    const bytes = known ?? (await this.read(ref));
    if (this.kept.delete(ref.id)) this.size -= bytes.byteLength;
    this.kept.set(ref.id, bytes);
    this.size += bytes.byteLength;
    for (const [id, oldest] of this.kept) {
      if (this.size <= this.capacity || id === ref.id) break;
      this.kept.delete(id);
      this.size -= oldest.byteLength;
    }
    return bytes;
  }
}
