import { beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../../../src/core/dataset/random.ts';
import {
  placeOf,
  startModule,
  supportedVariant,
  type KernelVariant,
} from '../../../../workers/engine/kernels/wasm/module.ts';
import { tf } from '../../../../workers/engine/tf.ts';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

test('this browser has relaxed SIMD, so that both binaries are tested', () => {
  expect(supportedVariant()).toBe('relaxed');
});

describe.each<KernelVariant>(['relaxed', 'plain'])('the %s binary', (variant) => {
  test('multiplies matrices where they lie on the heap of tfjs, also after the heap has grown', async () => {
    const module = await startModule(variant);
    const random = new Random(1);
    const [rows, depth, columns] = [12, 7, 24];
    const a = Float32Array.from({ length: rows * depth }, () => random.float() - 0.5);
    const b = Float32Array.from({ length: depth * columns }, () => random.float() - 0.5);
    const packed = Float32Array.from(b, (_, i) => {
      const [panel, k, lane] = [Math.floor(i / (8 * depth)), Math.floor(i / 8) % depth, i % 8];
      return b[k * columns + panel * 8 + lane];
    });
    const grown = tf.zeros([64, 1024, 1024]);
    const [left, right, product] = [tf.tensor1d(a), tf.tensor1d(packed), tf.zeros([rows, columns])];
    const places = [left, right, product].map(placeOf);
    module.multiply(places[0], depth * 4, places[1], places[2], columns * 4, rows, depth, columns);
    const got = await product.data();
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < depth; k++) sum += a[i * depth + k] * b[k * columns + j];
        expect(got[i * columns + j]).toBeCloseTo(sum, 5);
      }
    }
    tf.dispose([grown, left, right, product]);
  });
});
