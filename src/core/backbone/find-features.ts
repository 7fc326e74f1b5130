/** An operation of a model's graph: which values it takes and gives, the main ones first. */
export interface GraphNode {
  op: string;
  inputs: string[];
  outputs: string[];
}

// Operations as ONNX and TensorFlow call them.

/** What stands behind a classifier's last layer. */
const BEHIND = new Set('Softmax LogSoftmax Sigmoid Identity Add AddV2 BiasAdd Reshape Flatten Squeeze Cast'.split(' '));

/** What gives the classes. */
const LAST_LAYERS = new Set('Gemm MatMul _FusedMatMul Conv Conv2D _FusedConv2D'.split(' '));

/** What may stand between the pooling and the last layer. */
const BETWEEN = new Set(
  [...BEHIND, ...LAST_LAYERS, ...'Dropout Relu Relu6 HardSwish HardSigmoid Clip Mul Tanh'.split(' ')].filter(
    (op) => !/Conv/.test(op),
  ),
);

const POOLINGS = new Set('GlobalAveragePool GlobalMaxPool ReduceMean Mean Max'.split(' '));

/**
 * Inner values of a classifier that can be features, the likeliest first: what its pooling gives, and what its last layer gets.
 * @param outputs of the model @returns none where no output comes from a layer of classes
 */
export function findFeatures(nodes: readonly GraphNode[], outputs: readonly string[]): string[] {
  const madeBy = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const before = (node: GraphNode): GraphNode | undefined => madeBy.get(node.inputs[0]);
  const found = new Set<string>();
  for (const output of outputs) {
    // A graph that goes round in circles ends too.
    const passed = new Set<GraphNode>();
    const back = (node: GraphNode | undefined, through: ReadonlySet<string>): GraphNode | undefined => {
      while (node && through.has(node.op) && !passed.has(node)) {
        passed.add(node);
        node = before(node);
      }
      return node;
    };
    const last = back(madeBy.get(output), BEHIND);
    const got = last && LAST_LAYERS.has(last.op) ? before(last) : undefined;
    if (!got || got.inputs.length === 0) continue;
    const pooling = back(got, BETWEEN);
    if (pooling && POOLINGS.has(pooling.op)) found.add(pooling.outputs[0]);
    found.add(got.outputs[0]);
  }
  for (const output of outputs) found.delete(output);
  return [...found];
}
