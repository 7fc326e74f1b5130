import { printable } from '../dataset/names.ts';
import { modelError } from './model-error.ts';
import type { ModelFormat } from './own-backbone.ts';

/** What a model.json says of one weight. */
export interface WeightEntry {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: { dtype: string };
}

/** Weights that lie one behind the other in some shards. */
export interface WeightGroup {
  paths: string[];
  weights: WeightEntry[];
}

/** A model.json of TensorFlow.js, its contents looked through as far as files go. */
export interface ModelJson {
  format: Exclude<ModelFormat, 'onnx'>;
  /** Handed on to tfjs as it is. */
  modelTopology: object;
  /** Inputs and outputs of a graph model, where it says. */
  signature?: object;
  weightsManifest: WeightGroup[];
}

const BYTES: Partial<Record<string, number>> = {
  float32: 4,
  int32: 4,
  complex64: 8,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/** Shards that a model has at most, and weights. */
const MOST_ENTRIES = 100_000;

/**
 * Reads a model.json.
 * @param name of the file, for messages
 * @throws UserError 'model' where it is none, or names its shards in a way that leads elsewhere
 */
export function readModelJson(text: string, name: string): ModelJson {
  const shown = printable(name);
  if (/^\s*</.test(text)) throw modelError(`${shown} is a web page, no model: the address may ask for a login.`);
  const json = parsed(text);
  if (!isObject(json)) throw modelError(`${shown} is no JSON: it looks cut off, or is another file.`);
  const { modelTopology, weightsManifest } = json;
  if (!isObject(modelTopology))
    throw modelError(
      `${shown} is no model of TensorFlow.js: it has no “modelTopology”. A model is a model.json and its shards, or an .onnx file.`,
    );
  if (!Array.isArray(weightsManifest) || !weightsManifest.every(isGroup))
    throw modelError(`${shown} does not say which files hold its weights (“weightsManifest”).`);
  const entries = weightsManifest.reduce((sum, { paths, weights }) => sum + paths.length + weights.length, 0);
  if (entries > MOST_ENTRIES) throw modelError(`${shown} names ${entries.toLocaleString('en')} files and weights.`);
  const away = weightsManifest.flatMap(({ paths }) => paths).find((path) => !staysBeside(path));
  if (away !== undefined)
    throw modelError(`${shown} names “${printable(away)}” as a file of weights: they must lie beside it.`);
  const isGraph = Array.isArray((modelTopology as { node?: unknown }).node);
  return {
    format: isGraph ? 'tfjs-graph' : 'tfjs-layers',
    modelTopology,
    weightsManifest,
    ...(isObject(json.signature) && { signature: json.signature }),
  };
}

/** Names of a model's shards, in order, each once. */
export function shardNames({ weightsManifest }: Pick<ModelJson, 'weightsManifest'>): string[] {
  return [...new Set(weightsManifest.flatMap(({ paths }) => paths))];
}

/**
 * Bytes that the shards of a group hold together.
 * @throws UserError 'model' for weights of a kind that no picture's model has
 */
export function bytesOfGroup({ weights }: WeightGroup): number {
  return weights.reduce((sum, { name, shape, dtype, quantization }) => {
    const each = BYTES[quantization?.dtype ?? dtype];
    if (each === undefined) throw modelError(`The weight “${printable(name)}” is of the kind ${printable(dtype)}.`);
    return sum + each * shape.reduce((product, n) => product * n, 1);
  }, 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

function isGroup(value: unknown): value is WeightGroup {
  if (!isObject(value)) return false;
  const { paths, weights } = value;
  return Array.isArray(paths) && paths.every(isText) && Array.isArray(weights) && weights.every(isWeight);
}

function isWeight(value: unknown): value is WeightEntry {
  if (!isObject(value)) return false;
  const { name, shape, dtype } = value;
  const sized = Array.isArray(shape) && shape.every((n) => Number.isInteger(n) && n >= 0);
  return isText(name) && isText(dtype) && sized;
}

/** Where a model might lie; two, since a path may name one of them in full. */
const FOLDERS = ['https://one.invalid/in/', 'https://other.invalid/in/'];

/**
 * Whether a path leads to a file beside the model.json or below it, by the rules by which it would be fetched: they pass over spaces at the
 * ends and line breaks, and read “%2e” as a dot.
 */
function staysBeside(path: string): boolean {
  try {
    return FOLDERS.every((folder) => {
      const { href } = new URL(path, folder);
      return href.startsWith(folder) && href !== folder;
    });
  } catch {
    return false;
  }
}
