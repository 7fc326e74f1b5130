import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/core/dataset/random.ts';
import { resizeAsPillow } from '../../../../src/core/quality/pillow-resize.ts';
import { MemoryPlan } from '../../../../workers/engine/backbone/memory-plan.ts';
import { PictureInput } from '../../../../workers/engine/backbone/picture-input.ts';
import { WasmNetwork } from '../../../../workers/engine/backbone/wasm-network.ts';
import type { SimdVariant } from '../../../../workers/shared/simd-module.ts';
import { relativeError } from '../reference.ts';
import { loadParts, readReference } from './reference.ts';

describe.each<SimdVariant>(['relaxed', 'plain'])('a backbone on the %s binary', (variant) => {
  it.each([64, 96] as const)('gives the features that PyTorch gives at %i pixels', async (side) => {
    const { pictures, features } = await readReference(side);
    const network = new WasmNetwork(...(await loadParts(variant)), side, side);
    const found = await network.compute(pictures);
    expect(network.taps).toEqual([
      { name: 'e11', size: 672 },
      { name: 'e14', size: 1152 },
    ]);
    features.forEach((wanted, i) => {
      expect(relativeError(found.subarray(i * 1824, (i + 1) * 1824), wanted)).toBeLessThan(1e-3);
    });
  });

  it('gives a picture the same features to the bit, whichever pictures are beside it', async () => {
    const { pictures } = await readReference(64);
    const network = new WasmNetwork(...(await loadParts(variant)), 64, 64);
    const alone = await network.compute([pictures[0]]);
    const batch = Array.from({ length: 8 }, (_, i) => pictures[i === 5 ? 0 : 1]);
    const together = await network.compute(batch);
    expect(Array.from(together.subarray(5 * 1824, 6 * 1824))).toEqual(Array.from(alone));
    expect(Array.from(await network.compute([pictures[0]]))).toEqual(Array.from(alone));
  });

  it.each([
    [32, 32],
    [28, 40],
    [131, 97],
    [64, 64],
  ])('sees a picture of %i × %i pixels as Pillow resizes it, but for what that rounds', async (width, height) => {
    const [module] = await loadParts(variant);
    const input = new PictureInput(module, new MemoryPlan(module), 64, 131);
    const random = new Random(1);
    // Within a range that interpolation does not leave: Pillow clips between its two passes too.
    const pixels = Uint8Array.from({ length: width * height * 3 }, () => 64 + random.float() * 128);
    const wanted = resizeAsPillow(pixels, width, height, 64, 64);
    // After another one, of which nothing may show through.
    input.take({ pixels: pixels.map(() => 255), width: height, height: width });
    input.take({ pixels, width, height });
    const found = new Float32Array(module.memory.buffer, input.place, 65 * 65 * 3);
    let most = 0;
    for (let y = 0; y < 65; y++) {
      for (let x = 0; x < 65 * 3; x++) {
        const value = found[y * 65 * 3 + x];
        if (y === 64 || x >= 192) expect(value).toBe(0);
        else most = Math.max(most, Math.abs(value * 128 + 127 - wanted[y * 192 + x]));
      }
    }
    expect(most).toBeLessThan(1.5);
  });

  it('holds what interpolation makes of sharp edges within the range of a byte', async () => {
    const [module] = await loadParts(variant);
    const input = new PictureInput(module, new MemoryPlan(module), 64, 64);
    const pixels = Uint8Array.from({ length: 20 * 20 * 3 }, (_, at) => (Math.floor(at / 3) % 3 === 0 ? 255 : 0));
    input.take({ pixels, width: 20, height: 20 });
    const found = new Float32Array(module.memory.buffer, input.place, 65 * 65 * 3).slice();
    expect(Math.min(...found)).toBe(-127 / 128);
    expect(Math.max(...found)).toBe(1);
  });
});
