/** Side of the pictures that the tiny models take. */
export const TINY_SIDE = 16;

/** A 1×1 filter, inputs × outputs, and its bias: the features of a picture are the mean of what it makes of each place. */
const FILTER = [1, 0, 0, 0.5, 0, 1, 0, 0.25, 0, 0, 1, -1];
const BIAS = [0, 0.5, 0, -0.25];
/** The last layer, features × classes. */
const CLASSES = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

/** What the filter makes of a picture of one colour, as a model is given it. */
export function tinyFeatures(colour: readonly number[]): number[] {
  return BIAS.map((bias, j) => colour.reduce((sum, value, c) => sum + value * FILTER[c * 4 + j], bias));
}

const WEIGHTS = Float32Array.from([...FILTER, ...BIAS, ...CLASSES]);

const file = (name: string, part: BlobPart): File => new File([part], name);

const weightsManifest = (names: [filter: string, bias: string, classes: string]) => [
  {
    paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'],
    weights: [
      { name: names[0], shape: [1, 1, 3, 4], dtype: 'float32' },
      { name: names[1], shape: [4], dtype: 'float32' },
      { name: names[2], shape: [4, 3], dtype: 'float32' },
    ],
  },
];

function withShards(json: object): File[] {
  return [
    file('model.json', JSON.stringify(json)),
    file('group1-shard1of2.bin', WEIGHTS.slice(0, 10)),
    file('group1-shard2of2.bin', WEIGHTS.slice(10)),
  ];
}

/** A Keras model as tensorflowjs_converter writes it: a filter, a pooling, a dense layer. @param more layers behind the filter */
export function layersModel(more: object[] = []): File[] {
  const layer = (class_name: string, config: object): object => ({ class_name, config });
  const layers = [
    layer('InputLayer', { batch_input_shape: [null, TINY_SIDE, TINY_SIDE, 3], dtype: 'float32', name: 'picture' }),
    layer('Conv2D', { name: 'filter', filters: 4, kernel_size: [1, 1], padding: 'same', use_bias: true }),
    ...more,
    layer('GlobalAveragePooling2D', { name: 'pool', data_format: 'channels_last' }),
    layer('Dense', { name: 'classes', units: 3, use_bias: false, activation: 'softmax' }),
  ];
  const model_config = { class_name: 'Sequential', config: { name: 'tiny', layers } };
  return withShards({
    format: 'layers-model',
    modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config },
    weightsManifest: weightsManifest(['filter/kernel', 'filter/bias', 'classes/kernel']),
  });
}

/** The same as a graph. @param op of an operation behind the filter; default: nothing */
export function graphModel(op = 'Identity'): File[] {
  const float = { T: { type: 'DT_FLOAT' } };
  const dims = (...sizes: number[]): object => ({ dim: sizes.map((size) => ({ size: String(size) })) });
  const constant = (name: string, shape: object): object => ({
    name,
    op: 'Const',
    attr: { dtype: { type: 'DT_FLOAT' }, value: { tensor: { dtype: 'DT_FLOAT', tensorShape: shape } } },
  });
  const node = [
    {
      name: 'picture',
      op: 'Placeholder',
      attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: dims(-1, TINY_SIDE, TINY_SIDE, 3) } },
    },
    constant('kernel', dims(1, 1, 3, 4)),
    constant('bias', dims(4)),
    constant('last', dims(4, 3)),
    constant('axes', dims(2)),
    {
      name: 'filter',
      op: 'Conv2D',
      input: ['picture', 'kernel'],
      attr: {
        ...float,
        strides: { list: { i: ['1', '1', '1', '1'] } },
        padding: { s: btoa('SAME') },
        data_format: { s: btoa('NHWC') },
        dilations: { list: { i: ['1', '1', '1', '1'] } },
      },
    },
    { name: 'shifted', op: 'BiasAdd', input: ['filter', 'bias'], attr: { ...float, data_format: { s: btoa('NHWC') } } },
    { name: 'passed', op, input: ['shifted'], attr: float },
    { name: 'pool', op: 'Mean', input: ['passed', 'axes'], attr: { ...float, keep_dims: { b: false } } },
    { name: 'classes', op: 'MatMul', input: ['pool', 'last'], attr: float },
    { name: 'Identity', op: 'Softmax', input: ['classes'], attr: float },
  ];
  const [group] = weightsManifest(['kernel', 'bias', 'last']);
  const axes = { name: 'axes', shape: [2], dtype: 'int32' };
  const files = withShards({
    format: 'graph-model',
    modelTopology: { node, versions: {} },
    weightsManifest: [{ ...group, paths: [...group.paths, 'group1-shard3of3.bin'], weights: [...group.weights, axes] }],
  });
  return [...files, file('group1-shard3of3.bin', Int32Array.of(1, 2))];
}

