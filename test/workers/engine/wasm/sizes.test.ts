import { describe, expect, it } from 'vitest';
import { stemOf } from '../../../../src/core/training/picture-size.ts';
import { composedKernels } from '../../../../workers/engine/kernels/composed.ts';
import { start } from '../../../../workers/engine/kernels/wasm.ts';
import { tf } from '../../../../workers/engine/tf.ts';
import type { SimdVariant } from '../../../../workers/shared/simd-module.ts';
import { runAll, type KernelShape } from '../all-kernels.ts';
import { onCpu, relativeError } from '../reference.ts';

/** Sides of pictures that data sets have. */
const SIDES = [28, 32, 48, 63, 64, 96, 128];

/** What the network's first layer takes of one picture of each. */
const FIRST = SIDES.map((side): KernelShape => {
  const { stride, channels } = stemOf(side, side);
  return [1, side / stride, side / stride, channels, 4];
});

/** What its later layers take of one of 96 pixels and of 28, the last of odd size. */
const LATER: KernelShape[] = [
  [2, 24, 24, 8, 4],
  [2, 12, 12, 4, 8],
  [2, 7, 7, 8, 8],
  [2, 3, 3, 8, 8],
];

describe.each<SimdVariant>(['relaxed', 'plain'])('the %s kernels on pictures of every size', (variant) => {
  it.each([...FIRST, ...LATER])('agree with the composed ones on %i of %i×%i, channels %i → %i', async (...shape) => {
    const expected = await onCpu(() => Object.values(runAll(composedKernels, shape)));
    await tf.setBackend('wasm');
    const kernels = await start(variant);
    const found = tf.tidy(() =>
      Object.entries(runAll(kernels, shape)).map(([name, y]) => [name, y.dataSync()] as const),
    );
    const errors = found.map(([name, values], k) => [name, relativeError(values, expected[k])] as const);
    expect(errors.filter(([, error]) => !(error < 1e-4))).toEqual([]);
    expect(errors).toHaveLength(20);
  });
});
