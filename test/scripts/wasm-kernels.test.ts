import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refuseData, wasmKernelsFile } from '../../scripts/wasm-kernels.ts';

/** A module's magic and version, then a memory of one page. */
const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 3, 1, 0, 1];

describe('the build of the kernels', () => {
  test.each(['relaxed', 'plain'] as const)('makes a %s binary that leaves the heap of tfjs alone', async (variant) => {
    const binary = readFileSync(await wasmKernelsFile('kernels', variant));
    expect(() => refuseData(binary)).not.toThrow();
    if (variant === 'relaxed') return; // Node 20 does not know relaxed SIMD.
    const module = await WebAssembly.compile(binary);
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
  });

  test('refuses a binary that would write into memory as it starts', () => {
    const data = [11, 8, 1, 0, 0x41, 0, 0x0b, 2, 7, 7];
    expect(() => refuseData(Uint8Array.from([...HEAD, ...data]))).toThrow('overwrite');
    expect(() => refuseData(Uint8Array.from(HEAD))).not.toThrow();
  });
});
