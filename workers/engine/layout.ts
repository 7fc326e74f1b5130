import type { Random } from '../../src/core/dataset/random.ts';
import type { Stem } from '../../src/core/training/picture-size.ts';

/** First and second of the pairs of blocks whose input is added to their output. */
export const RESIDUAL_STARTS = [2, 6];
export const RESIDUAL_ENDS = [3, 7];

/** A 3×3 convolution with batch normalisation and ReLU behind it. */
export interface ConvBlock {
  inputs: number;
  outputs: number;
}

/** A parameter's place in the flat arrays of weights, momenta and gradients. */
export interface Parameter {
  name: string;
  shape: number[];
  offset: number;
  size: number;
}

/** Where everything of one network lies. */
export interface Layout {
  /** prep, one, residual one a and b, two, three, residual two a and b. */
  blocks: ConvBlock[];
  /** Blocks that a 2×2 max-pool follows. */
  poolsAfter: number[];
  classCount: number;
  /** Features a sample. */
  top: number;
  logitScale: number;
  /** For each block filter [3, 3, in, out], γ, β; then the linear layer [top, classes]. */
  parameters: Parameter[];
  parameterCount: number;
  /** Channels of all blocks: running means have so many numbers, running variances as many behind them. */
  channelCount: number;
}

/**
 * Lays out the network: DavidNet (Page 2018, "How to train your ResNet") as FiftyOne's walkthrough used it.
 * @param shape width w of the first convolution, channels at the top @param stem how it begins, by the size of its pictures
 */
export function layOut(
  shape: { width: number; top: number; logitScale: number },
  classCount: number,
  { channels, pooled }: Pick<Stem, 'channels' | 'pooled'> = { channels: 3, pooled: false },
): Layout {
  const { width: w, top, logitScale } = shape;
  const chain = [channels, w, 2 * w, 2 * w, 2 * w, 4 * w, top, top, top];
  const blocks = chain.slice(1).map((outputs, k) => ({ inputs: chain[k], outputs }));
  const parameters: Parameter[] = [];
  let offset = 0;
  const add = (name: string, shape: number[]): void => {
    const size = shape.reduce((a, b) => a * b);
    parameters.push({ name, shape, offset, size });
    offset += size;
  };
  blocks.forEach(({ inputs, outputs }, k) => {
    add(`block ${k} filter`, [3, 3, inputs, outputs]);
    add(`block ${k} gamma`, [outputs]);
    add(`block ${k} beta`, [outputs]);
  });
  add('linear', [top, classCount]);
  const channelCount = blocks.reduce((sum, block) => sum + block.outputs, 0);
  const poolsAfter = pooled ? [0, 1, 4, 5] : [1, 4, 5];
  return { blocks, poolsAfter, classCount, top, logitScale, parameters, parameterCount: offset, channelCount };
}

/** Weights to start from: filters and linear layer uniform within ±1/√(inputs of one output), γ = 1, β = 0. */
export function initialWeights(layout: Layout, random: Random): Float32Array {
  const weights = new Float32Array(layout.parameterCount);
  for (const { shape, offset, size } of layout.parameters) {
    if (shape.length === 1) continue;
    const bound = 1 / Math.sqrt(size / shape[shape.length - 1]);
    for (let i = offset; i < offset + size; i++) weights[i] = (2 * random.float() - 1) * bound;
  }
  for (const { name, offset, size } of layout.parameters) {
    if (name.endsWith('gamma')) weights.fill(1, offset, offset + size);
  }
  return weights;
}

/** Running statistics to start from: means 0, variances 1. */
export function initialStatistics(layout: Layout): Float32Array {
  return new Float32Array(2 * layout.channelCount).fill(1, layout.channelCount);
}
