/**
 * @import { RankingQuality } from '../../src/core/metrics/ranking.ts'
 * @import { EpochFigures } from '../../src/core/training/run.ts'
 * @import { Outcome } from './page.mjs'
 */

/**
 * Titles on screen and keys of the figures that a score has.
 * @type {[string, keyof RankingQuality][]}
 */
const COLUMNS = [
  ['AUROC', 'auroc'],
  ['average precision', 'ap'],
  ['precision@100', 'precision_at_100'],
  ['recall@n', 'recall_at_n'],
];

/** Scores of the epochs of a training: there where the backbone alone was asked, and null. */
export const EPOCH_SCORES = [
  'area_under_margin',
  'data_map_confidence',
  'data_map_variability',
  'times_wrong',
  'forgetting_events',
];

/**
 * The images a second of a time; null where nothing was timed.
 * @param {number} images
 * @param {number} milliseconds
 */
export function perSecond(images, milliseconds) {
  return milliseconds > 0 ? round((images / milliseconds) * 1000, 1) : null;
}

/**
 * @param {number | null} value
 * @param {number} digits after the point
 */
export function round(value, digits) {
  return value === null ? null : Number(value.toFixed(digits));
}

/**
 * Training speed over the steps alone, as the run's epochs record them.
 * @param {EpochFigures[]} epochs
 */
function stepSpeed(epochs) {
  const sum = (/** @type {'stepImages' | 'stepMs'} */ key) => epochs.reduce((total, epoch) => total + epoch[key], 0);
  return perSecond(sum('stepImages'), sum('stepMs'));
}

/**
 * The figures of a walkthrough, as `--json` prints them.
 * @param {Omit<Outcome, 'csv'>} outcome what the page answered
 */
export function summarise(outcome) {
  const { run, importMs, backboneMs, trainMs, predictMs, predicted, expected, review } = outcome;
  const unlearned = outcome.run.epochs.length === 0 ? EPOCH_SCORES.map((name) => [name, null]) : [];
  const scores = Object.entries({ ...outcome.scores, ...Object.fromEntries(unlearned) }).map(([name, quality]) => {
    const figures = COLUMNS.map(([, key]) => /** @type {const} */ ([key, quality ? round(quality[key], 4) : null]));
    return /** @type {const} */ ([name, Object.fromEntries(figures)]);
  });
  return {
    samples: outcome.samples,
    taken: outcome.taken,
    wrong: outcome.wrong,
    backend: run.backend ?? null,
    workers: run.workers ?? null,
    parameters: run.parameters ?? null,
    import_s: round(importMs / 1000, 2),
    backbone_s: round(backboneMs / 1000, 2),
    train_s: round(trainMs / 1000, 2),
    train_images_per_s: stepSpeed(run.epochs),
    pipeline_images_per_s: perSecond(run.images, trainMs),
    predict_images_per_s: perSecond(predicted, predictMs),
    held_out: outcome.heldOut,
    test_accuracy: round(outcome.testAccuracy, 4),
    expected: expected && { mistakes: round(expected.expected, 1), ...rangeOf(expected) },
    scores: Object.fromEntries(scores),
    ...(review && {
      after_review: {
        decided: review.decided,
        found: review.found,
        expected_left: review.left && round(review.left.expected, 1),
        ...rangeOf(review.left),
        wrong_left: review.wrongLeft,
      },
    }),
  };
}

/** @param {{ low: number, high: number } | null} expectation */
function rangeOf(expectation) {
  return { low: expectation && round(expectation.low, 1), high: expectation && round(expectation.high, 1) };
}

/** @param {number | null} value */
function number(value, digits = 0) {
  return value === null
    ? '–'
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * The same figures for people: a few lines, then a row a score.
 * @param {ReturnType<typeof summarise>} summary
 */
export function formatTable(summary) {
  const width = Math.max(...Object.keys(summary.scores).map((name) => name.length));
  const head = ['score'.padEnd(width), ...COLUMNS.map(([title]) => title)].join('  ');
  const rows = Object.entries(summary.scores).map(([name, quality]) =>
    [name.padEnd(width), ...COLUMNS.map(([title, key]) => number(quality[key], 4).padStart(title.length))].join('  '),
  );
  const { backend, workers, parameters, expected, after_review: after } = summary;
  return [
    `${number(summary.samples)} samples, ${number(summary.taken)} taken, ${number(summary.wrong)} with a wrong label`,
    ...(expected
      ? [
          `expected ${number(expected.mistakes)} wrong labels, 90 % between ${number(expected.low)} and ${number(expected.high)}`,
        ]
      : []),
    `import   ${number(summary.import_s, 1)} s`,
    `backbone ${number(summary.backbone_s, 1)} s`,
    `training ${number(summary.train_s, 1)} s on ${backend}, ${workers} worker${workers === 1 ? '' : 's'}, ${number(parameters)} parameters: ` +
      `${number(summary.train_images_per_s)} samples/s in steps, ${number(summary.pipeline_images_per_s)} by the wall`,
    `predict  ${number(summary.predict_images_per_s)} samples/s`,
    `accuracy ${summary.test_accuracy === null ? '–' : `${number(summary.test_accuracy * 100, 1)} %`} on ${summary.held_out}`,
    ...(after
      ? [
          `reviewed ${number(after.decided)} labels, ${number(after.found)} found wrong; expected left ${number(after.expected_left)}, ` +
            `90 % between ${number(after.low)} and ${number(after.high)}, really ${number(after.wrong_left)}`,
        ]
      : []),
    '',
    head,
    ...rows,
  ].join('\n');
}
