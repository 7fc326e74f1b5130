import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendName } from '../../../src/core/training/recipe.ts';
import { startBackend } from '../../../workers/engine/backend.ts';
import { composedKernels } from '../../../workers/engine/kernels/composed.ts';
import type { Kernels } from '../../../workers/engine/kernels/kernels.ts';
import { initialWeights } from '../../../workers/engine/layout.ts';
import { gradientPass, oneHot, weightTensors } from '../../../workers/engine/network.ts';
import { foldNetwork, predictPass } from '../../../workers/engine/prediction.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { LARGE, TINY, onCpu, plainLoss, randomTensor, relativeError, runKernels, runReference } from './reference.ts';

const TOLERANCE = 1e-4;
/** The network of small pictures, and that of pictures of 128 pixels. */
const NETWORKS = [
  ['small pictures', TINY],
  ['large pictures', LARGE],
] as const;
const randomImages = ({ layout, count, side }: typeof TINY): tf.Tensor4D =>
  randomTensor(8, [count, side, side, layout.blocks[0].inputs]) as tf.Tensor4D;

/** Ours against tfjs's own gradients on its cpu backend, on one backend: every kernel, then the whole network. */
export function gradientsAgree(backend: BackendName): void {
  describe(`gradients on ${backend}`, () => {
    let kernels: Kernels;
    let expected: Float32Array[];

    beforeAll(async () => {
      expected = await onCpu(() => Object.values(runReference()));
      ({ kernels } = await startBackend(backend));
    });

    it('match the cpu backend in every kernel to 1e-4', async () => {
      expect(tf.getBackend()).toBe(backend);
      const actual = tf.tidy(() => runKernels(kernels));
      const errors: Record<string, number> = {};
      for (const [k, name] of Object.keys(actual).entries()) {
        errors[name] = relativeError(await actual[name].data(), expected[k]);
      }
      tf.dispose(actual);
      expect(Object.entries(errors).filter(([, error]) => !(error < TOLERANCE))).toEqual([]);
      expect(Object.keys(errors)).toHaveLength(21);
    });

    it.each(NETWORKS)('match tfjs differentiating the same network on the cpu backend, for %s', async (_, tiny) => {
      const { layout } = tiny;
      const flat = initialWeights(layout, new Random(3));
      const labels = [0, 3, 1];
      const [loss, ...gradients] = await onCpu(() => {
        const images = randomImages(tiny);
        const weights = weightTensors(layout, flat);
        const { value, grads } = tf.valueAndGrads((...w: tf.Tensor[]) => plainLoss(layout, w, images, labels))(weights);
        return [value, ...grads];
      });
      await startBackend(backend);
      const result = tf.tidy(() =>
        gradientPass(kernels, layout, weightTensors(layout, flat), randomImages(tiny), oneHot(labels, 4)),
      );
      const actual = (await result.data()) as Float32Array;
      result.dispose();
      expect(actual[layout.parameterCount + 2 * layout.channelCount]).toBeCloseTo(loss[0], 5);
      const errors = layout.parameters.map(({ name, offset, size }, k) => {
        const error = relativeError(actual.subarray(offset, offset + size), gradients[k]);
        return [name, error] as const;
      });
      expect(errors.filter(([, error]) => !(error < TOLERANCE))).toEqual([]);
      // Behind gradients, statistics, loss and accuracy lie each picture's logits: the loss follows from them.
      const rows = actual.subarray(layout.parameterCount + 2 * layout.channelCount + 2);
      expect(rows).toHaveLength(labels.length * 4);
      const losses = labels.map((label, i) => {
        const row = Array.from(rows.subarray(4 * i, 4 * i + 4));
        return Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0)) - row[label];
      });
      expect(losses.reduce((a, b) => a + b) / labels.length).toBeCloseTo(loss[0], 5);
    });

    it('of smoothed labels are those of all labels, each by its share, and loss and accuracy are of the whole ones', async () => {
      const tiny = NETWORKS[0][1];
      const { layout } = tiny;
      const flat = initialWeights(layout, new Random(3));
      const labels = [0, 3, 1];
      await startBackend(backend);
      const pass = async (own: number[], smoothing?: number): Promise<Float32Array> => {
        const result = tf.tidy(() =>
          gradientPass(kernels, layout, weightTensors(layout, flat), randomImages(tiny), oneHot(own, 4), smoothing),
        );
        const numbers = (await result.data()) as Float32Array;
        result.dispose();
        return numbers;
      };
      const [smoothed, whole] = [await pass(labels, 0.2), await pass(labels)];
      const each: Float32Array[] = [];
      for (let label = 0; label < 4; label++) each.push(await pass(labels.map(() => label)));
      const end = layout.parameterCount;
      const expected = whole.slice(0, end).map((g, i) => 0.8 * g + 0.05 * each.reduce((sum, one) => sum + one[i], 0));
      expect(relativeError(smoothed.subarray(0, end), expected)).toBeLessThan(TOLERANCE);
      expect(Array.from(smoothed.subarray(end))).toEqual(Array.from(whole.subarray(end)));
    });

    it.each(NETWORKS)('leave prediction as the cpu backend has it, for %s', async (_, tiny) => {
      const { layout } = tiny;
      const random = new Random(4);
      const flat = initialWeights(layout, random);
      const statistics = Float32Array.from({ length: 2 * layout.channelCount }, (_, i) =>
        i < layout.channelCount ? 0.2 * random.normal() : 0.1 + 0.2 * random.float(),
      );
      const predict = (kernels: Kernels): tf.Tensor2D =>
        predictPass(kernels, layout, foldNetwork(layout, flat, statistics), randomImages(tiny));
      const [wanted] = await onCpu(() => [predict(composedKernels)]);
      await startBackend(backend);
      const result = tf.tidy(() => predict(kernels));
      expect(result.shape).toEqual([3, 9]);
      expect(wanted.filter((x) => x !== 0).length).toBeGreaterThan(12);
      expect(relativeError(await result.data(), wanted)).toBeLessThan(TOLERANCE);
      result.dispose();
    });
  });
}
