import type { GraphModel } from '@tensorflow/tfjs-converter';
import type { ModelTensor } from '../../../src/core/backbone/own-backbone.ts';

/** A node of a graph model, as model.json has it. */
interface GraphNode {
  name: string;
  op: string;
  input?: string[];
}

/** What stands behind a classifier's last layer. */
const PASSED_ON = new Set(['Softmax', 'Identity', 'Reshape', 'Squeeze', 'BiasAdd', 'Add', 'AddV2', 'Sigmoid']);

const LAST_LAYERS = new Set(['MatMul', '_FusedMatMul', 'Conv2D', '_FusedConv2D']);

/** The nodes of a graph model. */
export const graphNodes = (topology: object): GraphNode[] => (topology as { node: GraphNode[] }).node;

/**
 * The outputs of a graph model that can be features, the likeliest first: its last mean over places, else what its last layer gets where
 * that gives classes, else its own outputs.
 */
export function graphOutputs(topology: object, { outputs }: Pick<GraphModel, 'outputs'>): ModelTensor[] {
  const nodes = graphNodes(topology);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const sourceOf = (node: GraphNode): GraphNode | undefined => {
    const name = node.input?.[0]?.replace(/^\^/, '').split(':')[0];
    return name === undefined ? undefined : byName.get(name);
  };
  const inner = new Set<string>();
  for (const { name } of outputs) {
    let node = byName.get(name);
    while (node && PASSED_ON.has(node.op)) node = sourceOf(node);
    const before = node && LAST_LAYERS.has(node.op) ? sourceOf(node) : undefined;
    const pooled = nodes.findLast(({ op }) => op === 'Mean');
    if (before && before.op !== 'Placeholder') inner.add((pooled ?? before).name).add(before.name);
  }
  const declared = outputs.map(({ name, shape = [] }) => ({ name, shape: shape.map((n) => (n > 0 ? n : null)) }));
  for (const { name } of declared) inner.delete(name);
  return [...[...inner].map((name) => ({ name, shape: [] })), ...declared];
}
