/** What the binary exports for scores: loops as wasm/assembly names them, which take addresses and sizes. */
export interface ScoreModule extends Record<LoopName, (...values: number[]) => void> {
  memory: WebAssembly.Memory;
  reserve(bytes: number): number;
}

type LoopName =
  | 'softmaxRows'
  | 'adjustRows'
  | 'followLabels'
  | 'addEpoch'
  | 'mixLogits'
  | 'takeRoots'
  | 'addByLabel'
  | 'centre'
  | 'addInnerProducts'
  | 'project'
  | 'expectation'
  | 'weighErrors';

type Numbers = Uint16Array | Float32Array | Float64Array;

type Kind = Uint16ArrayConstructor | Float32ArrayConstructor | Float64ArrayConstructor;

/** A kind of array and its length. */
type Wanted = readonly [Kind, number];

/** Bytes of a vector, to which every array is aligned, and which may be read or written beyond its end. */
const VECTOR = 16;

/** Numbers of a row of k floats, padded to whole vectors. */
export const paddedTo = (k: number): number => Math.ceil(k / 4) * 4;

/**
 * Arrays in the module's memory, their values undefined. They hold until the next call, which uses the same memory.
 * @throws Error for people, where there is no memory left
 */
export function lay<const All extends readonly Wanted[]>(
  module: ScoreModule,
  ...wanted: All
): { [Place in keyof All]: InstanceType<All[Place][0]> } {
  const bytes = wanted.map(([{ BYTES_PER_ELEMENT }, length]) => {
    return (Math.ceil((length * BYTES_PER_ELEMENT) / VECTOR) + 1) * VECTOR;
  });
  const total = bytes.reduce((sum, size) => sum + size, 0);
  let address = module.reserve(total);
  if (!address) {
    throw new Error(`This browser has no ${(total / 1e6).toFixed(0)} MB left to score in. Close other tabs.`);
  }
  const arrays = wanted.map(([Kind, length], at) => {
    address += bytes[at];
    return new Kind(module.memory.buffer, address - bytes[at], length);
  });
  return arrays as { [Place in keyof All]: InstanceType<All[Place][0]> };
}

/** Calls one of the module's loops with the arrays' addresses. */
export function run(module: ScoreModule, loop: LoopName, ...values: (number | Numbers)[]): void {
  module[loop](...values.map((value) => (typeof value === 'number' ? value : value.byteOffset)));
}
