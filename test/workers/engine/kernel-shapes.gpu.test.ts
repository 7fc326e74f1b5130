import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendName } from '../../../src/core/training/recipe.ts';
import { startBackend } from '../../../workers/engine/backend.ts';
import { composedKernels } from '../../../workers/engine/kernels/composed.ts';
import type { Kernels } from '../../../workers/engine/kernels/kernels.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { runAll, type KernelShape } from './all-kernels.ts';
import { onCpu, relativeError } from './reference.ts';

/** None a multiple of the tiles, some smaller than one. */
const SHAPES: KernelShape[] = [
  [1, 5, 7, 1, 1],
  [1, 5, 7, 3, 5],
  [2, 9, 4, 6, 18],
  [3, 4, 4, 17, 35],
  [5, 11, 13, 3, 16],
  [2, 2, 2, 33, 66],
  // Channels of what the network takes of pictures of 128 pixels and of 256.
  [2, 6, 6, 12, 16],
  [1, 5, 4, 48, 16],
];

describe.each<BackendName>(['webgpu', 'webgl'])('kernels on %s', (backend) => {
  let kernels: Kernels;
  beforeAll(async () => {
    ({ kernels } = await startBackend(backend));
  });

  it.each(SHAPES)('agree with the cpu backend on %i pictures of %i×%i, channels %i → %i', async (...shape) => {
    const expected = await onCpu(() => Object.values(runAll(composedKernels, shape)));
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const actual = tf.tidy(() => runAll(kernels, shape));
    const errors: Record<string, number> = {};
    for (const [k, name] of Object.keys(actual).entries()) {
      errors[name] = relativeError((await actual[name].data()) as Float32Array, expected[k]);
    }
    tf.dispose(actual);
    expect(Object.entries(errors).filter(([, error]) => !(error < 1e-4))).toEqual([]);
    expect(Object.keys(errors)).toHaveLength(20);
    expect(tf.memory().numTensors).toBe(before);
  });
});
