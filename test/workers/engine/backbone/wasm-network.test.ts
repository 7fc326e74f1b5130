import { describe, expect, it } from 'vitest';
import { resizeAsPillow } from '../../../../src/core/quality/pillow-resize.ts';
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
  ])('sees a picture of %i × %i pixels as Pillow resizes it', async (width, height) => {
    const { pictures } = await readReference(96);
    const pixels = resizeAsPillow(pictures[0].pixels, 96, 96, width, height);
    const resized = resizeAsPillow(pixels, width, height, 64, 64);
    const network = new WasmNetwork(...(await loadParts(variant)), 64, 131);
    const own = await network.compute([{ pixels, width, height }]);
    const wanted = await network.compute([{ pixels: resized, width: 64, height: 64 }]);
    // Pillow rounds to whole numbers twice, which is seen in the features a little.
    expect(relativeError(own, wanted)).toBeLessThan(0.02);
  });
});
