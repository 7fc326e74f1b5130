import { foldBlock, mirroredColumns, normalisingFilter, outputsFirst } from './fold.ts';
import { factTexts, factsOf, type Model } from './model.ts';
import { FLOAT, UINT8, floats, integers, modelMessage, node, value } from './onnx-messages.ts';
import type { Parts } from './protobuf.ts';

/** Versions of the file and of the operators: those of ONNX 1.12 (2022), which every newer runtime reads. */
export const ONNX_VERSIONS = { ir: 8, opset: 17 };

/**
 * One of a model's networks as ONNX (github.com/onnx/onnx/blob/main/onnx/onnx.proto): `pictures`, bytes n × height × width × 3, go in and
 * `logits`, n × classes, come out, those that the page has of the same pictures. @param at the network, 0-based
 */
export function writeOnnx(model: Model, at: number): Parts {
  const { networks, stride, columns, epsilon } = model;
  const { blocks, top, linear } = networks[at];
  const facts = factsOf(model, at);
  const { height, width, classes } = facts;
  const columnCount = linear.length / top;
  const graph: Parts[] = [value(11, 'pictures', UINT8, ['n', height, width, 3])];
  const conv = (name: string, x: string, filter: Parts, bias: Float32Array, attributes: Record<string, number[]>) =>
    graph.push(
      filter,
      floats(`${name}.bias`, [bias.length], bias),
      node('Conv', [x, `${name}.weight`, `${name}.bias`], [name], attributes),
    );

  // The mirror images are the second half of one batch.
  graph.push(
    node('Cast', ['pictures'], ['numbers'], { to: FLOAT }),
    node('Transpose', ['numbers'], ['planes'], { perm: [0, 3, 1, 2] }),
    integers('mirrored_columns', mirroredColumns(model)),
    node('Gather', ['planes', 'mirrored_columns'], ['mirrored'], { axis: 3 }),
    node('Concat', ['planes', 'mirrored'], ['both'], { axis: 0 }),
  );
  const normalising = normalisingFilter(facts, stride);
  const channels = 3 * stride ** 2;
  const weight = floats(
    'normalised.weight',
    [channels, 3, stride, stride],
    outputsFirst(normalising.filter, stride, 3, channels),
  );
  conv('normalised', 'both', weight, normalising.bias, { kernel_shape: [stride, stride], strides: [stride, stride] });

  const inputs: string[] = [];
  let x = 'normalised';
  blocks.forEach((block, k) => {
    const name = `block_${k}`;
    inputs.push(x);
    const { filter, bias } = foldBlock(block, epsilon);
    const turned = outputsFirst(filter, 3, block.inputs, block.outputs);
    const shape = [block.outputs, block.inputs, 3, 3];
    conv(name, x, floats(`${name}.weight`, shape, turned), bias, { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
    graph.push(node('Relu', [name], [(x = `${name}.relu`)]));
    if (block.pooled) {
      graph.push(node('MaxPool', [x], [`${name}.pool`], { kernel_shape: [2, 2], strides: [2, 2] }));
      x = `${name}.pool`;
    }
    if (block.adds !== undefined) graph.push(node('Add', [x, inputs[block.adds]], [(x = `${name}.sum`)]));
  });

  const merged = columns.some((count) => count > 1);
  graph.push(
    node('GlobalMaxPool', [x], ['largest']),
    node('Flatten', ['largest'], ['features'], { axis: 1 }),
    floats('linear', [top, columnCount], linear),
    node('MatMul', ['features', 'linear'], ['both_logits']),
    integers('halves', [2, -1, columnCount]),
    node('Reshape', ['both_logits', 'halves'], ['of_both']),
    node('ReduceMean', ['of_both'], [merged ? 'column_logits' : 'logits'], { axes: [0], keepdims: 0 }),
    ...(merged ? mergedColumns(columns) : []),
    value(12, 'logits', FLOAT, ['n', classes.length]),
  );
  return modelMessage(graph, facts.run, ONNX_VERSIONS, factTexts(facts));
}

/** Logits whose probabilities are the sums of those of the columns that make a class. */
function mergedColumns(columns: readonly number[]): Parts[] {
  const of = columns.map((_, at) => `class_${at}`);
  const sums = columns.map((count, at) => (count > 1 ? `class_${at}.sum` : of[at]));
  const reduce = columns.flatMap((count, at) =>
    count > 1 ? [node('ReduceLogSumExp', [of[at]], [sums[at]], { axes: [1], keepdims: 1 })] : [],
  );
  return [
    integers('columns_of_classes', [...columns]),
    node('Split', ['column_logits', 'columns_of_classes'], of, { axis: 1 }),
    ...reduce,
    node('Concat', sums, ['logits'], { axis: 1 }),
  ];
}
