import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { weighOpinions } from '../../../src/core/insights/opinion-weights.ts';
import type { Opinion } from '../../../src/core/insights/opinions.ts';
import { suspicionOf } from '../../../src/core/insights/suspicion.ts';
import { rankingQuality } from '../../../src/core/metrics/ranking.ts';

const N = 3000;
const K = 6;

/** Labels of which a fifth is wrong. */
function labelled(n = N, seed = 1) {
  const random = new Random(seed);
  const truth = Uint16Array.from({ length: n }, () => random.int(K));
  const labels = truth.map((t) => (random.float() < 0.2 ? (t + 1 + random.int(K - 1)) % K : t));
  return { truth, labels, wrong: Uint8Array.from(labels, (label, i) => Number(label !== truth[i])) };
}

const { truth, labels, wrong } = labelled();

/**
 * Logits that point at the truth more or less clearly.
 * @param knows how clearly, at most @param remembers what they add to the label's
 */
function see(seed: number, knows: number, remembers = 0): Float32Array {
  const random = new Random(seed);
  const out = Float32Array.from({ length: N * K }, () => 3 * random.float());
  truth.forEach((t, i) => {
    out[i * K + t] += knows * random.float();
    out[i * K + labels[i]] += remembers;
  });
  return out;
}

/** A network that learned the labels: by the epoch it knows more, and remembers more. */
const trained = (seed: number): Opinion => ({
  logits: see(seed, 4, 1.5),
  history: [see(seed, 1), see(seed, 3, 0.2), see(seed, 4, 1)],
  epochs: 3,
});
const probe = (seed: number): Opinion => ({ logits: see(seed, 4, 0.5), heldOut: see(seed, 4) });

const judge = (...opinions: Opinion[]): Float32Array => suspicionOf({ opinions, labels, classCount: K }).values;
const weightsOf = (...opinions: Opinion[]): Float64Array => weighOpinions(opinions, labels, K).weights;
const ap = (values: Float32Array): number => rankingQuality(values, wrong).ap;

/** Labels as logits. */
const byHeart = Float32Array.from({ length: N * K }, (_, at) => (labels[Math.floor(at / K)] === at % K ? 10 : 0));

