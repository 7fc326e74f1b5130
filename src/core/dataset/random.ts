/** Arrays that `shuffle` can permute in place. */
type Shuffled = number[] | Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

/**
 * The same as `x % n`, for whole numbers up to 2³². Where one is above 2³¹ Firefox calls a function of the system for `%`, which takes
 * several times as long. The quotient is never rounded up to a whole number: its distance from one is 1 / n at least.
 */
export const remainder = (x: number, n: number): number => x - Math.floor(x / n) * n;

/**
 * The seeded random generator behind every random choice: xoshiro128** (Blackman and Vigna,
 * https://prng.di.unimi.it/xoshiro128starstar.c), its state filled by splitmix32. Its state can be kept and restored,
 * so a resumed run draws what an uninterrupted one would.
 */
export class Random {
  readonly #s = new Uint32Array(4);

  /** @param seed a whole number; its low 32 bits count */
  constructor(seed: number) {
    let a = seed >>> 0;
    for (let k = 0; k < 4; k++) {
      a = (a + 0x9e3779b9) >>> 0;
      let z = a;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      this.#s[k] = z ^ (z >>> 16);
    }
  }

  /** A generator that goes on from a kept state. @param state four words, not all zero @throws RangeError otherwise */
  static fromState(state: Uint32Array): Random {
    if (state.length !== 4 || state.every((word) => word === 0)) {
      throw new RangeError(`a generator's state is four words that are not all zero, not [${state.join(', ')}]`);
    }
    const random = new Random(0);
    random.#s.set(state);
    return random;
  }

  /** A copy of the state: four words. */
  state(): Uint32Array {
    return this.#s.slice();
  }

  /** A whole number, uniform over 0 … 2³² − 1. */
  uint32(): number {
    const s = this.#s;
    const product = Math.imul(s[1], 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /** Uniform over [0, 1), in steps of 2⁻⁵³. */
  float(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** A whole number, uniform over 0 … n − 1, without the bias of a remainder. @param n 1 … 2³² */
  int(n: number): number {
    const limit = 0x100000000 - remainder(0x100000000, n);
    let x = this.uint32();
    while (x >= limit) x = this.uint32();
    return remainder(x, n);
  }

  /** Permutes `a` in place, every order equally likely (Fisher and Yates), and returns it. */
  shuffle<T extends Shuffled>(a: T): T {
    for (let i = a.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      const held = a[i];
      a[i] = a[j];
      a[j] = held;
    }
    return a;
  }

  /** Normally distributed, mean 0 and standard deviation 1 (Box and Muller; one of the pair is dropped). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.float()));
    return radius * Math.cos(2 * Math.PI * this.float());
  }
}
