import { expect, it } from 'vitest';
import { wasmCalls } from '../../../workers/shared/wasm-calls.ts';

const signatures = {
  scale: { parameters: { values: 'usize', count: 'i32', factor: 'f32', turned: 'bool' }, result: 'usize' },
} as const;

it('a function of a module is given its parameters in their order, whichever they are named in, and addresses of arrays', () => {
  const given: unknown[][] = [];
  const exports = { scale: (...values: unknown[]) => given.push(values) };
  const { scale } = wasmCalls(exports, signatures, ({ byteOffset }: Float32Array) => byteOffset);
  const values = new Float32Array(new ArrayBuffer(32), 16, 4);
  expect(scale({ turned: true, factor: 0.5, values, count: 4 })).toBe(1);
  expect(scale({ values: 8, count: 2, factor: 2, turned: false })).toBe(2);
  expect(given).toEqual([
    [16, 4, 0.5, true],
    [8, 2, 2, false],
  ]);
});
