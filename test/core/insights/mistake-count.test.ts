import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { rankingQuality } from '../../../src/core/metrics/ranking.ts';
import { suspicionOf } from '../../../src/core/insights/suspicion.ts';
import { sigmoid } from '../../../src/core/insights/suspicion-calibration.ts';

const K = 6;
const N = 4000;

/** Logits by which each true class is as probable as they say, and that class; on every fourth picture they are in two minds. */
function pictures(seed: number) {
  const random = new Random(seed);
  const logits = new Float32Array(N * K);
  const truth = new Uint16Array(N);
  for (let i = 0; i < N; i++) {
    const shown = random.int(K);
    const clearness = i % 4 === 0 ? 0.5 : 3 + 5 * random.float();
    for (let c = 0; c < K; c++) logits[i * K + c] = random.normal() + (c === shown ? clearness : 0);
    truth[i] = draw(logits.subarray(i * K, (i + 1) * K), random);
  }
  return { logits, truth, random };
}

/** A class, as probable as logits say. */
function draw(row: Float32Array, random: Random): number {
  const weights = Array.from(row, (z) => Math.exp(z));
  let left = random.float() * weights.reduce((sum, w) => sum + w, 0);
  const drawn = weights.findIndex((w) => (left -= w) < 0);
  return drawn < 0 ? K - 1 : drawn;
}

type Spoil = (truth: number, row: Float32Array, random: Random) => number;

const other: Spoil = (truth, _, random) => (truth + 1 + random.int(K - 1)) % K;
const next: Spoil = (truth) => (truth < 2 ? truth + 1 : truth);
/** As another network would get it wrong that sees less. */
const doubtful: Spoil = (_, row, random) =>
  draw(
    row.map((z) => 0.45 * z),
    random,
  );

/** Suspicion of labels a share of which was spoilt, what is wrong, and the range of the count. */
function judged(seed: number, share: number, spoil: Spoil) {
  const { logits, truth, random } = pictures(seed);
  const labels = truth.map((t, i) =>
    random.float() < share ? spoil(t, logits.subarray(i * K, (i + 1) * K), random) : t,
  );
  const { values, doubt } = suspicionOf({ opinions: [{ logits, heldOut: logits }], labels, classCount: K });
  const odds = Float64Array.from(values, (p) => Math.log(p / (1 - p)));
  const at = (shift: number): number => odds.reduce((sum, x) => sum + sigmoid(x + shift), 0);
  const wrong = labels.reduce((sum, label, i) => sum + Number(label !== truth[i]), 0);
  return { logits, truth, labels, values, wrong, doubt, expected: at(0), low: at(doubt.low), high: at(doubt.high) };
}

describe('the number of mistakes, by logits that had not learned the labels', () => {
  it('lies in its range also where it is next to nothing, and a suspicion’s range holds what it says', () => {
    const labels = Uint16Array.from({ length: 300 }, (_, i) => i % 5);
    const random = new Random(7);
    const clear = Float32Array.from(
      { length: 1500 },
      (_, at) => 2 * random.float() + (at % 5 === labels[Math.floor(at / 5)] ? 3 : 0),
    );
    const decisions = { decided: Uint8Array.from(labels, (_, i) => i % 2), before: labels };
    const { doubt } = suspicionOf({ opinions: [{ logits: clear, heldOut: clear }], labels, classCount: 5, decisions });
    expect(doubt.low).toBeLessThanOrEqual(0);
    expect(doubt.high).toBeGreaterThanOrEqual(0);
  });

  it('is next to nothing where all labels are right, however doubtful the pictures, and not nothing', () => {
    for (const seed of [1, 2, 3]) {
      const { expected, low, high } = judged(seed, 0, other);
      expect(expected).toBeGreaterThan(0.1);
      expect(expected).toBeLessThan(0.01 * N);
      expect(low).toBeLessThan(3);
      expect(high).toBeGreaterThan(expected);
    }
  });

  it.each([0.02, 0.1, 0.3])('of %d with any other class is right to a fifth, and within its range', (share) => {
    const { expected, wrong, low, high, doubt } = judged(4, share, other);
    expect(Math.abs(expected - wrong)).toBeLessThan(0.2 * wrong);
    expect([low <= wrong, high >= wrong, doubt.atLeast]).toEqual([true, true, false]);
  });

  it('is right to a quarter where single classes are taken for another', () => {
    const { expected, wrong } = judged(5, 0.2, next);
    expect(Math.abs(expected - wrong)).toBeLessThan(0.25 * wrong);
  });

  it('is a number that there are at least where mistakes are such as a network would make', () => {
    const { expected, wrong, doubt } = judged(6, 0.25, doubtful);
    expect(doubt.atLeast).toBe(true);
    expect(expected).toBeGreaterThan(wrong / 3);
    expect(expected).toBeLessThan(1.3 * wrong);
  });

  it('is borne out suspicion by suspicion', () => {
    const { values, labels, truth } = judged(7, 0.15, other);
    for (const [from, to] of [
      [0.1, 0.4],
      [0.4, 0.8],
      [0.8, 1],
    ]) {
      const some = [...values.keys()].filter((i) => values[i] >= from && values[i] < to);
      const expected = some.reduce((sum, i) => sum + values[i], 0);
      const wrong = some.filter((i) => labels[i] !== truth[i]).length;
      expect(Math.abs(expected - wrong)).toBeLessThan(4 * Math.sqrt(expected) + 0.1 * expected);
    }
  });

  it('stays right after the most suspect were decided, which does not make the rest look right, or wrong', () => {
    const { logits, truth, labels, values, wrong } = judged(8, 0.1, other);
    const order = [...values.keys()].sort((a, b) => values[b] - values[a]).slice(0, 150);
    const decided = new Uint8Array(N);
    const now = labels.slice();
    for (const i of order) [decided[i], now[i]] = [1, truth[i]];
    const opinions = [{ logits, heldOut: logits }];
    const left = wrong - order.filter((i) => labels[i] !== truth[i]).length;
    const expected = (before?: Uint16Array): number => {
      const decisions = before && { decided, before };
      const again = suspicionOf({ opinions, labels: now, classCount: K, decisions });
      return again.values.reduce((sum, p, i) => sum + (decided[i] ? 0 : p), 0);
    };
    expect(Math.abs(expected(labels) - left)).toBeLessThan(0.35 * left);
    // Labels that somebody gave to pictures without one say nothing of mistakes.
    expect(expected(new Uint16Array(N).fill(NO_LABEL))).toBeGreaterThan(0);
  });
});

