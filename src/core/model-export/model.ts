import type { Fit } from '../dataset/types.ts';

/** The forms that a network leaves in. */
export const MODEL_FORMATS = ['onnx', 'tfjs', 'safetensors'] as const;

/** Their names in the script API. */
export type ModelFormatId = (typeof MODEL_FORMATS)[number];

/** A 3×3 convolution without bias, batch normalisation, ReLU, and what follows them. */
export interface ModelBlock {
  inputs: number;
  outputs: number;
  /** [3, 3, inputs, outputs] row-major. */
  filter: Float32Array;
  gamma: Float32Array;
  beta: Float32Array;
  /** Running statistics. */
  mean: Float32Array;
  variance: Float32Array;
  /** Whether the largest of each 2×2 is taken behind it. */
  pooled: boolean;
  /** The block whose input is added at the end; absent for none. */
  adds?: number;
}

/** One network: its blocks, the largest over all places, a linear layer. */
export interface ModelNetwork {
  /** That its weights have learned for. */
  epochs: number;
  blocks: ModelBlock[];
  /** Features that the linear layer takes. */
  top: number;
  /** [top, columns] row-major, times the scale of the logits. */
  linear: Float32Array;
}

/** What stands inside every form beside the weights. */
export interface ModelFacts {
  producer: 'Second Look';
  /** Of these facts. */
  version: 1;
  run: string;
  dataset: string;
  /** What each logit is of, by the names of now. */
  classes: string[];
  /** Size of the pictures, pixels. */
  height: number;
  width: number;
  channels: 'RGB';
  /** How a picture of another shape is brought to that size, and the CSS colour beside or behind it. */
  fit: Fit;
  background: string;
  /** Of each colour, of values 0 … 255. */
  mean: number[];
  deviation: number[];
  /** The logits are the mean of the picture's and of its mirror image's. */
  mirrored: true;
  recipe: string;
  architecture: string;
  seed: number;
  /** Epochs that the weights have learned for, of several networks the fewest where they stand for all; they are the last update's, no average over updates. */
  epochs: number;
  /** Networks of the run, and which of them this is, from 1. */
  networks: number;
  network: number;
  /** Folds that the samples were dealt into, each unseen by the network of its number; 0 where every network learned from all. */
  folds: number;
}

/** All that a form is written of. */
export interface Model {
  /** Those of its first network. */
  facts: ModelFacts;
  networks: ModelNetwork[];
  /** Pixels along each side of the squares that the networks take as one place: row by row, red, green and blue of each. */
  stride: number;
  /** Columns of the linear layer that make each class, in their order: one, or several where classes were merged since. */
  columns: number[];
  /** Added to the variance in batch normalisation. */
  epsilon: number;
}

/** The facts of one of a model's networks. @param at 0-based */
export const factsOf = ({ facts, networks }: Model, at: number): ModelFacts => ({
  ...facts,
  network: at + 1,
  epochs: networks[at].epochs,
});

/** The same as texts by name, lists as JSON: for formats whose metadata are texts. */
export const factTexts = (facts: ModelFacts): [string, string][] =>
  Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);

/** What a network's file or folder is called: "network-2", or "model" where a run has one. @param at 0-based */
export const networkName = ({ networks }: Model, at: number): string =>
  networks.length === 1 ? 'model' : `network-${at + 1}`;
