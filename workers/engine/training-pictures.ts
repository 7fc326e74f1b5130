import type { Augmentation, Recipe } from '../../src/core/training/recipe.ts';
import { augment, byteValues, type ByteValues } from '../../src/core/training/augment.ts';
import { scaleAugmentation, stemOf, variedSize } from '../../src/core/training/picture-size.ts';
import type { DatasetInfo, Normalisation } from '../../src/core/dataset/types.ts';
import type { Random } from '../../src/core/dataset/random.ts';
import type { MicroBatch } from './micro-batch.ts';
import { RunPixels } from './run-pixels.ts';

/** What decides them. */
interface PictureSetup {
  dataset: DatasetInfo;
  recipe: Recipe;
  seed: number;
  normalisation: Normalisation;
}

/** The training pictures of a run, drawn from its samples' pixels, some of them ahead of their use. */
export class TrainingPictures {
  readonly #dataset: DatasetInfo;
  readonly #augmentation: Augmentation;
  readonly #values: ByteValues;
  readonly #seed: number;
  /** There where this thread has the run's samples. */
  #pixels?: RunPixels;
  /** Micro-batches that came with their pixels and are not drawn yet. */
  readonly #kept = new Map<string, MicroBatch>();
  /** Pictures drawn ahead, by their micro-batch. */
  readonly #drawn = new Map<string, Float32Array>();
  /** Buffers to draw into again. */
  #spare: Float32Array[] = [];

  constructor({ dataset, recipe, seed, normalisation }: PictureSetup) {
    this.#dataset = dataset;
    this.#augmentation = scaleAugmentation(recipe.augment, dataset.height, dataset.width);
    this.#values = byteValues(normalisation);
    this.#seed = seed;
  }

  /** Rows and columns of places of what is drawn in an epoch. @param epoch 0-based */
  sizeIn(epoch: number): [number, number] {
    const { height, width } = this.#dataset;
    const { stride } = stemOf(height, width);
    const [rows, columns] = variedSize(height, width, this.#augmentation, epoch);
    return [rows / stride, columns / stride];
  }

  /** Opens the pixels of the run's samples. @throws UserError where their data set is gone */
  async load(indices: Uint32Array): Promise<void> {
    this.#pixels = await RunPixels.open(this.#dataset, indices);
  }

  /** The order in which an epoch takes places of the run: see RunPixels. */
  order(places: Uint32Array, random: Random): Uint32Array {
    return this.#pixels!.order(places, random);
  }

  /** Waits until the pictures from one position of that order to another can be drawn or packed. @throws UserError */
  reach(from: number, to: number): Promise<void> {
    return this.#pixels!.reach(from, to);
  }

  /** Draws some micro-batches ahead of their use. */
  prepare(microBatches: MicroBatch[]): void {
    for (const microBatch of microBatches) {
      const key = keyOf(microBatch);
      if (!this.#drawn.has(key)) this.#drawn.set(key, this.#draw(microBatch));
    }
  }

  /** Keeps micro-batches that came with their pixels: from now on they can be taken without those. */
  keep(microBatches: MicroBatch[]): void {
    for (const microBatch of microBatches) this.#kept.set(keyOf(microBatch), microBatch);
  }

  /**
   * Drops what was kept or drawn ahead and is none of these micro-batches. Where a worker is lost the others get other shares, and what
   * was never taken would come up again as the same place in an epoch of the run's next network.
   */
  dropOthers(microBatches: MicroBatch[]): void {
    const wanted = new Set(microBatches.map(keyOf));
    for (const ahead of [this.#kept, this.#drawn]) {
      for (const key of ahead.keys()) if (!wanted.has(key)) ahead.delete(key);
    }
  }

  /** Draws what is kept and was not taken yet. */
  prepareKept(): void {
    this.prepare([...this.#kept.values()]);
    this.#kept.clear();
  }

  /** A micro-batch's pictures, n × rows × columns × channels, normalised, as the network takes them; `release` them after use. */
  take(microBatch: MicroBatch): Float32Array {
    const key = keyOf(microBatch);
    const ready = this.#drawn.get(key);
    this.#drawn.delete(key);
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    return ready ?? this.#draw(kept ?? microBatch);
  }

  /** Gives pictures back: their memory is drawn into again. */
  release(pictures: Float32Array): void {
    this.#spare.push(pictures);
  }

  /** Frees its memory. */
  dispose(): void {
    this.#pixels = undefined;
    this.#kept.clear();
    this.#drawn.clear();
    this.#spare = [];
  }

  /** The micro-batch with its pixels, for a thread that does not have the run's. */
  pack(microBatch: MicroBatch): MicroBatch {
    return { ...microBatch, pixels: this.#pixels!.pack(microBatch.places) };
  }

  #draw({ places, epoch, firstPosition, pixels }: MicroBatch): Float32Array {
    const { height, width } = this.#dataset;
    const [rows, columns] = this.sizeIn(epoch);
    const length = places.length * rows * columns * stemOf(height, width).channels;
    const spare = this.#spare.pop();
    const out = spare?.length === length ? spare : new Float32Array(length);
    const [bytes, which] = pixels ? [pixels, places.map((_, j) => j)] : this.#pixels!.of(places);
    const key = { seed: this.#seed, epoch, firstPosition };
    augment(bytes, which, height, width, this.#values, this.#augmentation, key, out);
    return out;
  }
}

/** Names a micro-batch of a run. */
export const keyOf = ({ epoch, firstPosition }: MicroBatch): string => `${epoch}/${firstPosition}`;
