import type { Random } from '../../src/core/dataset/random.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { readPixels, shardOf } from '../../src/store/shards.ts';

/** Bytes of pixels that a run holds: all of 43,000 pictures of 64×64. Larger runs read theirs from the shards as they are needed. */
const PIXEL_BUDGET = 512 * 1024 * 1024;

/** Samples of a run that lie in one shard. */
interface Chunk {
  /** Places in the run's list of samples, ascending. */
  places: number[];
  bytes: number;
  /** Settles once they are read. */
  reading?: Promise<void>;
  /** Their pixels, from then on. */
  pixels?: Uint8Array;
  /** Last position of the epoch that needs them. */
  last: number;
}

/**
 * The pixels of a run's samples: all of them where they fit the budget, else those around the place that the epoch has come to. An epoch
 * then takes the shards in random groups that fill half the budget each, and the samples of a group in random order; the next group is
 * read meanwhile.
 */
export class RunPixels {
  readonly #dataset: DatasetInfo;
  readonly #indices: Uint32Array;
  readonly #budget: number;
  readonly #size: number;
  /** All pixels, where they are held. */
  #all?: Uint8Array;
  #chunks: Chunk[] = [];
  /** The chunk of each place, and where in it. */
  #chunkOf = new Uint32Array(0);
  #slotOf = new Uint32Array(0);
  /** Chunks of the epoch in the order in which they are first needed, and how many of them were asked for. */
  #needed: { chunk: Chunk; first: number }[] = [];
  #asked = 0;
  /** The last of them; one is read at a time, since each shard comes whole. */
  #reading = Promise.resolve();

  private constructor(dataset: DatasetInfo, indices: Uint32Array, budget: number) {
    this.#dataset = dataset;
    this.#indices = indices;
    this.#budget = budget;
    this.#size = dataset.height * dataset.width * 3;
  }

  /** Of the samples `indices`. @throws UserError where the data set is gone */
  static async open(dataset: DatasetInfo, indices: Uint32Array, budget = PIXEL_BUDGET): Promise<RunPixels> {
    const pixels = new RunPixels(dataset, indices, budget);
    if (indices.length * pixels.#size <= budget) pixels.#all = await readPixels(dataset, indices);
    else pixels.#divide();
    return pixels;
  }

  /** The order in which an epoch takes `places`. */
  order(places: Uint32Array, random: Random): Uint32Array {
    if (this.#all) return random.shuffle(places.slice());
    const byChunk = new Map<number, number[]>();
    for (const place of places) {
      const chunk = this.#chunkOf[place];
      const list = byChunk.get(chunk);
      if (list) list.push(place);
      else byChunk.set(chunk, [place]);
    }
    const order = new Uint32Array(places.length);
    let [done, bytes] = [0, 0];
    let group: number[] = [];
    const close = (): void => {
      order.set(random.shuffle(group), done);
      done += group.length;
      group = [];
      bytes = 0;
    };
    for (const chunk of random.shuffle([...byChunk.keys()])) {
      if (group.length > 0 && bytes + this.#chunks[chunk].bytes > this.#budget / 2) close();
      group = group.concat(byChunk.get(chunk)!);
      bytes += this.#chunks[chunk].bytes;
    }
    close();
    this.#begin(order);
    return order;
  }

  /**
   * Reads what positions `from` to `to` of the epoch need, drops what only earlier ones needed, and reads ahead as far as the budget
   * allows.
   * @throws UserError where the data set is gone
   */
  async reach(from: number, to: number): Promise<void> {
    if (this.#all) return;
    let held = 0;
    for (const { chunk } of this.#needed.slice(0, this.#asked)) {
      if (chunk.last < from) chunk.pixels = undefined;
      else held += chunk.bytes;
    }
    for (; this.#asked < this.#needed.length; this.#asked++) {
      const { chunk, first } = this.#needed[this.#asked];
      if (first >= to && held + chunk.bytes > this.#budget) break;
      held += chunk.bytes;
      this.#ask(chunk);
    }
    // Those before it were read before it.
    await this.#needed.findLast(({ first }) => first < to)?.chunk.reading;
  }

  /** Pixels of some samples that are within reach, and which of the pictures in them they are. */
  of(places: Uint32Array): [pixels: Uint8Array, which: ArrayLike<number>] {
    return this.#all ? [this.#all, places] : [this.pack(places), places.map((_, j) => j)];
  }

  /** The same, of those samples alone and in their order. */
  pack(places: Uint32Array): Uint8Array {
    const packed = new Uint8Array(places.length * this.#size);
    places.forEach((place, j) => {
      const pixels = this.#all ?? this.#chunks[this.#chunkOf[place]].pixels;
      if (!pixels) throw new Error(`The pixels of place ${place} were not read before they were needed.`);
      const at = (this.#all ? place : this.#slotOf[place]) * this.#size;
      packed.set(pixels.subarray(at, at + this.#size), j * this.#size);
    });
    return packed;
  }

  /** Tells the samples by the shards that they lie in. */
  #divide(): void {
    const byShard = new Map<number, number>();
    this.#chunkOf = new Uint32Array(this.#indices.length);
    this.#slotOf = new Uint32Array(this.#indices.length);
    this.#indices.forEach((index, place) => {
      const { id } = shardOf(this.#dataset, index);
      const number = byShard.get(id) ?? this.#chunks.push({ places: [], bytes: 0, last: 0 }) - 1;
      byShard.set(id, number);
      const { places } = this.#chunks[number];
      this.#chunkOf[place] = number;
      this.#slotOf[place] = places.push(place) - 1;
    });
    for (const chunk of this.#chunks) chunk.bytes = chunk.places.length * this.#size;
  }

  #begin(order: Uint32Array): void {
    for (const chunk of this.#chunks) Object.assign(chunk, { last: -1, pixels: undefined, reading: undefined });
    this.#needed = [];
    this.#asked = 0;
    order.forEach((place, position) => {
      const chunk = this.#chunks[this.#chunkOf[place]];
      if (chunk.last < 0) this.#needed.push({ chunk, first: position });
      chunk.last = position;
    });
  }

  #ask(chunk: Chunk): void {
    const indices = Uint32Array.from(chunk.places, (place) => this.#indices[place]);
    this.#reading = this.#reading.then(async () => {
      chunk.pixels = await readPixels(this.#dataset, indices);
    });
    chunk.reading = this.#reading;
    // A failure is reported to whoever waits for these pixels.
    chunk.reading.catch(() => undefined);
  }
}