describe('several opinions', () => {
  it('find more mistakes together than the better one alone', () => {
    const best = Math.max(ap(judge(trained(1))), ap(judge(probe(2))));
    expect(ap(judge(trained(1), probe(2)))).toBeGreaterThan(best + 0.03);
    expect(ap(judge(trained(1), probe(2), probe(5)))).toBeGreaterThan(ap(judge(trained(1), probe(2))) + 0.01);
  });

  it('rank the same in any order', () => {
    const [a, b] = [judge(trained(1), probe(2)), judge(probe(2), trained(1))];
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i], 3));
  });

  it('expect about as many mistakes as there are where they were held out', () => {
    const expected = judge(probe(1), probe(2)).reduce((sum, value) => sum + value, 0);
    const there = wrong.reduce((sum, w) => sum + w, 0);
    expect(Math.abs(expected - there)).toBeLessThan(0.15 * there);
  });

  it('lose nothing by one that knows nothing', () => {
    const noise = see(9, 0);
    for (const useless of [
      { logits: noise, heldOut: noise },
      { logits: noise, history: [noise, noise] },
      { logits: noise },
    ]) {
      for (const others of [[trained(1)], [probe(2)], [trained(1), probe(2)]]) {
        expect(ap(judge(...others, useless))).toBeGreaterThan(ap(judge(...others)) - 0.003);
        expect(ap(judge(useless, ...others))).toBeGreaterThan(ap(judge(...others)) - 0.003);
      }
    }
  });

  it('give an answer where none knows anything', () => {
    const [a, b] = [see(8, 0).map((z) => 20 * z), see(9, 0).map((z) => 20 * z)];
    for (const useless of [
      [{ logits: a, heldOut: a }],
      [
        { logits: a, heldOut: a },
        { logits: b, heldOut: b },
      ],
    ]) {
      for (const value of judge(...useless)) expect(value >= 0 && value <= 1).toBe(true);
    }
  });

  it('are not outdone by one that knows the labels by heart', () => {
    const parrot = { logits: byHeart };
    for (const others of [[trained(1)], [probe(2)], [trained(1), probe(2)]]) {
      expect(judge(...others, parrot)).toEqual(judge(...others));
    }
  });

  it('judge each sample by those that say something of it', () => {
    const half = probe(2);
    half.heldOut!.fill(NaN, 100 * K, 200 * K);
    for (const rows of [half.logits, half.heldOut!]) rows.fill(NaN, 0, 100 * K);
    const values = judge(trained(1), half);
    const full = judge(trained(1), probe(2));
    values.forEach((value, i) => {
      expect(value >= 0 && value <= 1).toBe(true);
      if (i >= 100) expect(Math.abs(value - full[i])).toBeLessThan(0.15);
    });
    judge(half).forEach((value, i) => expect(Number.isNaN(value)).toBe(i < 100));
  });

  it('are told apart by what they are worth', () => {
    const [clear, dim, blind] = weightsOf(
      probe(2),
      { logits: see(3, 2), heldOut: see(3, 2) },
      { logits: see(5, 0), heldOut: see(5, 0) },
    );
    expect(clear).toBeGreaterThan(1.2 * dim);
    expect(dim).toBeGreaterThan(5 * blind);
    const [loud] = weightsOf({ ...probe(2), heldOut: probe(2).heldOut!.map((z) => 10 * z) });
    expect(loud).toBeCloseTo(weightsOf(probe(2))[0] / 10, 1);
  });

  it('fade out beside a good one where they are of other classes than they say, or wrong more often than not', () => {
    const good = probe(2);
    const moved = see(3, 8);
    const permuted = moved.map((_, at) => moved[at - (at % K) + (((at % K) + 1) % K)]);
    const wrongly = see(3, 4).map((z) => -z);
    for (const bad of [permuted, permuted.map((z) => 5 * z), wrongly]) {
      const opinion = { logits: bad, heldOut: bad };
      const [counts, fades] = weightsOf(good, opinion);
      expect(fades).toBeLessThan(0.02 * counts);
      expect(ap(judge(good, opinion))).toBeGreaterThan(ap(judge(good)) - 0.005);
      for (const value of judge(opinion)) expect(value >= 0 && value <= 1).toBe(true);
    }
  });

  it('judge samples that only one says something of that learned the labels', () => {
    const part = probe(2);
    for (const rows of [part.logits, part.heldOut!]) rows.fill(NaN, 1000 * K);
    const inSample = { logits: see(4, 4, 0.5) };
    const values = judge(inSample, part);
    const alone = judge(part);
    for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
    const rest = rankingQuality(values.subarray(1000), wrong.subarray(1000)).ap;
    expect(rest).toBeGreaterThan(rankingQuality(judge(inSample).subarray(1000), wrong.subarray(1000)).ap - 0.02);
    const first = (of: Float32Array): number => rankingQuality(of.subarray(0, 1000), wrong.subarray(0, 1000)).ap;
    expect(first(values)).toBeGreaterThan(first(alone) - 0.01);
  });

  it('are weighed by their logits of samples whose fold kept these from the network', () => {
    const logits = see(3, 4);
    const folds = { logits, unlearned: new Uint8Array(N).fill(1), history: [see(4, 0), see(5, 0), see(6, 0)] };
    const heldOut = { logits, heldOut: logits };
    expect(weightsOf(probe(2), folds)).toEqual(weightsOf(probe(2), heldOut));
    const learned = { ...folds, unlearned: new Uint8Array(N) };
    expect(weightsOf(probe(2), learned)[1]).toBeLessThan(0.1 * weightsOf(probe(2), folds)[1]);
  });

  it('are refused where there is none, or the lengths do not fit', () => {
    expect(() => judge()).toThrow('there is no opinion');
    expect(() => judge(trained(1), { logits: see(1, 1), heldOut: new Float32Array(3) })).toThrow('3 logits do not fit');
  });

  it('have an answer for one class, for two, for few samples and for none', () => {
    for (const [n, k] of [
      [5, 1],
      [5, 2],
      [2, 4],
      [1, 3],
      [0, 3],
    ]) {
      const logits = Float32Array.from({ length: n * k }, (_, at) => Math.sin(at));
      const given = Uint16Array.from({ length: n }, (_, i) => i % k);
      const opinions = [
        { logits, heldOut: logits },
        { logits, history: [logits] },
      ];
      const values = suspicionOf({ opinions, labels: given, classCount: k }).values;
      expect(values).toHaveLength(n);
      for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
    }
  });
});
