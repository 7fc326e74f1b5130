import { UserError } from '../../../src/core/errors.ts';
import type { AnalysisModule } from './module.ts';

type Kind = Uint16ArrayConstructor | Float32ArrayConstructor | Float64ArrayConstructor;

/** A kind of array and its length. */
type Wanted = readonly [Kind, number];

/** Bytes of a vector, to which every array is aligned, and which may be read or written beyond its end. */
const VECTOR = 16;

/** Rows of features or logits that are worked on at a time, so that they stay within the cache. A multiple of 4. */
export const BLOCK = 1024;

/** Numbers of a row of k floats, padded to whole vectors. */
export const paddedTo = (k: number): number => Math.ceil(k / 4) * 4;

/**
 * Arrays in the module's memory, their values undefined. They hold until the next call, which uses the same memory.
 * @throws UserError, where there is no memory left
 */
export function lay<const All extends readonly Wanted[]>(
  module: AnalysisModule,
  ...wanted: All
): { [Place in keyof All]: InstanceType<All[Place][0]> } {
  const bytes = wanted.map(([{ BYTES_PER_ELEMENT }, length]) => {
    return (Math.ceil((length * BYTES_PER_ELEMENT) / VECTOR) + 1) * VECTOR;
  });
  const total = bytes.reduce((sum, size) => sum + size, 0);
  let address = module.reserve({ bytes: total });
  if (!address) {
    throw new UserError(
      'no-memory',
      `This browser has no ${(total / 1e6).toFixed(0)} MB left to score in. Close other tabs.`,
    );
  }
  const arrays = wanted.map(([Kind, length], at) => {
    address += bytes[at];
    return new Kind(module.memory.buffer, address - bytes[at], length);
  });
  return arrays as { [Place in keyof All]: InstanceType<All[Place][0]> };
}
