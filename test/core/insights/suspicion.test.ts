import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import type { Opinion } from '../../../src/core/insights/opinions.ts';
import { suspicionOf } from '../../../src/core/insights/suspicion.ts';
import { rankingQuality } from '../../../src/core/metrics/ranking.ts';

/** What suspicion is computed from where there is one opinion alone. */
interface Inputs extends Opinion {
  labels: Uint16Array;
  classCount: number;
}

const judge = ({ labels, classCount, ...opinion }: Inputs): Float32Array =>
  suspicionOf({ opinions: [opinion], labels, classCount }).values;

/** Samples of k classes whose logits point at the truth, some of them with a label that `spoil` chose. */
function planted(n: number, k: number, spoil: (truth: number, random: Random) => number, seed = 1) {
  const random = new Random(seed);
  const logits = new Float32Array(n * k);
  const features = new Float32Array(n * 2 * k);
  const labels = new Uint16Array(n);
  const wrong = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const truth = random.int(k);
    labels[i] = spoil(truth, random);
    wrong[i] = Number(labels[i] !== truth);
    const clearness = 4 * random.float();
    for (let c = 0; c < k; c++) {
      logits[i * k + c] = 3 * random.float() + (c === truth ? clearness : 0) + (c === labels[i] ? 1.5 : 0);
      features[i * 2 * k + c] = random.float() + (c === truth ? clearness : 0);
      features[i * 2 * k + k + c] = random.float();
    }
  }
  return { inputs: { logits, features, labels, classCount: k } satisfies Inputs, wrong };
}

/** Self-confidence's doubt: 1 − p(given). */
function doubt({ logits, labels, classCount: k }: Inputs): Float32Array {
  return Float32Array.from(labels, (label, i) => {
    const row = Array.from(logits.subarray(i * k, (i + 1) * k), Math.exp);
    return 1 - row[label] / row.reduce((sum, value) => sum + value, 0);
  });
}

const apart = (k: number) => (truth: number, random: Random) =>
  random.float() < 0.2 ? (truth + 1 + random.int(k - 1)) % k : truth;
/** Two classes are taken for their neighbour, the rest is right. */
const structured = (truth: number, random: Random): number =>
  (truth === 0 || truth === 3) && random.float() < 0.25 ? truth + 1 : truth;

describe('suspicion', () => {
  it('finds uniform noise as well as self-confidence does', () => {
    const { inputs, wrong } = planted(3000, 6, apart(6));
    const { ap } = rankingQuality(judge(inputs), wrong);
    expect(ap).toBeGreaterThan(rankingQuality(doubt(inputs), wrong).ap - 0.01);
  });

  it('finds structured noise better, because it notices which confusions are common', () => {
    const { inputs, wrong } = planted(3000, 6, structured);
    const { ap } = rankingQuality(judge(inputs), wrong);
    expect(ap).toBeGreaterThan(rankingQuality(doubt(inputs), wrong).ap + 0.03);
  });
});

describe('the expected number of mistakes', () => {
  const expected = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);

  it('is higher the more often the network saw the labels, since that hides mistakes, and the ranking the same', () => {
    const { inputs, wrong } = planted(3000, 6, apart(6));
    const [never, sometimes, often] = [0, 6, 10].map((epochs) => judge({ ...inputs, epochs }));
    expect(expected(sometimes)).toBeGreaterThan(1.05 * expected(never));
    expect(expected(often)).toBeGreaterThan(1.05 * expected(sometimes));
    expect(rankingQuality(never, wrong).ap).toBeCloseTo(rankingQuality(often, wrong).ap, 3);
    expect(judge(inputs)).toEqual(often);
  });
});

