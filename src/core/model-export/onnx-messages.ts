import { field, numberField, textField, type Parts } from './protobuf.ts';

/** Types of elements in onnx.proto. */
export const FLOAT = 1;
export const UINT8 = 2;
const INT64 = 7;

/** Types of attributes in onnx.proto. */
const INT = 2;
const INTS = 7;

/** A node: what it computes of which values, and the whole numbers that it takes. */
export function node(
  operator: string,
  inputs: string[],
  outputs: string[],
  attributes: Record<string, number | number[]> = {},
): Parts {
  return field(
    1,
    ...inputs.map((name) => textField(1, name)),
    ...outputs.map((name) => textField(2, name)),
    textField(3, outputs[0]),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, value]) => {
      const values = typeof value === 'number' ? [numberField(3, value)] : value.map((one) => numberField(8, one));
      return field(5, textField(1, name), ...values, numberField(20, typeof value === 'number' ? INT : INTS));
    }),
  );
}

function tensor(name: string, type: number, shape: number[], bytes: Uint8Array): Parts {
  const dims = shape.map((side) => numberField(1, side));
  return field(5, ...dims, numberField(2, type), textField(8, name), field(9, [bytes]));
}

/** Weights. */
export const floats = (name: string, shape: number[], { buffer, byteOffset, byteLength }: Float32Array): Parts =>
  tensor(name, FLOAT, shape, new Uint8Array(buffer, byteOffset, byteLength));

/** A row of whole numbers that a node takes as a value. */
export const integers = (name: string, values: number[]): Parts =>
  tensor(name, INT64, [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer));

/** An input (11) or output (12) of the graph. @param shape a text is a side of any length */
export function value(at: 11 | 12, name: string, type: number, shape: (number | string)[]): Parts {
  const sides = shape.map((side) => field(1, typeof side === 'number' ? numberField(1, side) : textField(2, side)));
  return field(at, textField(1, name), field(2, field(1, numberField(1, type), field(2, ...sides))));
}

/** A model's file. @param version of the operators @param facts metadata, by name */
export function modelMessage(
  graph: Parts[],
  name: string,
  { ir, opset }: { ir: number; opset: number },
  facts: [string, string][],
): Parts {
  return [
    ...numberField(1, ir),
    ...textField(2, 'Second Look'),
    ...field(7, textField(2, name), ...graph),
    ...field(8, numberField(2, opset)),
    ...facts.flatMap(([key, text]) => field(14, textField(1, key), textField(2, text))),
  ];
}
