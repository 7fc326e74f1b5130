import type { Model, ModelBlock, ModelFacts } from './model.ts';

/** A convolution with a bias. */
export interface Folded {
  /** [side, side, inputs, outputs] row-major. */
  filter: Float32Array;
  bias: Float32Array;
}

/** Batch normalisation by the running statistics as part of the filter, as the page predicts. */
export function foldBlock({ filter, gamma, beta, mean, variance, outputs }: ModelBlock, epsilon: number): Folded {
  const scale = gamma.map((g, c) => g / Math.sqrt(variance[c] + epsilon));
  return {
    filter: filter.map((w, i) => w * scale[i % outputs]),
    bias: beta.map((b, c) => b - mean[c] * scale[c]),
  };
}

/** A convolution that normalises pictures of 0 … 255, and makes a place of each square of stride × stride pixels. */
export function normalisingFilter({ mean, deviation }: ModelFacts, stride: number): Folded {
  const outputs = 3 * stride ** 2;
  const filter = new Float32Array(stride ** 2 * 3 * outputs);
  const bias = new Float32Array(outputs);
  for (let channel = 0; channel < outputs; channel++) {
    const colour = channel % 3;
    // Pixel and colour have the same order in the square and among the channels of its place.
    filter[channel * outputs + channel] = 1 / deviation[colour];
    bias[channel] = -mean[colour] / deviation[colour];
  }
  return { filter, bias };
}

/** [height, width, inputs, outputs] as [outputs, inputs, height, width]. @param inputAt where each input comes from */
export function outputsFirst(
  filter: Float32Array,
  side: number,
  inputs: number,
  outputs: number,
  inputAt = (input: number): number => input,
): Float32Array {
  const places = side ** 2;
  const turned = new Float32Array(filter.length);
  let to = 0;
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      const from = inputAt(input) * outputs + output;
      for (let place = 0; place < places; place++) turned[to++] = filter[place * inputs * outputs + from];
    }
  }
  return turned;
}

/** Columns of pixels of a picture's mirror image: of the part of its width that makes whole places, the rest stays. */
export function mirroredColumns({ facts: { width }, stride }: Model): number[] {
  const seen = width - (width % stride);
  return Array.from({ length: width }, (_, column) => (column < seen ? seen - 1 - column : column));
}
