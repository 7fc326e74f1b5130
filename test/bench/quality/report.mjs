import { table } from '../support/figures.mjs';

/**
 * @import { RankingQuality } from '../../../src/core/metrics/ranking.ts'
 * @import { JudgedCut } from './rank-run.ts'
 */

/**
 * What was measured of one task with one seed.
 * @typedef {object} Measured
 * @property {string} task
 * @property {number} seed
 * @property {number} samples
 * @property {number} images trained on, all epochs together
 * @property {number} train_s
 * @property {number} predict_s
 * @property {number} features_s of loading the backbone, the features and a first fit
 * @property {number} probe_s of the fit to the task's labels
 * @property {number | null} test_accuracy
 * @property {{ [score: string]: RankingQuality | null }} scores suspicion is that of both opinions
 * @property {{ trained: RankingQuality, probe?: RankingQuality }} alone suspicion of each opinion
 * @property {JudgedCut} cut
 */

const FIGURES = /** @type {const} */ (['ap', 'auroc', 'precision_at_100', 'recall_at_n']);
const CUT_FIGURES = /** @type {const} */ (['precision', 'recall', 'f1', 'expected_f1']);
const CUT_COUNTS = /** @type {const} */ (['depth', 'found', 'expected_found', 'wrong', 'expected_wrong']);

const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Sample standard deviation; null for one value.
 * @param {number[]} values
 */
function deviation(values) {
  if (values.length < 2) return null;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** @param {number[]} values */
function show(values) {
  const spread = deviation(values);
  const text = mean(values).toFixed(3).replace(/^0/, '');
  return spread === null ? text : `${text} ±${spread.toFixed(3).replace(/^0/, '')}`;
}

/**
 * One figure of a score in one record.
 * @param {Measured} record
 * @param {string} score
 * @param {keyof RankingQuality} figure
 */
const figureOf = ({ scores }, score, figure) => scores[score]?.[figure] ?? NaN;

/** @param {Measured[]} records */
function groupByTask(records) {
  /** @type {Map<string, Measured[]>} */
  const byTask = new Map();
  for (const record of records) byTask.set(record.task, [...(byTask.get(record.task) ?? []), record]);
  return byTask;
}

/**
 * Every score's rank in every task by average precision, 1 = best, equals sharing the mean of their ranks; then the mean over tasks.
 * @param {Map<string, Measured[]>} byTask
 * @param {string[]} scores
 */
function meanRanks(byTask, scores) {
  /** @type {{ [score: string]: number[] }} */
  const ranks = Object.fromEntries(scores.map((name) => [name, []]));
  for (const records of byTask.values()) {
    const ap = Object.fromEntries(
      scores.map((name) => [name, mean(records.map((record) => figureOf(record, name, 'ap')))]),
    );
    for (const name of scores) {
      const above = scores.filter((other) => ap[other] > ap[name]).length;
      const equal = scores.filter((other) => ap[other] === ap[name]).length;
      ranks[name].push(above + (equal + 1) / 2);
    }
  }
  return scores.map((name) => /** @type {const} */ ([name, mean(ranks[name])])).sort((a, b) => a[1] - b[1]);
}

/**
 * What the suspicion of the probe, of the trained run and of both finds, and the seconds that each takes.
 * @param {Measured[]} own records of one task
 */
function formatOpinions(own) {
  const seconds = (/** @type {(record: Measured) => number} */ of) => mean(own.map(of)).toFixed(0);
  const backbone = (/** @type {Measured} */ { features_s, probe_s }) => features_s + probe_s;
  const trained = (/** @type {Measured} */ { train_s, predict_s }) => train_s + predict_s;
  /** @type {[string, (record: Measured, figure: keyof RankingQuality) => number, string][]} */
  const rows = [
    ['probe', ({ alone }, figure) => alone.probe?.[figure] ?? NaN, seconds(backbone)],
    ['trained', ({ alone }, figure) => alone.trained[figure] ?? NaN, seconds(trained)],
    ['both', (record, figure) => figureOf(record, 'suspicion', figure), seconds((one) => backbone(one) + trained(one))],
  ];
  return table(
    ['suspicion of', ...FIGURES, 'seconds'],
    rows.map(([name, of, time]) => [
      name,
      ...FIGURES.map((figure) => show(own.map((record) => of(record, figure)))),
      time,
    ]),
  );
}

/**
 * All that was measured, as tables.
 * @param {Measured[]} records one a task and seed
 */
export function formatReport(records) {
  const byTask = groupByTask(records);
  const scores = Object.keys(records[0].scores).filter((name) => records.every((record) => record.scores[name]));
  const ranked = meanRanks(byTask, scores);
  /** @type {string[]} */
  const parts = [];
  for (const [task, own] of byTask) {
    const seconds = mean(own.map(({ train_s }) => train_s));
    const seeds = own.map(({ seed }) => seed).join(', ');
    parts.push(
      `${task}, seeds ${seeds}: ${own[0].samples.toLocaleString('en')} samples, ${own[0].images.toLocaleString('en')} images trained in ` +
        `${seconds.toFixed(0)} s, test accuracy ${show(own.map((record) => record.test_accuracy ?? NaN))}`,
      formatOpinions(own),
      table(
        ['score', ...FIGURES],
        ranked.map(([name]) => [name, ...FIGURES.map((key) => show(own.map((record) => figureOf(record, name, key))))]),
      ),
    );
    parts.push(
      table(
        ['cut', ...CUT_COUNTS, ...CUT_FIGURES],
        [
          [
            'suspicion',
            ...CUT_COUNTS.map((key) => mean(own.map(({ cut }) => cut[key])).toFixed(0)),
            ...CUT_FIGURES.map((key) => show(own.map(({ cut }) => cut[key]))),
          ],
        ],
      ),
    );
  }
  parts.push(
    'Average precision in every task, and mean rank over them',
    table(
      ['score', 'mean rank', ...byTask.keys()],
      ranked.map(([name, rank]) => [
        name,
        rank.toFixed(2),
        ...[...byTask.values()].map((own) => show(own.map((record) => figureOf(record, name, 'ap')))),
      ]),
    ),
  );
  return parts.join('\n\n');
}
