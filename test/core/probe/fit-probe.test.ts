import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { plainKernels } from '../../../src/core/insights/plain-kernels.ts';
import { suspicionOf } from '../../../src/core/insights/suspicion.ts';
import { rankingQuality } from '../../../src/core/metrics/ranking.ts';
import { findComponents, projectRows } from '../../../src/core/probe/components.ts';
import { plainCrossProduct } from '../../../src/core/probe/cross-product.ts';
import { spreadOverFolds } from '../../../src/core/probe/deal-folds.ts';
import { discriminate, fitDiscriminant } from '../../../src/core/probe/discriminant.ts';
import { fitProbe } from '../../../src/core/probe/fit-probe.ts';
import { Moments } from '../../../src/core/probe/moments.ts';
import { findTemperature } from '../../../src/core/probe/temperature.ts';

const kernels = { product: plainCrossProduct, scores: plainKernels };

/** n samples of k classes, each about a centre of its own in d features. */
function someSamples(n: number, k: number, d: number, apart: number, seed = 1) {
  const random = new Random(seed);
  const centres = Float64Array.from({ length: k * d }, () => apart * random.normal());
  const truth = Uint16Array.from({ length: n }, () => random.int(k));
  const features = Float32Array.from(
    { length: n * d },
    (_, at) => centres[truth[Math.floor(at / d)] * d + (at % d)] + random.normal(),
  );
  return { truth, features, random };
}

/** Components of the features and a probe of them. */
function fit(features: Float32Array, d: number, labels: Uint16Array, k: number) {
  const moments = new Moments(d, plainCrossProduct);
  moments.add(features);
  const components = findComponents(moments, plainCrossProduct);
  const rows = projectRows(features, components, plainCrossProduct);
  const fitted = fitProbe(rows, components, labels, k, kernels);
  return { ...fitted, logits: discriminate(rows, fitted.discriminant, plainCrossProduct) };
}

const rightOf = (logits: Float32Array, truth: Uint16Array, k: number): number =>
  truth.filter((t, i) => {
    const row = logits.subarray(i * k, (i + 1) * k);
    return row.indexOf(Math.max(...row)) === t;
  }).length / truth.length;

