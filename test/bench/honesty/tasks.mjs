/**
 * Labels whose mistakes are counted, of the first pictures.
 * @typedef {object} Counted
 * @property {string} name
 * @property {'symmetric' | 'asymmetric'} [kind] of injected noise
 * @property {number} [rate] of it
 * @property {'soft' | 'hard'} [people] mistakes as people make them, see ../quality/people.mjs
 * @property {number} take pictures
 * @property {number[]} seeds
 */

/** @type {Omit<Counted, 'take' | 'seeds'>[]} */
const NOISES = [
  ...[0.005, 0.01, 0.02, 0.05, 0.2, 0.4].map((rate) => ({ kind: /** @type {const} */ ('symmetric'), rate })),
  ...[0.1, 0.2].map((rate) => ({ kind: /** @type {const} */ ('asymmetric'), rate })),
].map(({ kind, rate }) => ({ name: `${kind === 'symmetric' ? 'S' : 'A'}${100 * rate}`, kind, rate }));

/** @type {Omit<Counted, 'take' | 'seeds'>[]} */
const PEOPLE = /** @type {const} */ (['soft', 'hard']).map((people) => ({ name: `P ${people}`, people }));

/**
 * All of them; labels as they are first.
 * @type {Counted[]}
 */
export const COUNTED = [10_000, 5000].flatMap((take) => [
  { name: 'as they are', take, seeds: [1] },
  ...[...NOISES, ...PEOPLE].map((task) => ({ ...task, take, seeds: [1, 2, 3] })),
]);

/** Labels of CIFAR-10 that are wrong as they are, taken to be between so many of 10,000. */
export const OWN_MISTAKES = { low: 0.002, high: 0.008 };
