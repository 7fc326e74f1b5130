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

const judge = (...opinions: Opinion[]): Float32Array => suspicionOf({ opinions, labels, classCount: K });
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
    const [clear, dim, blind] = weighOpinions(
      [probe(2), { logits: see(3, 2), heldOut: see(3, 2) }, { logits: see(5, 0), heldOut: see(5, 0) }],
      labels,
      K,
    );
    expect(clear).toBeGreaterThan(1.2 * dim);
    expect(dim).toBeGreaterThan(5 * blind);
    const [loud] = weighOpinions([{ ...probe(2), heldOut: probe(2).heldOut!.map((z) => 10 * z) }], labels, K);
    expect(loud).toBeCloseTo(weighOpinions([probe(2)], labels, K)[0] / 10, 1);
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
      const values = suspicionOf({ opinions, labels: given, classCount: k });
      expect(values).toHaveLength(n);
      for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
    }
  });
});
