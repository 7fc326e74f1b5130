import type { BackboneSettings } from '../../../src/core/backbone/own-backbone.ts';
import { poolOutput } from '../../../src/core/backbone/pool-output.ts';
import { scalePicture } from '../../../src/core/backbone/scale-picture.ts';
import { MemoryPlan } from '../backbone/memory-plan.ts';
import type { Picture } from '../backbone/network.ts';
import { PictureInput } from '../backbone/picture-input.ts';
import { loadBackboneModule, type BackboneModule } from '../backbone/wasm/module.ts';
import type { Runner } from './runner.ts';

/** Pictures that are computed together where the model leaves it open. */
const BATCH = 8;

/** A model of the person's own that gives features of pictures; they are resized as for the backbone that comes with the page. */
export class OwnNetwork {
  /** Pictures that it takes at a time, at most. */
  readonly batch: number;
  readonly #input: PictureInput;

  /** @param most longest side of a picture */
  static async start(runner: Runner, settings: BackboneSettings, most: number): Promise<OwnNetwork> {
    return new OwnNetwork(runner, settings, await loadBackboneModule(), Math.max(settings.side, most));
  }

  private constructor(
    private readonly runner: Runner,
    private readonly settings: BackboneSettings,
    private readonly module: BackboneModule,
    most: number,
  ) {
    this.batch = runner.fixedBatch ?? BATCH;
    this.#input = new PictureInput(module, new MemoryPlan(module), settings.side, most);
  }

  /**
   * Features of pictures of any size.
   * @returns pictures.length × d row-major
   * @throws UserError 'model'
   */
  async compute(pictures: Picture[]): Promise<Float32Array> {
    const { runner, settings } = this;
    const count = runner.fixedBatch ?? pictures.length;
    const size = 3 * settings.side ** 2;
    const input = new Float32Array(count * size);
    pictures.forEach((picture, i) => scalePicture(this.#bytes(picture), settings, input.subarray(i * size)));
    const { values, shape } = await runner.run(input, count, settings);
    const rows = poolOutput(values, shape, count, settings.layout);
    // A fixed batch may have room for more.
    return rows.subarray(0, (rows.length / count) * pictures.length);
  }

  /** Gives back what it holds. */
  dispose(): void {
    this.runner.dispose();
  }

  /** A picture at the model's size, 0 … 255. What the module has is (byte − 127) / 128, with a column and a row of zeros. */
  #bytes(picture: Picture): Float32Array {
    const { side } = this.settings;
    this.#input.take(picture);
    const row = 3 * side;
    const taken = new Float32Array(this.module.memory.buffer, this.#input.place, (side + 1) * (row + 3));
    const bytes = new Float32Array(side * row);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < row; x++) bytes[y * row + x] = taken[y * (row + 3) + x] * 128 + 127;
    return bytes;
  }
}
