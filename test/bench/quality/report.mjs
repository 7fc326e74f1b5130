import { table } from '../support/figures.mjs';

const FIGURES = ['ap', 'auroc', 'precision_at_100', 'recall_at_n'];
const CUT_FIGURES = ['precision', 'recall', 'f1', 'expected_f1'];

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sample standard deviation; null for one value. */
function deviation(values) {
  if (values.length < 2) return null;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

function show(values) {
  const spread = deviation(values);
  const text = mean(values).toFixed(3).replace(/^0/, '');
  return spread === null ? text : `${text} ±${spread.toFixed(3).replace(/^0/, '')}`;
}

/** Every score's rank in every task by average precision, 1 = best, equals sharing the mean of their ranks; then the mean over tasks. */
function meanRanks(byTask, scores) {
  const ranks = Object.fromEntries(scores.map((name) => [name, []]));
  for (const records of byTask.values()) {
    const ap = Object.fromEntries(scores.map((name) => [name, mean(records.map((record) => record.scores[name].ap))]));
    for (const name of scores) {
      const above = scores.filter((other) => ap[other] > ap[name]).length;
      const equal = scores.filter((other) => ap[other] === ap[name]).length;
      ranks[name].push(above + (equal + 1) / 2);
    }
  }
  return scores.map((name) => [name, mean(ranks[name])]).sort((a, b) => a[1] - b[1]);
}

/**
 * All that was measured, as tables.
 * @param records one a task and seed, as quality.mjs writes them
 */
export function formatReport(records) {
  const byTask = Map.groupBy
    ? Map.groupBy(records, ({ task }) => task)
    : records.reduce((map, record) => map.set(record.task, [...(map.get(record.task) ?? []), record]), new Map());
  const scores = Object.keys(records[0].scores).filter((name) => records.every((record) => record.scores[name]));
  const ranked = meanRanks(byTask, scores);
  const parts = [];
  for (const [task, own] of byTask) {
    const seconds = mean(own.map(({ train_s }) => train_s));
    const seeds = own.map(({ seed }) => seed).join(', ');
    parts.push(
      `${task}, seeds ${seeds}: ${own[0].samples.toLocaleString('en')} samples, ${own[0].images.toLocaleString('en')} images trained in ` +
        `${seconds.toFixed(0)} s, test accuracy ${show(own.map((record) => record.test_accuracy ?? NaN))}`,
      table(
        ['score', ...FIGURES],
        ranked.map(([name]) => [name, ...FIGURES.map((key) => show(own.map((record) => record.scores[name][key])))]),
      ),
    );
    const cuts = own.map(({ cut }) => cut).filter(Boolean);
    if (cuts.length > 0) {
      const counts = ['depth', 'found', 'expected_found', 'wrong', 'expected_wrong'];
      parts.push(
        table(
          ['cut', ...counts, ...CUT_FIGURES],
          [
            [
              'suspicion',
              ...counts.map((key) => mean(cuts.map((cut) => cut[key])).toFixed(0)),
              ...CUT_FIGURES.map((key) => show(cuts.map((cut) => cut[key]))),
            ],
          ],
        ),
      );
    }
  }
  const names = [...byTask.keys()];
  parts.push(
    'Average precision in every task, and mean rank over them',
    table(
      ['score', 'mean rank', ...names],
      ranked.map(([name, rank]) => [
        name,
        rank.toFixed(2),
        ...names.map((task) => show(byTask.get(task).map((record) => record.scores[name].ap))),
      ]),
    ),
  );
  return parts.join('\n\n');
}