describe('logits that say nothing of the labels', () => {
  it.each([
    ['constant', () => 0],
    ['nearly constant', (random: Random) => 1e-3 * random.normal()],
  ])('%s held out: a number as it may be of any labels, and how little is known', (_, say) => {
    const random = new Random(3);
    const labels = Uint16Array.from({ length: 2000 }, (__, i) => i % K);
    const heldOut = Float32Array.from({ length: 2000 * K }, () => say(random));
    const { values, doubt } = suspicionOf({ opinions: [{ logits: heldOut, heldOut }], labels, classCount: K });
    const expected = values.reduce((sum, p) => sum + p, 0);
    expect(expected).toBeGreaterThan(0.1 * 2000);
    expect(expected).toBeLessThan(0.25 * 2000);
    expect(doubt.low).toBeLessThan(-3);
    expect(doubt.high).toBeGreaterThan(2);
    expect(doubt.knowledge).toBeLessThan(0.05);
  });

  it('are told from those that know them', () => {
    const { logits, truth } = pictures(5);
    const { doubt } = suspicionOf({ opinions: [{ logits, heldOut: logits }], labels: truth, classCount: K });
    expect(doubt.knowledge).toBeGreaterThan(0.5);
  });
});

describe('an order that is computed again after decisions', () => {
  it('has the mistakes that are left no lower than before, though those put right no longer show which classes are confused', () => {
    const { logits, truth, random } = pictures(11);
    const labels = truth.map((t) => (t === 0 && random.float() < 0.3 ? 1 : t));
    const opinions = [{ logits, heldOut: logits }];
    const before = suspicionOf({ opinions, labels, classCount: K }).values;
    const order = [...labels.keys()].sort((a, b) => before[b] - before[a]);
    const [decided, now] = [new Uint8Array(N), labels.slice()];
    for (const i of order.slice(0, 100)) [decided[i], now[i]] = [1, truth[i]];
    const left = order.slice(100);
    const wrong = Uint8Array.from(left, (i) => Number(labels[i] !== truth[i]));
    expect(wrong.reduce((sum, w) => sum + w, 0)).toBeGreaterThan(50);
    const again = suspicionOf({ opinions, labels: now, classCount: K, decisions: { decided, before: labels } }).values;
    const ap = (values: Float32Array): number =>
      rankingQuality(
        Float32Array.from(left, (i) => values[i]),
        wrong,
      ).ap;
    expect(ap(again)).toBeGreaterThan(0.95 * ap(before));
  });
});

describe('two classes of which one has one sample in a hundred', () => {
  it('does not put the labels of the smaller one first because it is small', () => {
    const random = new Random(9);
    const truth = Uint16Array.from({ length: 3000 }, (_, i) => Number(i % 100 === 0));
    const logits = Float32Array.from({ length: 6000 }, (_, at) => {
      const shown = truth[Math.floor(at / 2)] === at % 2;
      return random.normal() + (shown ? 5 : 0);
    });
    const labels = truth.map((t, i) => (i % 150 === 7 ? 1 - t : t));
    const { values } = suspicionOf({ opinions: [{ logits, heldOut: logits }], labels, classCount: 2 });
    const order = [...labels.keys()].sort((a, b) => values[b] - values[a]);
    const wrong = labels.reduce((sum, label, i) => sum + Number(label !== truth[i]), 0);
    const first = order.slice(0, wrong).filter((i) => labels[i] !== truth[i]);
    expect(first.length).toBeGreaterThan(0.7 * wrong);
    const rightMinority = [...truth.keys()].filter((i) => truth[i] === 1 && labels[i] === 1);
    const places = rightMinority.map((i) => order.indexOf(i)).sort((a, b) => a - b);
    expect(places[Math.floor(places.length / 2)]).toBeGreaterThan(2 * wrong);
  });
});
