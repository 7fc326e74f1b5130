import { utf8 } from '../exports/archive-file.ts';
import { outputsFirst } from './fold.ts';
import { factTexts, factsOf, type Model } from './model.ts';
import type { Parts } from './protobuf.ts';

/** The header's length is a multiple of this, so that the numbers behind it are aligned. */
const ALIGNED = 8;

/**
 * One of a model's networks as safetensors (huggingface.co/docs/safetensors): weights as PyTorch has them, batch normalisation apart, by the
 * names of `load_model.py`, and the facts as `__metadata__`. @param at the network, 0-based
 */
export function writeSafetensors(model: Model, at: number): Parts {
  const { blocks, top, linear } = model.networks[at];
  const header: Record<string, unknown> = {
    __metadata__: Object.fromEntries([...factTexts(factsOf(model, at)), ...structureTexts(model, at)]),
  };
  const data: Uint8Array[] = [];
  let offset = 0;
  const add = (name: string, shape: number[], { buffer, byteOffset, byteLength }: Float32Array): void => {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + byteLength] };
    data.push(new Uint8Array(buffer, byteOffset, byteLength));
    offset += byteLength;
  };
  blocks.forEach(({ inputs, outputs, filter, gamma, beta, mean, variance }, k) => {
    add(`convs.${k}.weight`, [outputs, inputs, 3, 3], outputsFirst(filter, 3, inputs, outputs, unshuffled(model, k)));
    add(`norms.${k}.weight`, [outputs], gamma);
    add(`norms.${k}.bias`, [outputs], beta);
    add(`norms.${k}.running_mean`, [outputs], mean);
    add(`norms.${k}.running_var`, [outputs], variance);
  });
  const columnCount = linear.length / top;
  add('linear.weight', [columnCount, top], outputsFirst(linear, 1, top, columnCount));
  const text = JSON.stringify(header);
  const unpadded = utf8(text).length;
  const head = utf8(text + ' '.repeat((ALIGNED - (unpadded % ALIGNED)) % ALIGNED));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(head.length), true);
  return [length, head, ...data];
}

/** What the loader builds the module by. */
function structureTexts({ networks, stride, columns, epsilon }: Model, at: number): [string, string][] {
  const { blocks } = networks[at];
  return Object.entries({
    stride,
    columns,
    epsilon,
    widths: [blocks[0].inputs, ...blocks.map(({ outputs }) => outputs)],
    pooled: blocks.flatMap(({ pooled }, k) => (pooled ? [k] : [])),
    adds: Object.fromEntries(blocks.flatMap(({ adds }, k) => (adds === undefined ? [] : [[k, adds]]))),
  }).map(([name, value]) => [name, JSON.stringify(value)]);
}

/** PyTorch's pixel_unshuffle has the pixels of a place colour by colour, the networks have them pixel by pixel. */
const unshuffled =
  ({ stride }: Model, block: number) =>
  (input: number): number =>
    block > 0 ? input : (input % stride ** 2) * 3 + Math.floor(input / stride ** 2);
