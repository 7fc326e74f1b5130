import type { GraphModel } from '@tensorflow/tfjs-converter';
import { findFeatures } from '../../../src/core/backbone/find-features.ts';
import type { ModelTensor } from '../../../src/core/backbone/own-backbone.ts';

/** A node of a graph model, as model.json has it. */
interface TopologyNode {
  name: string;
  op: string;
  input?: string[];
}

/** The nodes of a graph model. */
export const graphNodes = (topology: object): TopologyNode[] => (topology as { node: TopologyNode[] }).node;

/** The outputs of a graph model that can be features, the likeliest first: inner ones of a classifier, else its own. */
export function graphOutputs(topology: object, { outputs }: Pick<GraphModel, 'outputs'>): ModelTensor[] {
  const nodes = graphNodes(topology).map(({ name, op, input = [] }) => {
    // "name:1" is another output of a node, "^name" no value at all.
    const inputs = input.filter((one) => !one.startsWith('^')).map((one) => one.split(':')[0]);
    return { op, inputs, outputs: [name] };
  });
  const declared = outputs.map(({ name, shape = [] }) => ({ name, shape: shape.map((n) => (n > 0 ? n : null)) }));
  const inner = findFeatures(
    nodes,
    declared.map(({ name }) => name),
  );
  return [...inner.map((name) => ({ name, shape: [] })), ...declared];
}
