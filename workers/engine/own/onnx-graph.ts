import type { GraphNode } from '../../../src/core/backbone/find-features.ts';
import { modelError } from '../../../src/core/backbone/model-error.ts';

// Fields of onnx.proto3, by their numbers.
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, output: 12 };
const NODE = { input: 1, output: 2, op: 4 };
const VALUE_NAME = 1;

const BYTES_FIELD = 2;

/**
 * The operations of a model, in the order of its file.
 * @see https://protobuf.dev/programming-guides/encoding/
 * @throws UserError 'model' where the file is damaged
 */
export function readOnnxNodes(model: Uint8Array): GraphNode[] {
  const graph = fieldsOf(model, MODEL_GRAPH)[0];
  if (!graph) throw modelError('The file is no ONNX model: it has no graph.');
  return fieldsOf(graph, GRAPH.node).map((node) => ({
    op: fieldsOf(node, NODE.op).map(textOf)[0] ?? '',
    inputs: fieldsOf(node, NODE.input).map(textOf),
    outputs: fieldsOf(node, NODE.output).map(textOf),
  }));
}

/**
 * The model with an inner value as one more output. Messages of the same field are merged when they are read, so a second graph that has
 * nothing but the output adds it to the first.
 */
export function withOutput(model: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  const value = field(VALUE_NAME, new TextEncoder().encode(name));
  const more = field(MODEL_GRAPH, field(GRAPH.output, value));
  const out = new Uint8Array(model.length + more.length);
  out.set(model);
  out.set(more, model.length);
  return out;
}

function field(number: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...varint(number * 8 + BYTES_FIELD), ...varint(bytes.length), ...bytes]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** The contents of all fields of a number that hold bytes; what else there is is passed over. */
function fieldsOf(message: Uint8Array, wanted: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      if (at >= message.length || factor > 2 ** 63) throw modelError('The file is no ONNX model, or is cut off.');
      const byte = message[at++];
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = next();
    const kind = key % 8;
    if (kind === 0) next();
    else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else if (kind === BYTES_FIELD) {
      const length = next();
      if (at + length > message.length) throw modelError('The file is no ONNX model, or is cut off.');
      if (Math.floor(key / 8) === wanted) found.push(message.subarray(at, at + length));
      at += length;
    } else throw modelError('The file is no ONNX model, or is damaged.');
  }
  return found;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
