import type { ShardRef } from '../../src/core/dataset/types.ts';
import type { SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { OriginalsWriter } from '../../src/store/originals.ts';
import { shardSamples, writeShard } from '../../src/store/shards.ts';

/** Writes the pictures of one split, in their order: squares of the training size into shards, originals into blocks. */
export class SplitWriter {
  readonly #datasetId: number;
  readonly #square: number;
  readonly #writer: OriginalsWriter | null;
  readonly #most: number;
  /** Squares that are not written yet, one behind the other. */
  #open: Uint8Array;
  #held = 0;
  #written = 0;
  /** Starts count from the split's first sample. */
  readonly shards: ShardRef[] = [];
  /** Where the originals lie, once `finish` has settled; starts count from the split's first sample. */
  originals: ShardRef[] = [];

  /** @param size side of the squares, pixels @param keep whether originals are kept in the store */
  constructor(datasetId: number, size: number, keep: boolean) {
    this.#datasetId = datasetId;
    this.#square = size * size * 3;
    this.#most = shardSamples(size, size);
    this.#open = new Uint8Array(this.#square);
    this.#writer = keep ? new OriginalsWriter(datasetId) : null;
  }

  /** Adds the next sample. @param square size × size × 3 bytes */
  async add(square: Uint8Array, original: SourcePicture): Promise<void> {
    if ((this.#held + 1) * this.#square > this.#open.length) this.#grow();
    this.#open.set(square, this.#held * this.#square);
    this.#held += 1;
    await this.#writer?.add(original);
    if (this.#held === this.#most) await this.#flush();
  }

  /** Writes what is left. */
  async finish(): Promise<void> {
    if (this.#held > 0) await this.#flush();
    if (this.#writer) this.originals = await this.#writer.finish();
  }

  /** By doubling, so that hundreds of small splits take no more memory than they fill. */
  #grow(): void {
    const larger = new Uint8Array(Math.min(2 * this.#open.length, this.#most * this.#square));
    larger.set(this.#open);
    this.#open = larger;
  }

  async #flush(): Promise<void> {
    const count = this.#held;
    const id = await writeShard(this.#datasetId, this.#open.slice(0, count * this.#square));
    this.shards.push({ id, start: this.#written, count });
    this.#written += count;
    this.#held = 0;
  }
}
