import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random, remainder } from '../../../src/core/dataset/random.ts';

const draw = (random: Random, n: number): number[] => Array.from({ length: n }, () => random.uint32());

describe('Random', () => {
  it('draws the sequence that the published xoshiro128** draws from the state 1, 2, 3, 4', () => {
    const random = Random.fromState(Uint32Array.of(1, 2, 3, 4));
    expect(draw(random, 5)).toEqual([11520, 0, 5927040, 70819200, 2031721883]);
  });

  it('draws the same from the same seed and something else from another', () => {
    expect(draw(new Random(7), 20)).toEqual(draw(new Random(7), 20));
    expect(draw(new Random(7), 20)).not.toEqual(draw(new Random(8), 20));
  });

  it('goes on where a kept state left off', () => {
    const random = new Random(3);
    draw(random, 11);
    const kept = random.state();
    const expected = draw(random, 9);
    expect(draw(Random.fromState(kept), 9)).toEqual(expected);
  });

  it('refuses a state that it could never leave', () => {
    expect(() => Random.fromState(new Uint32Array(4))).toThrow(/not all zero/);
    expect(() => Random.fromState(Uint32Array.of(1, 2))).toThrow(/four words/);
  });

  it('draws whole numbers evenly over the asked range', () => {
    const random = new Random(1);
    const counts = new Array<number>(7).fill(0);
    for (let k = 0; k < 70_000; k++) counts[random.int(7)] += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('draws floats in [0, 1) with the mean and variance of a uniform distribution', () => {
    const random = new Random(2);
    let sum = 0;
    let squares = 0;
    for (let k = 0; k < 50_000; k++) {
      const x = random.float();
      expect(x >= 0 && x < 1).toBe(true);
      sum += x;
      squares += x * x;
    }
    expect(sum / 50_000).toBeCloseTo(0.5, 1);
    expect(squares / 50_000 - (sum / 50_000) ** 2).toBeCloseTo(1 / 12, 2);
  });

  it('draws normal numbers with mean 0 and variance 1', () => {
    const random = new Random(4);
    const values = Array.from({ length: 50_000 }, () => random.normal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  });

  it('shuffles in place, keeps every element and makes every order of three about equally often', () => {
    const random = new Random(5);
    const orders = new Map<string, number>();
    for (let k = 0; k < 6000; k++) {
      const order = random.shuffle(Uint8Array.of(1, 2, 3)).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect([...orders.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('the remainder', () => {
  it('is that of %, up to the largest numbers and beside every multiple', () => {
    const whole = fc.integer({ min: 1, max: 2 ** 32 });
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: -1, max: 1 }), (x, n, beside) => {
        const multiple = Math.min(2 ** 32, Math.max(0, Math.floor(x / n) * n + beside));
        for (const number of [x, multiple, 0, 2 ** 32]) expect(remainder(number, n)).toBe(number % n);
      }),
      { numRuns: 2000 },
    );
  });
});
