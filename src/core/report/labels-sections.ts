import { urlOf } from '../formats/hugging-face.ts';
import { standingClasses } from '../dataset/classes.ts';
import { NO_LABEL, REVIEWED } from '../dataset/types.ts';
import { formatCount, formatMoment, formatPercent, formatPlural } from '../format.ts';
import { sayBudget } from '../insights/say-expected.ts';
import { confusionChart, rankingChart } from './charts.ts';
import { NOT_RANKED, cut, type Facts } from './facts.ts';
import { table as tableBlock, text, type ReportBlock, type ReportSection } from './report.ts';

/** Rows of a table at most. */
const MOST_ROWS = 40;
/** Pairs of classes that are named at most. */
const MOST_PAIRS = 10;
/** Classes that a matrix of all has room for. */
const MOST_IN_MATRIX = 20;

/** What the data set is. */
export function dataSection({ set, source, importedAt, fingerprint }: Facts): ReportSection {
  const { table } = set;
  const unlabelled = table.current.reduce((count, label) => count + Number(label === NO_LABEL), 0);
  const noise = table.truth.some((label) => label !== NO_LABEL);
  const rows = [
    ['Samples', formatCount(table.count)],
    ['Splits', table.splits.map(({ name, count }) => `${name} ${formatCount(count)}`).join(', ')],
    ['Classes', formatCount(standingClasses(table).length)],
    ...(unlabelled > 0 ? [['Without a label', formatCount(unlabelled)]] : []),
    ['Pictures that training sees', `${set.width} × ${set.height}`],
    ['Format', set.format],
    ['From', publicSource(source)],
    ['Imported', formatMoment(importedAt)],
    ...(fingerprint ? [['Fingerprint', fingerprint]] : []),
  ];
  const blocks: ReportBlock[] = [tableBlock('The data set', ['', ''], rows, 2)];
  if (noise)
    blocks.push(text('Of some of these samples the true label is known: noise was injected, or labels were replaced.'));
  return { title: 'Data', blocks };
}

/** An origin without what may be secret in an address. */
function publicSource(source: string): string {
  if (!/^https?:\/\//i.test(source)) return source;
  const url = urlOf(source);
  return url ? url.origin + url.pathname : 'an address';
}

/** Its classes, those with most mistakes first. */
export function classSection({ set, ranking }: Facts): ReportSection {
  const { table } = set;
  const standing = standingClasses(table);
  const counts = new Map(standing.map((label) => [label, { samples: 0, wrong: 0, away: 0, to: 0 }]));
  for (let i = 0; i < table.count; i++) {
    const now = counts.get(table.current[i]);
    if (table.excluded[i] === 0 && now) now.samples += 1;
    if (table.reviewed[i] === REVIEWED.relabelled && table.given[i] !== table.current[i]) {
      if (now) now.to += 1;
      const before = counts.get(table.given[i]);
      if (before) before.away += 1;
    }
    const judged = ranking && counts.get(ranking.curve.score.judged[i]);
    if (judged && table.excluded[i] === 0) judged.wrong += ranking.curve.believed.probabilities[i] || 0;
  }
  const order = ranking ? [...standing].sort((a, b) => counts.get(b)!.wrong - counts.get(a)!.wrong) : standing;
  const rows = order.slice(0, MOST_ROWS).map((label) => {
    const { samples, wrong, away, to } = counts.get(label)!;
    return [
      table.classes[label],
      formatCount(samples),
      ...(ranking ? [formatCount(Math.round(wrong))] : []),
      formatCount(away),
      formatCount(to),
    ];
  });
  const head = ['Class', 'Samples', ...(ranking ? ['Expected wrong'] : []), 'Corrected away', 'Corrected to'];
  return {
    title: 'Classes',
    blocks: [
      tableBlock('Classes', head, rows),
      ...cut(standing.length, rows.length, 'class', 'classes'),
      ...(ranking
        ? [text('Expected wrong: of the labels as they were judged, the mistakes found among them included.')]
        : []),
    ],
  };
}

/** How far down the ranking it is worth to look. */
export function budgetSection({ ranking }: Facts): ReportSection {
  const title = 'Review budget';
  if (!ranking) return { title, blocks: [text(NOT_RANKED)] };
  const { curve, figures } = ranking;
  const { expected, real } = figures;
  const shares = ({ precision, recall, f1 }: { precision: number; recall: number; f1: number }): string[] =>
    [precision, recall, f1].map((share) => formatPercent(share));
  const found = `${formatCount(Math.round(expected.errors))} (${formatCount(Math.floor(expected.low))} – ${formatCount(Math.ceil(expected.high))})`;
  return {
    title,
    blocks: [
      text(`${sayBudget(figures)} With these the expected F1 is highest. What was decided already is in it.`),
      {
        kind: 'chart',
        title: 'Expected precision and recall down the ranking by label-error probability',
        svg: rankingChart(curve),
      },
      tableBlock(
        'What the review budget gives',
        ['', 'Mistakes', 'Precision', 'Recall', 'F1'],
        [
          ['Expected', found, ...shares(expected)],
          ...(real ? [['Known truth', formatCount(real.errors), ...shares(real)]] : []),
        ],
      ),
    ],
  };
}

/** Labels against predictions. */
export function confusionSection({ set, run }: Facts): ReportSection {
  const { table } = set;
  const { predicted } = table;
  const title = 'Labels against predictions';
  if (!run || !predicted) return { title, blocks: [text('Nothing is predicted yet.')] };
  const standing = standingClasses(table);
  const number = new Map(standing.map((label, at) => [label, at]));
  const k = standing.length;
  const pairs = new Map<number, number>();
  for (let i = 0; i < table.count; i++) {
    const [row, column] = [number.get(table.current[i]), number.get(predicted[i])];
    if (row === undefined || column === undefined || table.excluded[i]) continue;
    pairs.set(row * k + column, (pairs.get(row * k + column) ?? 0) + 1);
  }
  const compared = [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const names = standing.map((label) => table.classes[label]);
  const apart = [...pairs].filter(([at]) => Math.floor(at / k) !== at % k).sort((a, b) => b[1] - a[1]);
  const rows = apart
    .slice(0, MOST_PAIRS)
    .map(([at, count]) => [names[Math.floor(at / k)], names[at % k], formatCount(count)]);
  const counts = Uint32Array.from({ length: k <= MOST_IN_MATRIX ? k * k : 0 }, (_, at) => pairs.get(at) ?? 0);
  return {
    title,
    blocks: [
      text(
        `What “${run.name}” predicts of ${formatPlural(compared, 'sample')} against their labels as they stand; excluded ones do not count.`,
      ),
      ...(k <= MOST_IN_MATRIX
        ? [
            {
              kind: 'chart' as const,
              title: 'Samples by label and predicted class',
              svg: confusionChart(counts, names),
            },
          ]
        : []),
      rows.length === 0
        ? text('It predicts all of these labels as they stand.')
        : tableBlock('Most frequent disagreements', ['Label', 'Predicted', 'Samples'], rows, 2),
    ],
  };
}