describe('a probe', () => {
  it('finds wrong labels, and expects about as many as there are', () => {
    const [n, k, d] = [1200, 5, 12];
    const { truth, features, random } = someSamples(n, k, d, 1);
    const labels = truth.map((t) => (random.float() < 0.2 ? (t + 1 + random.int(k - 1)) % k : t));
    const wrong = Uint8Array.from(labels, (label, i) => Number(label !== truth[i]));
    const planted = wrong.reduce((sum, w) => sum + w, 0);
    const { logits, heldOut } = fit(features, d, labels, k);
    for (const [what, of] of Object.entries({ logits, heldOut })) {
      const suspicion = suspicionOf({ opinions: [{ logits: of, epochs: 0 }], labels, classCount: k }).values;
      expect(rankingQuality(suspicion, wrong).ap, what).toBeGreaterThan(0.95);
      const expected = suspicion.reduce((sum, value) => sum + value, 0);
      expect(expected / planted, what).toBeGreaterThan(0.8);
      expect(expected / planted, what).toBeLessThan(1.2);
    }
  });

  it('says nothing by a label that was held out: where features say nothing, it is right as often as chance', () => {
    const [n, k, d] = [300, 3, 60];
    const { features, random } = someSamples(n, 1, d, 0);
    const labels = Uint16Array.from({ length: n }, () => random.int(k));
    const { logits, heldOut } = fit(features, d, labels, k);
    expect(rightOf(heldOut, labels, k)).toBeLessThan(0.4);
    expect(rightOf(logits, labels, k)).toBeGreaterThan(rightOf(heldOut, labels, k));
  });

  it('learns from what has a label, predicts all, and holds out what it learned', () => {
    const [n, k, d] = [400, 4, 8];
    const { truth, features } = someSamples(n, k, d, 2);
    const labels = truth.map((t, i) => (i % 3 === 0 ? NO_LABEL : t));
    const { logits, heldOut } = fit(features, d, labels, k);
    expect(rightOf(logits, truth, k)).toBeGreaterThan(0.95);
    labels.forEach((label, i) => expect(Number.isNaN(heldOut[i * k])).toBe(label === NO_LABEL));
  });

  it('gives a class without samples the lowest logit of each row', () => {
    const { truth, features } = someSamples(200, 3, 6, 2);
    const { logits, heldOut } = fit(
      features,
      6,
      truth.map((t) => (t === 2 ? 4 : t)),
      6,
    );
    for (const rows of [logits, heldOut]) {
      for (let i = 0; i < 200; i++) {
        const row = rows.subarray(i * 6, (i + 1) * 6);
        for (const none of [2, 3, 5]) expect(row[none]).toBe(Math.min(row[0], row[1], row[4]));
      }
    }
  });

  it('is defined for classes of one sample, fewer samples than features, and constant features', () => {
    const cases = fc.record({
      n: fc.integer({ min: 1, max: 25 }),
      k: fc.integer({ min: 1, max: 30 }),
      d: fc.integer({ min: 1, max: 12 }),
      seed: fc.nat(1000),
      constant: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ n, k, d, seed, constant }) => {
        const { features, random } = someSamples(n, k, d, 1, seed);
        if (constant) features.fill(0.25);
        const labels = Uint16Array.from({ length: n }, (_, i) =>
          i > 0 && random.float() < 0.1 ? NO_LABEL : random.int(k),
        );
        const { logits, heldOut } = fit(features, d, labels, k);
        expect(logits.every(Number.isFinite)).toBe(true);
        const learned = labels.filter((label) => label !== NO_LABEL).length;
        labels.forEach((label, i) => {
          const row = heldOut.subarray(i * k, (i + 1) * k);
          // Of one sample alone nothing is left to hold it out from.
          if (label !== NO_LABEL && learned > 1) expect(row.every(Number.isFinite)).toBe(true);
        });
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [2, 4],
    [150, 300],
    [1000, 1000],
  ])('is defined for %d classes and %d samples', { timeout: 300_000 }, (k, n) => {
    const { features } = someSamples(n, k, 10, 3);
    const labels = Uint16Array.from({ length: n }, (_, i) => i % k);
    expect(fit(features, 10, labels, k).heldOut.every(Number.isFinite)).toBe(true);
  });

  it('leaves a sample whose features are no numbers out, and says nothing of it', () => {
    const { truth, features } = someSamples(100, 2, 5, 2);
    features[7 * 5 + 2] = NaN;
    const { logits, heldOut } = fit(features, 5, truth, 2);
    for (const rows of [logits, heldOut]) {
      for (let i = 0; i < 100; i++)
        expect(rows.subarray(i * 2, i * 2 + 2).every(Number.isNaN), `sample ${i}`).toBe(i === 7);
    }
  });

  it('refuses to learn from nothing', () => {
    const { features } = someSamples(10, 2, 3, 1);
    expect(() => fit(features, 3, new Uint16Array(10).fill(NO_LABEL), 2)).toThrow(RangeError);
  });
});

describe('the discriminant', () => {
  it('is the textbook’s, by either of the two matrices that it may solve', () => {
    const r = 6;
    for (const k of [2, 3, 1000]) {
      const random = new Random(k);
      const weights = Float64Array.from({ length: k }, () => 1 + random.int(5));
      const total = weights.reduce((sum, w) => sum + w, 0);
      const sums = Float64Array.from({ length: k * r }, (_, at) => 0.3 * random.normal() * weights[Math.floor(at / r)]);
      const [variances, ridges] = [new Float64Array(r).fill(0.9), new Float64Array(r).fill(0.4)];
      const components = { d: r, r, vectors: new Float32Array(), offsets: new Float64Array(), variances, ridges };
      const { factors, offsets } = fitDiscriminant(components, { weights, sums }, 2, 1)!;
      const meanOf = (c: number) => Float64Array.from({ length: r }, (_, j) => sums[c * r + j] / weights[c]);
      const mean = Float64Array.from({ length: r }, (_, j) => {
        let sum = 0;
        for (let c = 0; c < k; c++) sum += sums[c * r + j] / total;
        return sum;
      });
      // Within · factors is the class's mean from the mean of all.
      const within = new Float64Array(r * r);
      for (let a = 0; a < r; a++) {
        for (let b = 0; b < r; b++) {
          within[a * r + b] = a === b ? 0.9 + 2 * 0.4 : 0;
          for (let c = 0; c < k; c++) {
            within[a * r + b] -= (weights[c] / total) * (meanOf(c)[a] - mean[a]) * (meanOf(c)[b] - mean[b]);
          }
        }
      }
      for (const c of [0, 1, k - 1]) {
        const own = meanOf(c);
        let offset = Math.log(weights[c] / total);
        for (let a = 0; a < r; a++) {
          let sum = 0;
          for (let b = 0; b < r; b++) sum += within[a * r + b] * factors[b * k + c];
          expect(sum).toBeCloseTo(own[a] - mean[a], 5);
          offset -= (factors[a * k + c] * (own[a] + mean[a])) / 2;
        }
        expect(offsets[c]).toBeCloseTo(offset, 5);
      }
    }
  });
});

describe('folds', () => {
  it('spread every class evenly, whatever its size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 80 }), (drawn) => {
        // What is not below 5 is no label.
        const labels = Uint16Array.from(drawn);
        const { of, count } = spreadOverFolds(labels, 5);
        expect(count).toBeGreaterThan(1);
        for (let c = 0; c < 5; c++) {
          const sizes = new Array<number>(count).fill(0);
          labels.forEach((label, i) => (sizes[of[i]] += Number(label === c)));
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the temperature', () => {
  it('takes back what logits were multiplied with', () => {
    const random = new Random(3);
    const [n, k] = [4000, 3];
    const logits = Float32Array.from({ length: n * k }, () => 2 * random.normal());
    const labels = Uint16Array.from({ length: n }, (_, i) => {
      const weights = Array.from(logits.subarray(i * k, (i + 1) * k), Math.exp);
      let left = random.float() * weights.reduce((sum, w) => sum + w, 0);
      return Math.max(
        0,
        weights.findIndex((w) => (left -= w) < 0),
      );
    });
    for (const times of [1, 4]) {
      const { factor } = findTemperature(
        logits.map((z) => z * times),
        labels,
        k,
      );
      expect(factor * times).toBeGreaterThan(0.9);
      expect(factor * times).toBeLessThan(1.1);
    }
  });

  it('is 1 where no label counts', () => {
    expect(findTemperature(new Float32Array(4), new Uint16Array(2).fill(NO_LABEL), 2).factor).toBe(1);
  });
});