describe('suspicion of odd input', () => {
  it('is missing where the network diverged or there is no label, and judges the others all the same', () => {
    const { inputs } = planted(200, 4, apart(4));
    inputs.logits[4 * 7 + 2] = NaN;
    inputs.labels[9] = NO_LABEL;
    const values = judge(inputs);
    expect([...values.keys()].filter((i) => Number.isNaN(values[i]))).toEqual([7, 9]);
  });

  it('has an answer for one class, for an empty class, for equal labels, for no samples and for one', () => {
    const zeros = (n: number, k: number) => ({ logits: new Float32Array(n * k), classCount: k });
    for (const value of judge({ ...zeros(3, 1), labels: new Uint16Array(3) })) expect(value).toBeCloseTo(0, 6);
    expect(judge({ ...zeros(0, 3), labels: new Uint16Array(0) })).toHaveLength(0);
    for (const n of [1, 40]) {
      const alike = judge({ ...zeros(n, 3), features: new Float32Array(n * 5), labels: new Uint16Array(n) });
      for (const value of alike) expect(value >= 0 && value <= 1).toBe(true);
    }
    const { inputs } = planted(200, 4, apart(4));
    for (const value of judge({ ...inputs, labels: inputs.labels.map((label) => label % 3) })) {
      expect(value >= 0 && value <= 1).toBe(true);
    }
  });

  it('uses the epochs that a sample was in, and none where it sat out of all', () => {
    const { inputs } = planted(50, 4, apart(4));
    const absent = new Float32Array(inputs.logits.length).fill(NaN);
    expect(judge({ ...inputs, history: [absent, absent] })).toEqual(judge(inputs));
    // The epoch also stands in for logits held out, and so has a say in how many are wrong, but not in which.
    const ranked = (values: Float32Array) => [...values.keys()].sort((a, b) => values[b] - values[a]);
    expect(ranked(judge({ ...inputs, history: [absent, inputs.logits] }))).toEqual(ranked(judge(inputs)));
  });

  it('does without the features of a sample that has none', () => {
    const { inputs } = planted(200, 4, apart(4));
    inputs.features.fill(NaN, 8 * 5, 8 * 6);
    for (const value of judge(inputs)) expect(value >= 0 && value <= 1).toBe(true);
  });

  it('is refused where lengths do not fit or a label is no class', () => {
    const { inputs } = planted(10, 4, apart(4));
    expect(() => judge({ ...inputs, logits: inputs.logits.subarray(1) })).toThrow(/39 logits do not fit/);
    expect(() => judge({ ...inputs, history: [new Float32Array(3)] })).toThrow(/3 logits do not fit/);
    expect(() => judge({ ...inputs, features: new Float32Array(79) })).toThrow(/79 features do not fit/);
    expect(() => judge({ ...inputs, labels: Uint16Array.from({ length: 10 }, () => 4) })).toThrow(
      /label 4 of sample 0/,
    );
  });
});

describe('suspicion, whatever the data', () => {
  const cases = fc.record({
    n: fc.integer({ min: 2, max: 40 }),
    k: fc.integer({ min: 2, max: 6 }),
    seed: fc.nat(9999),
  });
  const close = (a: Float32Array, b: Float32Array) => a.forEach((value, i) => expect(value).toBeCloseTo(b[i], 3));

  it('lies between 0 and 1', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 100, noNaN: true }), ({ n, k, seed }, scale) => {
        const { inputs } = planted(n, k, apart(k), seed);
        const values = judge({ ...inputs, logits: inputs.logits.map((value) => value * scale) });
        for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the samples, nor where only some of them are fitted to', () => {
    const { inputs } = planted(25_000, 3, apart(3));
    const turned = {
      logits: inputs.logits.slice().reverse(),
      labels: inputs.labels.map((label) => 2 - label).reverse(),
      classCount: 3,
    };
    close(judge(turned).reverse(), judge({ ...inputs, features: undefined }));
  });

  it('does not depend on the order of the samples', () => {
    fc.assert(
      fc.property(cases, ({ n, k, seed }) => {
        const { inputs } = planted(n, k, apart(k), seed);
        const order = new Random(seed).shuffle(Uint32Array.from({ length: n }, (_, i) => i));
        const rows = (from: Float32Array, width: number) =>
          Float32Array.from(from, (_, at) => from[order[Math.floor(at / width)] * width + (at % width)]);
        const shuffled = {
          logits: rows(inputs.logits, k),
          features: rows(inputs.features, 2 * k),
          labels: inputs.labels.map((_, i) => inputs.labels[order[i]]),
          classCount: k,
        };
        const values = judge(inputs);
        close(
          judge(shuffled),
          values.map((_, i) => values[order[i]]),
        );
      }),
    );
  });

  it('does not depend on the order of the classes', () => {
    fc.assert(
      fc.property(cases, ({ n, k, seed }) => {
        const { inputs } = planted(n, k, apart(k), seed);
        const order = new Random(seed).shuffle(Uint32Array.from({ length: k }, (_, c) => c));
        const logits = inputs.logits.map((_, at) => inputs.logits[at - (at % k) + order[at % k]]);
        const labels = inputs.labels.map((label) => order.indexOf(label));
        close(judge({ ...inputs, logits, labels }), judge(inputs));
      }),
    );
  });
});
