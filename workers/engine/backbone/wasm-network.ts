import { toRoots } from '../../../src/core/backbone/roots.ts';
import { MemoryPlan } from './memory-plan.ts';
import type { Backbone } from './model.ts';
import type { FeatureNetwork, Picture } from './network.ts';
import { PictureInput } from './picture-input.ts';
import type { BackboneModule } from './wasm/module.ts';
import { BATCH, PATCH, outputBytes, planLayers, type PlannedLayer, type Stage } from './wasm-plan.ts';

/** Output places of the stem that are laid side by side and multiplied together. */
const STRIP = 288;

/** A backbone in WebAssembly: one memory, all of whose buffers are planned when it is made. */
export class WasmNetwork implements FeatureNetwork {
  readonly batch = BATCH;
  readonly taps: FeatureNetwork['taps'];
  readonly toRoots = toRoots;
  readonly #input: PictureInput;
  readonly #stem: PlannedLayer;
  readonly #stages: Stage[];
  readonly #patches: number;
  /** What a block expands, what its filter makes of that, and two that blocks' results take turns in. */
  readonly #expanded: number;
  readonly #filtered: number;
  readonly #results: [number, number];
  readonly #tapped: PlannedLayer[];

  /**
   * @param module started for this network alone @param side of its input, pixels @param most longest side of a picture
   * @throws UserError 'no-memory'
   */
  constructor(
    private readonly module: BackboneModule,
    backbone: Backbone,
    side: number,
    most: number,
  ) {
    const plan = new MemoryPlan(module);
    const { stem, stages } = planLayers(plan, backbone.layers, side);
    this.#stem = stem;
    this.#stages = stages;
    const room = stages.flatMap(({ layers, pictures }) => layers.map((layer) => outputBytes(layer, pictures)));
    const largest = Math.max(...room);
    const add = (): number => plan.add(largest);
    [this.#expanded, this.#filtered, this.#results] = [add(), add(), [add(), add()]];
    this.#patches = plan.add(4 * PATCH * (STRIP + stem.outSide + 6));
    this.#input = new PictureInput(module, plan, side, Math.max(side, most));
    this.#tapped = stages.flatMap(({ layers }) => layers.filter(({ tap }) => tap));
    this.taps = this.#tapped.map(({ tap, outputs }) => ({ name: tap!.name, size: outputs }));
  }

  compute(pictures: Picture[]): Promise<Float32Array> {
    const [first, ...later] = this.#stages;
    pictures.forEach((picture, i) => {
      this.#input.take(picture);
      const target = first.pictures > 1 ? first.input + i * first.inputBytes : first.input;
      this.#runStem(target);
      if (first.pictures === 1) this.#runStage(first, 1, i, later.at(0));
    });
    const all = first.pictures > 1 ? first : later.at(0);
    if (all) this.#runStage(all, pictures.length, 0);
    return Promise.resolve(this.#readMeans(pictures.length));
  }

  dispose(): void {
    // Its memory goes with the module.
  }

  /** The first convolution, strip by strip. */
  #runStem(y: number): void {
    const { outSide, side, outputs, filter, bias } = this.#stem;
    const rows = Math.max(1, Math.floor(STRIP / outSide));
    for (let from = 0; from < outSide; from += rows) {
      const to = Math.min(outSide, from + rows);
      this.module.layPatches({ x: this.#input.place, side, from, to, y: this.#patches });
      const count = (to - from) * outSide;
      const target = y + 4 * from * outSide * outputs;
      const size = { rows: count, depth: PATCH, columns: outputs, relu6: true };
      this.module.pointwise({ ...size, x: this.#patches, filter, bias, residual: 0, y: target });
    }
  }

  /** @param picture first of a batch's that it takes @param next stage whose input it makes */
  #runStage(stage: Stage, pictures: number, picture: number, next?: Stage): void {
    let x = stage.input;
    let start = x;
    let turn = 0;
    stage.layers.forEach((planned, k) => {
      const { layer, tap, outSide, outputs } = planned;
      if (layer.blockStart) start = x;
      let y = layer.kind === 'depthwise' ? this.#filtered : this.#expanded;
      if (!layer.relu6) y = this.#results[(turn = 1 - turn)];
      if (next && k === stage.layers.length - 1) y = next.input + picture * next.inputBytes;
      this.#runLayer(planned, pictures, x, layer.residual ? start : 0, y);
      if (tap) {
        const means = tap.means + 4 * picture * outputs;
        this.module.meanOverPlaces({ x: y, batch: pictures, places: outSide ** 2, channels: outputs, y: means });
      }
      x = y;
    });
  }

  #runLayer(planned: PlannedLayer, batch: number, x: number, residual: number, y: number): void {
    const { layer, side, outSide, before, inputs, outputs, filter, bias } = planned;
    if (layer.kind === 'depthwise') {
      const size = { height: side, width: side, channels: outputs, outHeight: outSide, outWidth: outSide };
      this.module.depthwise({ x, filter, bias, y, batch, ...size, size: layer.shape[0], stride: layer.stride, before });
    } else {
      const size = { rows: batch * side ** 2, depth: inputs, columns: outputs };
      this.module.pointwise({ x, filter, bias, residual, y, ...size, relu6: layer.relu6 });
    }
  }

  #readMeans(count: number): Float32Array {
    const d = this.taps.reduce((sum, { size }) => sum + size, 0);
    const features = new Float32Array(count * d);
    let at = 0;
    for (const { tap, outputs } of this.#tapped) {
      const means = new Float32Array(this.module.memory.buffer, tap!.means, count * outputs);
      for (let i = 0; i < count; i++) features.set(means.subarray(i * outputs, (i + 1) * outputs), i * d + at);
      at += outputs;
    }
    return features;
  }
}