/** The same in ONNX, channels before the rows. @param options more inputs, another operation behind the filter, other numbers of it */
export function onnxModel({
  op = 'Identity',
  inputs = ['picture'],
  filter = tensor('kernel', [4, 3, 1, 1], transposed(FILTER, 4)),
}: { op?: string; inputs?: string[]; filter?: Bytes } = {}): File {
  const graph = message(
    bytes(1, node('Conv', [inputs[0], 'kernel', 'bias'], 'filter')),
    bytes(1, node(op, ['filter'], 'passed')),
    bytes(1, node('GlobalAveragePool', ['passed'], 'pool')),
    bytes(1, node('Flatten', ['pool'], 'flat')),
    bytes(1, node('MatMul', ['flat', 'last'], 'classes')),
    bytes(1, node('Softmax', ['classes'], 'out')),
    bytes(2, text('tiny')),
    bytes(5, filter),
    bytes(5, tensor('bias', [4], BIAS)),
    bytes(5, tensor('last', [4, 3], CLASSES)),
    ...inputs.map((name) => bytes(11, value(name, ['n', 3, TINY_SIDE, TINY_SIDE]))),
    bytes(12, value('out', ['n', 3])),
  );
  const opset = message(number(2, 17));
  return file('tiny.onnx', message(number(1, 8), bytes(7, graph), bytes(8, opset)));
}

/** The same with the filter's numbers in a file beside it, as PyTorch's exporter puts them. */
export function onnxModelWithData(): File[] {
  const values = Float32Array.from(transposed(FILTER, 4));
  const entry = (key: string, said: string): Bytes => bytes(13, message(bytes(1, text(key)), bytes(2, text(said))));
  const filter = message(
    ...[4, 3, 1, 1].map((size) => number(1, size)),
    number(2, 1),
    bytes(8, text('kernel')),
    entry('location', 'tiny.onnx.data'),
    entry('offset', '0'),
    entry('length', String(values.byteLength)),
    number(14, 1),
  );
  return [onnxModel({ filter }), file('tiny.onnx.data', values)];
}

const transposed = (rows: number[], columns: number): number[] =>
  Array.from(
    { length: rows.length },
    (_, at) => rows[(at % (rows.length / columns)) * columns + Math.floor(at / (rows.length / columns))],
  );

// Protocol buffers as far as ONNX needs them: https://protobuf.dev/programming-guides/encoding/

type Bytes = Uint8Array<ArrayBuffer>;

const message = (...parts: Bytes[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]));

const text = (value: string): Bytes => new TextEncoder().encode(value);

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];

const number = (field: number, value: number): Bytes => Uint8Array.from([...varint(field * 8), ...varint(value)]);

const bytes = (field: number, part: Bytes): Bytes =>
  Uint8Array.from([...varint(field * 8 + 2), ...varint(part.length), ...part]);

const node = (op: string, inputs: string[], output: string): Bytes =>
  message(...inputs.map((name) => bytes(1, text(name))), bytes(2, text(output)), bytes(4, text(op)));

const tensor = (name: string, dims: number[], values: number[]): Bytes =>
  message(
    ...dims.map((size) => number(1, size)),
    number(2, 1),
    bytes(8, text(name)),
    bytes(9, new Uint8Array(Float32Array.from(values).buffer)),
  );

const value = (name: string, dims: (number | string)[]): Bytes => {
  const shape = message(
    ...dims.map((size) => bytes(1, typeof size === 'number' ? number(1, size) : bytes(2, text(size)))),
  );
  return message(bytes(1, text(name)), bytes(2, bytes(1, message(number(1, 1), bytes(2, shape)))));
};
