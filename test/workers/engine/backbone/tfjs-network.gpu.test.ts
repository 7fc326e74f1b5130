import { expect, it } from 'vitest';
import { startBackend } from '../../../../workers/engine/backend.ts';
import { TfjsNetwork } from '../../../../workers/engine/backbone/tfjs-network.ts';
import { tf } from '../../../../workers/engine/tf.ts';
import { relativeError } from '../reference.ts';
import { loadParts, readReference } from './reference.ts';

it.each(['webgl', 'webgpu'] as const)(
  'gives the features that PyTorch gives on %s, and keeps no tensor',
  async (name) => {
    const device = await startBackend(name);
    const before = tf.memory().numTensors;
    const network = new TfjsNetwork(device, ...(await loadParts()), 64, 64);
    const { pictures, features } = await readReference(64);
    const found = await network.compute(pictures);
    expect(network.taps.map(({ size }) => size)).toEqual([672, 1152]);
    features.forEach((wanted, i) => {
      expect(relativeError(found.subarray(i * 1824, (i + 1) * 1824), wanted)).toBeLessThan(1e-3);
    });
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  },
);
