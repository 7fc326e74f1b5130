import { placeLayers, type PlacedLayer } from './geometry.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { tapOf, type Layer, type TapName } from './model.ts';

/** Pictures that the later layers take together, so that their filters come from memory once for all of them. */
export const BATCH = 8;

/** A block that sees so many places has rows enough in one picture, whose numbers then stay in the caches. */
const ALONE_FROM = 100;

/** Rows that a kernel may read and write beyond the last. */
const SLACK_ROWS = 6;

/** Columns of a panel of a packed filter. */
const PANEL = 8;

/** Inputs of the stem at a place, 3 × 3 × 3 and a 0. */
export const PATCH = 28;

/** A layer, and where its numbers lie. */
export interface PlannedLayer extends PlacedLayer {
  filter: number;
  bias: number;
  /** Where its output is a feature: which, and where the means of a batch lie. */
  tap?: { name: TapName; means: number };
}

/** Layers that take the same number of pictures at a time, and where those lie. */
export interface Stage {
  layers: PlannedLayer[];
  pictures: number;
  /** Inputs of a batch of pictures. */
  input: number;
  /** Bytes of a picture's. */
  inputBytes: number;
}

/** Lays out the layers in a module's memory and deals them into stages: one picture at a time, then all of a batch. */
export function planLayers(plan: MemoryPlan, layers: Layer[], side: number): { stem: PlannedLayer; stages: Stage[] } {
  const planned = placeLayers(layers, side).map((placed) => planLayer(plan, placed));
  const [stem, ...rest] = planned;
  const firstOfAll = rest.findIndex(({ layer, side }) => layer.blockStart && side ** 2 < ALONE_FROM);
  const cut = firstOfAll < 0 ? rest.length : firstOfAll;
  const stages = [
    { layers: rest.slice(0, cut), pictures: 1 },
    { layers: rest.slice(cut), pictures: BATCH },
  ].filter((stage) => stage.layers.length > 0);
  return { stem, stages: stages.map((stage) => planInput(plan, stage)) };
}

/** Bytes of a layer's output for so many pictures. */
export function outputBytes({ outSide, outputs }: PlacedLayer, pictures: number): number {
  return 4 * (pictures * outSide ** 2 + SLACK_ROWS) * outputs;
}

function planInput(plan: MemoryPlan, { layers, pictures }: Pick<Stage, 'layers' | 'pictures'>): Stage {
  const { side, inputs } = layers[0];
  const inputBytes = 4 * side ** 2 * inputs;
  return { layers, pictures, input: plan.add(pictures * inputBytes + 4 * SLACK_ROWS * inputs), inputBytes };
}

function planLayer(plan: MemoryPlan, placed: PlacedLayer): PlannedLayer {
  const { layer, outputs } = placed;
  const name = tapOf(layer);
  const filter = plan.put(layer.kind === 'conv' ? pack(layer) : layer.filter);
  const bias = plan.put(layer.bias);
  return { ...placed, filter, bias, ...(name && { tap: { name, means: plan.add(4 * BATCH * outputs) } }) };
}

/** A filter as the kernel of 1×1 convolutions reads it: [outputs / 8][inputs][8], the inputs padded with zeros to a multiple of four. */
function pack({ filter, shape }: Layer): Float32Array {
  const outputs = shape[3];
  const inputs = filter.length / outputs;
  const depth = Math.ceil(inputs / 4) * 4;
  const packed = new Float32Array(depth * outputs);
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) {
      packed[(o - (o % PANEL)) * depth + i * PANEL + (o % PANEL)] = filter[i * outputs + o];
    }
  }
  return packed;
}
