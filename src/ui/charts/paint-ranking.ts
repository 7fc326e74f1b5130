import { realAt, type RankCurve } from '../../core/insights/rank-curve.ts';
import { formatCount } from '../kit/format.ts';
import { readColours } from '../samples/theme-colours.ts';

/** Room around the plot, CSS pixels. */
export const MARGIN = { left: 42, right: 10, top: 8, bottom: 22 } as const;

/** Ranks are spread by their square root: the first ones matter most. */
export const shareOfRank = (rank: number, count: number): number => (count === 0 ? 0 : Math.sqrt(rank / count));

/** The rank at a share of the width. */
export const rankAtShare = (share: number, count: number): number =>
  Math.round(Math.min(1, Math.max(0, share)) ** 2 * count);

/** Points a line is drawn with; more could not be distinguished. */
const STEPS = 240;

/** Ranks that are written below the axis, as far as there are so many. */
const TICKS = [10, 100, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

/**
 * Draws precision and recall over rank: expected ones as full lines, real ones dashed; what is beyond the review budget is shaded.
 * @param depth the review budget @param looked rank of the sample looked at, from 1, or 0
 */
export function paintRanking(
  canvas: HTMLCanvasElement,
  host: ShadowRoot,
  curve: RankCurve,
  depth: number,
  looked: number,
): void {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (width === 0 || height === 0) return;
  const colours = readColours(host);
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  const context = canvas.getContext('2d')!;
  context.scale(devicePixelRatio, devicePixelRatio);
  const count = curve.ranked.length;
  const [innerWidth, innerHeight] = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
  const x = (rank: number): number => MARGIN.left + shareOfRank(rank, count) * innerWidth;
  const y = (share: number): number => MARGIN.top + (1 - share) * innerHeight;

  context.fillStyle = colours.placeholder;
  context.fillRect(x(depth), MARGIN.top, x(count) - x(depth), innerHeight);
  context.font = `11px ${colours.font}`;
  context.fillStyle = colours.text2;
  context.strokeStyle = colours.line;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    line(context, [x(0), y(share)], [x(count), y(share)]);
    context.fillText(`${share * 100} %`, MARGIN.left - 6, y(share));
  }
  context.textAlign = 'center';
  let free = -Infinity;
  for (const rank of TICKS.filter((tick) => tick <= count)) {
    const half = context.measureText(formatCount(rank)).width / 2;
    if (x(rank) - half < free || x(rank) + half > width) continue;
    context.fillText(formatCount(rank), x(rank), height - MARGIN.bottom / 2);
    free = x(rank) + half + 8;
  }

  const { expectedErrors, expectedTotal } = curve.cut;
  const expected = { precision: (r: number) => expectedErrors[r - 1] / r, recall: recallOf };
  function recallOf(r: number): number {
    return expectedTotal === 0 ? 0 : expectedErrors[r - 1] / expectedTotal;
  }
  const draw = (value: (rank: number) => number, colour: string, dashed: boolean): void => {
    context.strokeStyle = colour;
    context.lineWidth = dashed ? 1.5 : 2;
    context.setLineDash(dashed ? [5, 4] : []);
    context.beginPath();
    let last = 0;
    for (let step = 1; step <= STEPS; step++) {
      const rank = Math.max(1, rankAtShare(step / STEPS, count));
      if (rank === last || rank > count) continue;
      last = rank;
      context.lineTo(x(rank), y(value(rank)));
    }
    context.stroke();
    context.setLineDash([]);
  };
  // Named beside the line, so that colour is not the only sign; on a background of its own, since other lines cross there.
  const name = (text: string, colour: string, rank: number, share: number, above: boolean): void => {
    context.textAlign = above ? 'right' : 'left';
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeStyle = colours.surface;
    // Never on the axis, where the ranks are written.
    const at = [x(rank) + (above ? -8 : 4), Math.min(y(share) + (above ? -6 : 12), y(0) - 9)] as const;
    context.strokeText(text, ...at);
    context.fillStyle = colour;
    context.fillText(text, ...at);
  };
  draw(expected.precision, colours.accent, false);
  draw(expected.recall, colours.warn, false);
  if (curve.truth) {
    draw((rank) => realAt(curve, rank)!.precision, colours.accent, true);
    draw((rank) => realAt(curve, rank)!.recall, colours.warn, true);
  }
  if (count > 0) {
    const [early, middle] = [Math.max(1, rankAtShare(0.03, count)), Math.max(1, rankAtShare(0.3, count))];
    name('precision', colours.accentText, early, expected.precision(early), false);
    name('recall', colours.warnText, middle, expected.recall(middle), true);
  }
  if (looked > 0) {
    context.fillStyle = colours.text;
    context.beginPath();
    context.arc(x(looked), y(0), 4, Math.PI, 0);
    context.fill();
  }
}

function line(context: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}
