import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cifar10Map, nextClassMap, planNoise } from '../../../src/core/dataset/noise.ts';

const CIFAR10 = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];
const TEN = [...CIFAR10.keys()];
const labels = Uint16Array.from({ length: 10_000 }, (_, i) => i % 10);
const all = Uint32Array.from(labels.keys());

describe('symmetric noise', () => {
  it('changes exactly the share asked for, never to the same class, and spreads evenly over the others', () => {
    const plan = planNoise(labels, all, TEN, { kind: 'symmetric', rate: 0.2, seed: 1 });
    expect(plan.indices.length).toBe(2000);
    const shifts = new Array<number>(10).fill(0);
    plan.indices.forEach((index, j) => (shifts[(plan.labels[j] - labels[index] + 10) % 10] += 1));
    expect(shifts[0]).toBe(0);
    for (const count of shifts.slice(1)) expect(Math.abs(count - 2000 / 9)).toBeLessThan(60);
  });

  it('depends on the seed and the scope alone, not on the order of the scope', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.uniqueArray(fc.nat(500), { minLength: 1 }),
        (seed, rate, scope) => {
          const a = planNoise(labels, Uint32Array.from(scope), TEN, { kind: 'symmetric', rate, seed });
          const b = planNoise(labels, Uint32Array.from(scope).reverse(), TEN, { kind: 'symmetric', rate, seed });
          expect(b).toEqual(a);
          expect(a.indices.length).toBe(Math.round(rate * scope.length));
          expect(
            [...a.indices].every((i, j) => scope.includes(i) && a.labels[j] !== labels[i] && a.labels[j] < 10),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('asymmetric noise', () => {
  it('changes the share asked for of each mapped class to what the map says', () => {
    const map = cifar10Map(CIFAR10)!;
    const plan = planNoise(labels, all, TEN, { kind: 'asymmetric', map, rate: 0.2, seed: 1 });
    expect(plan.indices.length).toBe(5 * 200);
    expect([...plan.indices].every((i, j) => plan.labels[j] === map[labels[i]])).toBe(true);
    expect(map[CIFAR10.indexOf('truck')]).toBe(CIFAR10.indexOf('automobile'));
    expect(map[CIFAR10.indexOf('ship')]).toBe(CIFAR10.indexOf('ship'));
  });

  it('has no usual confusions for other classes, but always a next class', () => {
    expect(cifar10Map(['cat', 'dog'])).toBeNull();
    expect([...nextClassMap([0, 1, 2])]).toEqual([1, 2, 0]);
  });

  it('leaves out classes that stand no more, and samples without a label', () => {
    const some = Uint16Array.of(0, 2, 0xffff, 2, 0);
    const every = Uint32Array.from(some.keys());
    const plan = planNoise(some, every, [0, 2], { kind: 'symmetric', rate: 1, seed: 1 });
    expect([...plan.indices]).toEqual([0, 1, 3, 4]);
    expect([...plan.labels]).toEqual([2, 0, 0, 2]);
    expect([...nextClassMap([0, 2])]).toEqual([2, 1, 0]);
  });
});

describe('noise that cannot be planted', () => {
  it.each([
    ['a rate above 1', all, TEN, 1.2, /between 0 and 1/],
    ['a rate that is no number', all, TEN, NaN, /between 0 and 1/],
    ['one class', all, [0], 0.2, /only one class/],
    ['no class', all, [], 0.2, /no class/],
    ['an empty scope', new Uint32Array(0), TEN, 0.2, /nothing to inject/],
  ])('%s is refused with a sentence', (_, scope, k, rate, message) => {
    expect(() => planNoise(labels, scope, k, { kind: 'symmetric', rate, seed: 1 })).toThrow(message);
  });
});
