/** A layer as the backbone's JSON file lists it. */
export interface LayerEntry {
  /** "block3/depthwise". */
  name: string;
  /** A full convolution, which a 1×1 one is too, or one of each channel by itself. */
  kind: 'conv' | 'depthwise';
  stride: 1 | 2;
  relu6: boolean;
  /** Whether the input of the block is added to its result. */
  residual?: boolean;
  /** Whether a block begins here: its residual is this layer's input. */
  blockStart?: boolean;
  /** Height and width of the filter, inputs, outputs (of a depthwise layer: channels and 1). */
  shape: [height: number, width: number, inputs: number, outputs: number];
  /** How its filter is kept; an int8 one has a scale for each output. */
  dtype: 'float32' | 'int8';
  byteOffset: number;
}

/** A layer with its numbers. */
export interface Layer extends LayerEntry {
  /** height × width × inputs × outputs, row-major. */
  filter: Float32Array<ArrayBuffer>;
  /** One an output, of a depthwise layer one a channel. */
  bias: Float32Array<ArrayBuffer>;
}

/** A network without its end, one layer behind the other. */
export interface Backbone {
  layers: Layer[];
}

/** The layers whose outputs are features, by the names that the store has for them. */
export const TAPS = { e11: 'block11/expand', e14: 'block14/expand' } as const;
export type TapName = keyof typeof TAPS;

/** The feature that a layer's output is, where it is one. */
export function tapOf({ name }: LayerEntry): TapName | undefined {
  return (Object.keys(TAPS) as TapName[]).find((tap) => TAPS[tap] === name);
}

/** Channels that a layer gives. */
export function outputsOf({ kind, shape }: LayerEntry): number {
  return kind === 'depthwise' ? shape[2] : shape[3];
}

/**
 * Reads the numbers of a backbone, as scripts/export-backbone.py lays them out.
 * @param entries of its JSON file @param bytes its .bin file, little-endian
 */
export function readBackbone(entries: LayerEntry[], bytes: ArrayBuffer): Backbone {
  return { layers: entries.map((entry) => readLayer(entry, bytes)) };
}

function readLayer(entry: LayerEntry, bytes: ArrayBuffer): Layer {
  const size = entry.shape.reduce((product, n) => product * n);
  const outputs = outputsOf(entry);
  let at = entry.byteOffset;
  const floats = (count: number): Float32Array<ArrayBuffer> => {
    at += 4 * count;
    return new Float32Array(bytes, at - 4 * count, count);
  };
  if (entry.dtype === 'float32') return { ...entry, filter: floats(size), bias: floats(outputs) };
  const scales = floats(outputs);
  const bias = floats(outputs);
  const whole = new Int8Array(bytes, at, size);
  return { ...entry, filter: Float32Array.from(whole, (value, i) => value * scales[i % outputs]), bias };
}
