import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { refuseData, wasmKernelsFile } from '../../scripts/wasm-kernels.ts';
import { checkSignatures, renderSignatures } from '../../scripts/wasm-signatures.mjs';

/** A module's magic and version, then a memory of one page. */
const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 3, 1, 0, 1];

describe('the build of the kernels', () => {
  it.each(['relaxed', 'plain'] as const)('makes a %s binary that leaves the heap of tfjs alone', async (variant) => {
    const binary = readFileSync(await wasmKernelsFile('kernels', variant));
    expect(() => refuseData(binary)).not.toThrow();
    if (variant === 'relaxed') return; // Node 20 does not know relaxed SIMD.
    const module = await WebAssembly.compile(binary);
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
  });

  it('refuses a binary that would write into memory as it starts', () => {
    const data = [11, 8, 1, 0, 0x41, 0, 0x0b, 2, 7, 7];
    expect(() => refuseData(Uint8Array.from([...HEAD, ...data]))).toThrow('overwrite');
    expect(() => refuseData(Uint8Array.from(HEAD))).not.toThrow();
  });
});

describe('the signatures of the kernels', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-signatures-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const render = (files: Record<string, string>): string => {
    for (const [name, source] of Object.entries(files)) writeFileSync(path.join(folder, `${name}.ts`), source);
    return renderSignatures(folder);
  };

  it('in TypeScript are those of the AssemblyScript', () => {
    expect(checkSignatures).not.toThrow();
  });

  it('have the parameters in their order, with their types', () => {
    const pool = 'export function pool(x: usize, rows: i32, scale: f32, turned: bool): void {}';
    const room = 'function own(): void {}\nexport function room(): usize { return 0; }';
    const text = render({
      index: "export { pool } from './a';\nexport { room as needed } from './b';",
      a: pool,
      b: room,
    });
    const [, written] = text.split('export const signatures =');
    expect(written.replace(/\s+/g, ' ')).toBe(
      " { pool: { parameters: { x: 'usize', rows: 'i32', scale: 'f32', turned: 'bool', }, result: 'void', }," +
        " needed: { parameters: {}, result: 'usize', }, } as const; ",
    );
  });

  it('are refused where an export is not named, not there, or takes what TypeScript cannot give', () => {
    const a = 'export function sum(x: v128): void {}';
    expect(() => render({ index: "export * from './a';", a })).toThrow('must name what it exports from “./a”');
    expect(() => render({ index: "export { mean } from './a';", a })).toThrow('exports mean, no function of “./a”');
    expect(() => render({ index: "export { sum } from './a';", a })).toThrow('the parameter x is of type v128');
  });
});
