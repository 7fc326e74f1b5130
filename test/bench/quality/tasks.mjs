/**
 * @import { BackboneSide } from '../../../src/core/backbone/backbone.ts'
 * @import { PresetName } from '../../../src/core/training/presets.ts'
 * @import { NoiseOptions } from '../../../src/tasks/options.ts'
 */

/** Samples of the standard task: enough to learn from, few enough to train on two cores in minutes. */
const STANDARD_TAKE = 10_000;

/**
 * A task: which pictures, which labels, how to train, with which seeds.
 * @typedef {object} Task
 * @property {string} name
 * @property {NoiseOptions['kind']} [noiseKind]
 * @property {number} noise share of labels made wrong
 * @property {'soft' | 'hard'} [people] mistakes as people make them, see people.mjs
 * @property {number} [take] the first so many pictures of the training split; all without it
 * @property {boolean} archive the archive's pictures, not the demo's
 * @property {BackboneSide} [side] that the backbone sees the pictures at; as the page chooses without it
 * @property {PresetName} [recipe] standard without it
 * @property {number} [epochs] the recipe's without it
 * @property {number} [folds]
 * @property {number} [networks]
 * @property {number[]} seeds
 */

/**
 * @param {'symmetric' | 'asymmetric'} noiseKind
 * @param {number} percent of labels made wrong
 */
const noise = (noiseKind, percent) => ({
  name: `${noiseKind}-${percent}`,
  noiseKind,
  noise: percent / 100,
  take: STANDARD_TAKE,
});

/** Every task: which pictures, which noise. Without `take` all training pictures, without `archive: true` the demo's. */
const STANDARD = [
  noise('symmetric', 20),
  noise('asymmetric', 20),
  noise('symmetric', 5),
  noise('symmetric', 10),
  noise('symmetric', 40),
  noise('asymmetric', 10),
].map((task) => ({ ...task, archive: true, seeds: [1, 2, 3] }));

/** Mistakes as people make them, as far as another network can stand in for people. */
const PEOPLE = /** @type {const} */ (['soft', 'hard']).map((people) => ({
  name: `people-${people}`,
  people,
  noise: 0,
  take: STANDARD_TAKE,
  archive: true,
  seeds: [1, 2, 3],
}));

/** Labels as people gave them: nobody knows which are wrong. */
const AS_THEY_ARE = [
  { name: 'as-they-are', seeds: [1, 2, 3] },
  { name: 'quick-as-they-are', recipe: /** @type {const} */ ('quick'), seeds: [1] },
].map((task) => ({ ...task, noise: 0, take: STANDARD_TAKE, archive: true }));

/** Fewer pictures than a network learns much from. */
const FEW = { ...noise('symmetric', 20), name: 'first-2000-symmetric-20', take: 2000, archive: true, seeds: [1, 2, 3] };

/** What cleanlab's users do: predictions out of sample by k folds, for the compute of one network that sees all. */
const FOLDS = [
  { folds: 2, epochs: 10 },
  { folds: 5, epochs: 3 },
].flatMap(({ folds, epochs }) =>
  [noise('symmetric', 20), noise('asymmetric', 20)].map((task) => ({
    ...task,
    name: `folds-${folds}-${task.name}`,
    folds,
    epochs,
    archive: true,
    seeds: [1],
  })),
);

/** The shortest recipe, which the page offers first. */
const SHORT = [noise('symmetric', 20), noise('asymmetric', 20), { ...noise('symmetric', 20), take: undefined }].map(
  (task) => ({
    ...task,
    name: `quick-${task.take ? task.name : 'demo'}`,
    recipe: /** @type {const} */ ('quick'),
    archive: task.take !== undefined,
    seeds: [1],
  }),
);

/** Two networks that see all, averaged, at twice the cost. */
const NETWORKS = [noise('symmetric', 20), noise('asymmetric', 20)].map((task) => ({
  ...task,
  name: `networks-2-${task.name}`,
  networks: 2,
  archive: true,
  seeds: [1],
}));

/** Longer, since so many pictures have more to teach than ten epochs take up. */
const WHOLE = [noise('symmetric', 20), noise('asymmetric', 20)].map((task) => ({
  ...task,
  name: `all-${task.name}`,
  side: /** @type {const} */ (128),
  take: undefined,
  epochs: 20,
  archive: true,
  seeds: [1],
}));

/**
 * All of them.
 * @type {Task[]}
 */
export const TASKS = [
  ...STANDARD,
  ...PEOPLE,
  ...AS_THEY_ARE,
  FEW,
  { ...noise('symmetric', 20), name: 'demo', take: undefined, archive: false, seeds: [1, 2, 3] },
  ...SHORT,
  ...FOLDS,
  ...NETWORKS,
  ...WHOLE,
];

/**
 * A task cut down until it tells only whether everything runs.
 * @param {Task} task
 * @returns {Task}
 */
export function quick(task) {
  return { ...task, name: `${task.name}-quick`, take: 1000, epochs: 2, seeds: task.seeds.slice(0, 1) };
}
