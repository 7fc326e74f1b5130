import { foldBlock, mirroredColumns, normalisingFilter } from './fold.ts';
import { factsOf, type Model } from './model.ts';
import type { Parts } from './protobuf.ts';

/** The file that the weights of a `model.json` are in. */
export const WEIGHTS_FILE = 'weights.bin';

/** What softplus makes 0 of, whatever logit is taken off it. */
const FAR_BELOW = -1e6;

/** Collects the layers of a model, as Keras writes them (github.com/tensorflow/tfjs: models.json), and their weights. */
class Layers {
  readonly all: object[] = [];
  readonly weights: { name: string; shape: number[]; dtype: 'float32' }[] = [];
  readonly data: Float32Array[] = [];

  /** @param calls for each time that the layer is used, the layers whose outputs go in, and which of those outputs */
  add(kind: string, name: string, config: object, ...calls: [layer: string, use: number][][]): string {
    this.all.push({
      class_name: kind,
      name,
      config: { name, trainable: true, ...config },
      inbound_nodes: calls.map((inputs) => inputs.map(([layer, use]) => [layer, use, 0, {}])),
    });
    return name;
  }

  weigh(layer: string, weight: 'kernel' | 'bias', shape: number[], values: Float32Array): void {
    this.weights.push({ name: `${layer}/${weight}`, shape, dtype: 'float32' });
    this.data.push(values);
  }
}

/** The files of one network. */
export interface LayersFiles {
  json: string;
  weights: Parts;
}

/** Weights come from the file, so nothing is drawn first. */
const ZEROS = { class_name: 'Zeros', config: {} };
const START = { kernel_initializer: ZEROS, bias_initializer: ZEROS };

/**
 * One of a model's networks as a LayersModel of TensorFlow.js, for `tf.loadLayersModel`: numbers 0 … 255, n × height × width × 3, go in and
 * logits, n × classes, come out, those that the page has of the same pictures. @param at the network, 0-based
 */
export function writeLayersModel(model: Model, at: number): LayersFiles {
  const { networks, stride, columns, epsilon } = model;
  const { blocks, top, linear } = networks[at];
  const facts = factsOf(model, at);
  const { height, width } = facts;
  const layers = new Layers();

  layers.add('InputLayer', 'pictures', {
    batch_input_shape: [null, height, width, 3],
    dtype: 'float32',
    sparse: false,
  });
  const mirrored = addMirror(layers, mirroredColumns(model));
  // Every layer from here on is used twice: for the pictures, and for their mirror images.
  const twice = (...names: string[]): [string, number][][] => [0, 1].map((use) => names.map((name) => [name, use]));
  const conv = (side: number, strides: number, padding: string, activation: string, channels: number) => ({
    ...{ filters: channels, kernel_size: [side, side], strides: [strides, strides], padding, activation },
    ...{ use_bias: true, data_format: 'channels_last', dilation_rate: [1, 1], ...START },
  });
  const channels = 3 * stride ** 2;
  const normalising = normalisingFilter(facts, stride);
  let x = layers.add(
    'Conv2D',
    'normalised',
    conv(stride, stride, 'valid', 'linear', channels),
    [['pictures', 0]],
    [[mirrored, 0]],
  );
  layers.weigh(x, 'kernel', [stride, stride, 3, channels], normalising.filter);
  layers.weigh(x, 'bias', [channels], normalising.bias);

  const inputs: string[] = [];
  blocks.forEach((block, k) => {
    inputs.push(x);
    const name = `block_${k}`;
    const { filter, bias } = foldBlock(block, epsilon);
    x = layers.add('Conv2D', name, conv(3, 1, 'same', 'relu', block.outputs), ...twice(x));
    layers.weigh(name, 'kernel', [3, 3, block.inputs, block.outputs], filter);
    layers.weigh(name, 'bias', [block.outputs], bias);
    const halved = { pool_size: [2, 2], strides: [2, 2], padding: 'valid', data_format: 'channels_last' };
    if (block.pooled) x = layers.add('MaxPooling2D', `${name}_pool`, halved, ...twice(x));
    if (block.adds !== undefined) x = layers.add('Add', `${name}_sum`, {}, ...twice(x, inputs[block.adds]));
  });
  x = layers.add('GlobalMaxPooling2D', 'features', { data_format: 'channels_last' }, ...twice(x));
  const columnCount = linear.length / top;
  layers.add('Dense', 'linear', dense(columnCount, false), ...twice(x));
  layers.weigh('linear', 'kernel', [top, columnCount], linear);
  x = layers.add('Average', 'logits', {}, [
    ['linear', 0],
    ['linear', 1],
  ]);
  x = addMerges(layers, x, columns);
  return {
    json: JSON.stringify({
      format: 'layers-model',
      generatedBy: 'Second Look',
      convertedBy: null,
      modelTopology: {
        class_name: 'Model',
        config: {
          name: 'second_look',
          layers: layers.all,
          input_layers: [['pictures', 0, 0]],
          output_layers: [[x, 0, 0]],
        },
        keras_version: 'tfjs-layers 4.22.0',
        backend: 'tensor_flow.js',
      },
      weightsManifest: [{ paths: [WEIGHTS_FILE], weights: layers.weights }],
      userDefinedMetadata: facts,
    }),
    weights: layers.data.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  };
}

