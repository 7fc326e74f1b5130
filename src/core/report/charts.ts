import { formatCount, formatPercent } from '../format.ts';
import { expectAt } from '../insights/cut.ts';
import type { RankCurve } from '../insights/rank-curve.ts';
import type { EpochFigures } from '../training/run.ts';
import { markup, type Markup } from './markup.ts';

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 96;
const TOP = 12;
const BOTTOM = 32;

/** Points of a line at most. */
const MOST_POINTS = 200;
const PRECISION = '#0f766e';
const RECALL = '#b45309';

interface Line {
  name: string;
  colour: string;
  /** Places along both axes, 0 … 1. */
  points: [x: number, y: number][];
}

const across = (x: number): number => LEFT + x * (WIDTH - LEFT - RIGHT);
const down = (y: number): number => TOP + (1 - y) * (HEIGHT - TOP - BOTTOM);
const place = (value: number): string => value.toFixed(1);

function plot(title: string, lines: Line[], ticks: [x: number, name: string][], more: Markup[], below: string): string {
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="currentColor"><title>${title}</title>${shares.map(
    (y) =>
      markup`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${place(down(y))}" y2="${place(down(y))}" stroke="currentColor" stroke-opacity=".15"/><text x="${LEFT - 8}" y="${place(down(y) + 4)}" text-anchor="end">${formatPercent(y, 0)}</text>`,
  )}${ticks.map(
    ([x, name]) =>
      markup`<text x="${place(across(x))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${name}</text>`,
  )}${more}${lines.map(renderLine)}<text x="${LEFT - 8}" y="${HEIGHT - BOTTOM + 18}" text-anchor="end">${below}</text></svg>`
    .source;
}

function renderLine({ name, colour, points }: Line): Markup {
  const path = points.map(([x, y]) => `${place(across(x))},${place(down(y))}`).join(' ');
  const [, last] = points.at(-1) ?? [0, 0];
  return markup`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${WIDTH - RIGHT + 8}" y="${place(down(last) + 4)}" fill="${colour}">${name}</text>`;
}

/** Expected precision and recall along the ranking, and the review budget in it, as an SVG. The axis of ranks is that of their square roots. */
export function rankingChart({ cut }: RankCurve): string {
  const all = cut.order.length;
  const along = (rank: number): number => Math.sqrt(rank / all);
  const ranks = Array.from({ length: MOST_POINTS }, (_, j) => Math.ceil(all * ((j + 1) / MOST_POINTS) ** 2));
  const figures = [...new Set(ranks)].map((rank) => expectAt(cut, rank));
  const ticks = [0.01, 0.1, 0.3, 0.6, 1].map((share) => Math.max(1, Math.round(all * share)));
  const x = place(across(along(cut.depth)));
  const budget = markup`<line x1="${x}" x2="${x}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="currentColor" stroke-width="2" stroke-dasharray="4 3"/>`;
  return plot(
    `Expected precision and recall of the labels ranked by label-error probability; the review budget is at rank ${formatCount(cut.depth)}.`,
    [
      {
        name: 'precision',
        colour: PRECISION,
        points: figures.map(({ depth, precision }) => [along(depth), precision]),
      },
      { name: 'recall', colour: RECALL, points: figures.map(({ depth, recall }) => [along(depth), recall]) },
    ],
    [...new Set(ticks)].map((rank) => [along(rank), formatCount(rank)]),
    cut.depth > 0 ? [budget] : [],
    'rank',
  );
}

/** Accuracy on the labels learned, epoch by epoch, as an SVG. @param epochs two at least */
export function learningChart(epochs: readonly EpochFigures[]): string {
  const last = epochs.at(-1)!;
  const along = (epoch: number): number => (epoch - 1) / (last.epoch - 1);
  const ticks = [1, Math.ceil(last.epoch / 2), last.epoch];
  return plot(
    `Accuracy on the labels learned, epoch by epoch: ${formatPercent(last.accuracy)} at the end.`,
    [{ name: 'accuracy', colour: PRECISION, points: epochs.map(({ epoch, accuracy }) => [along(epoch), accuracy]) }],
    [...new Set(ticks)].map((epoch) => [along(epoch), String(epoch)]),
    [],
    'epoch',
  );
}

/** Samples by label (rows) and predicted class (columns), as an SVG. @param counts k×k row-major @param names of the k classes */
export function confusionChart(counts: Uint32Array, names: readonly string[]): string {
  const k = names.length;
  const [cell, margin] = [Math.max(20, Math.min(40, Math.floor(560 / k))), 130];
  const size = margin + k * cell + 8;
  const wrong = Math.max(1, ...counts.filter((_, at) => Math.floor(at / k) !== at % k));
  const short = (name: string): string => (name.length > 16 ? `${name.slice(0, 15)}…` : name);
  const cells = Array.from(counts, (count, at) => {
    const [row, column] = [Math.floor(at / k), at % k];
    const [x, y] = [margin + column * cell, margin + row * cell];
    const colour = row === column ? PRECISION : RECALL;
    const strength = row === column ? 0.12 : count === 0 ? 0 : 0.15 + 0.75 * (count / wrong);
    return markup`<rect x="${x}" y="${y}" width="${cell - 1}" height="${cell - 1}" fill="${colour}" fill-opacity="${strength.toFixed(2)}"/>${
      count === 0
        ? ''
        : markup`<text x="${x + cell / 2}" y="${y + cell / 2 + 4}" text-anchor="middle" font-size="${cell < 30 ? 8 : 10}">${count}</text>`
    }`;
  });
  const labels = names.map(
    (name, at) =>
      markup`<text x="${margin - 6}" y="${margin + at * cell + cell / 2 + 4}" text-anchor="end">${short(name)}</text><text transform="translate(${margin + at * cell + cell / 2 + 4} ${margin - 6}) rotate(-60)">${short(name)}</text>`,
  );
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size + 60} ${size}" width="${size + 60}" height="${size}" role="img" font-family="system-ui, sans-serif" font-size="11" fill="currentColor"><title>Samples by label (rows) and predicted class (columns).</title>${cells}${labels}</svg>`
    .source;
}