const dense = (units: number, withBias: boolean, activation = 'linear') => ({
  ...{ units, activation, use_bias: withBias, ...START },
});

/** Keras has no layer that mirrors: the columns of pixels are multiplied by a matrix that puts each in its new place. */
function addMirror(layers: Layers, order: number[]): string {
  const width = order.length;
  const matrix = new Float32Array(width ** 2);
  order.forEach((from, to) => (matrix[from * width + to] = 1));
  layers.add('Permute', 'columns_last', { dims: [1, 3, 2] }, [['pictures', 0]]);
  layers.add('Dense', 'mirror', dense(width, false), [['columns_last', 0]]);
  layers.weigh('mirror', 'kernel', [width, width], matrix);
  return layers.add('Permute', 'mirrored', { dims: [1, 3, 2] }, [['mirror', 0]]);
}

/**
 * Logits whose probabilities are the sums of those of the columns that make a class, one column after the other:
 * ln(eᵃ + eᵇ) = a + softplus(b − a).
 */
function addMerges(layers: Layers, logits: string, columns: readonly number[]): string {
  let x = logits;
  const left = [...columns];
  for (let made = 0; left.some((count) => count > 1); made++) {
    const into = left.findIndex((count) => count > 1);
    const at = left.slice(0, into).reduce((sum, count) => sum + count, 0);
    const [before, after] = [0, -1].map((less) => left.reduce((sum, count) => sum + count, less));
    const kept = new Float32Array(before * after);
    for (let column = 0; column < after; column++) kept[(column <= at ? column : column + 1) * after + column] = 1;
    const difference = new Float32Array(before * after);
    difference[at * after + at] = -1;
    difference[(at + 1) * after + at] = 1;
    const names = ['kept', 'more', 'sum'].map((part) => `merge_${made}_${part}`);
    layers.add('Dense', names[0], dense(after, false), [[x, 0]]);
    layers.weigh(names[0], 'kernel', [before, after], kept);
    layers.add('Dense', names[1], dense(after, true, 'softplus'), [[x, 0]]);
    layers.weigh(names[1], 'kernel', [before, after], difference);
    layers.weigh(
      names[1],
      'bias',
      [after],
      Float32Array.from({ length: after }, (_, c) => (c === at ? 0 : FAR_BELOW)),
    );
    x = layers.add('Add', names[2], {}, [
      [names[0], 0],
      [names[1], 0],
    ]);
    left[into]--;
  }
  return x;
}
