import { formatCount } from '../kit/format.ts';
import { contrast, mix, parse } from '../map/map-colours.ts';
import { readColours } from '../samples/theme-colours.ts';
import { shareOf, type MatrixCounts, type MatrixShade } from './matrix-counts.ts';

/** Smallest cell, CSS pixels, that has room for its figure. */
const ROOM_FOR_TEXT = 30;

/**
 * Draws the cells: teal on the diagonal where label and prediction agree, amber beside it, the stronger the larger the share; what the
 * view shows is framed, and the cell of the sample looked at has a dot in its corner.
 * @param focused place of the cell that the keyboard is on
 * @param looked place of the cell that the sample looked at is in
 */
export function paintMatrix(
  canvas: HTMLCanvasElement,
  host: ShadowRoot,
  matrix: MatrixCounts,
  shade: MatrixShade,
  focused: [number, number] | null,
  looked: [number, number] | null,
): void {
  const size = canvas.clientWidth;
  const k = matrix.order.length;
  if (size === 0 || k === 0) return;
  const colours = readColours(host);
  const ground = parse(colours.placeholder);
  const fills = { right: parse(colours.accent), wrong: parse(colours.warn) };
  const inks = [colours.text, colours.accentInk];
  const scale = devicePixelRatio;
  canvas.width = canvas.height = Math.round(size * scale);
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  const cell = size / k;
  const gap = cell > 8 ? 1 : 0;
  context.font = `${cell > 44 ? 12 : 10}px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  matrix.order.forEach((row, y) => {
    matrix.order.forEach((column, x) => {
      const share = shareOf(matrix, y, x, shade);
      context.globalAlpha = 1;
      context.fillStyle = colours.placeholder;
      context.fillRect(x * cell, y * cell, cell - gap, cell - gap);
      // A square root, so that errors of one in a hundred can be seen.
      context.globalAlpha = Math.sqrt(share);
      context.fillStyle = row === column ? colours.accent : colours.warn;
      context.fillRect(x * cell, y * cell, cell - gap, cell - gap);
      context.globalAlpha = 1;
      if (share === 0 || cell < ROOM_FOR_TEXT) return;
      const shown = mix(ground, row === column ? fills.right : fills.wrong, Math.sqrt(share));
      context.fillStyle = [...inks].sort((a, b) => contrast(parse(b), shown) - contrast(parse(a), shown))[0];
      context.fillText(textOf(matrix, y, x, share, shade), (x + 0.5) * cell, (y + 0.5) * cell);
    });
  });
  frame(context, matrix, cell, colours.text);
  if (looked) {
    const radius = Math.max(2, Math.min(4, cell / 10));
    context.fillStyle = colours.text;
    context.beginPath();
    context.arc((looked[1] + 1) * cell - gap - radius - 2, looked[0] * cell + radius + 2, radius, 0, 2 * Math.PI);
    context.fill();
  }
  if (focused) {
    context.strokeStyle = colours.accent;
    context.lineWidth = 2;
    context.strokeRect(focused[1] * cell, focused[0] * cell, cell - gap, cell - gap);
  }
}

function textOf(matrix: MatrixCounts, row: number, column: number, share: number, shade: MatrixShade): string {
  if (shade === 'count') return formatCount(matrix.counts[row * matrix.order.length + column]);
  const percent = 100 * share;
  return percent < 1 ? '<1\u202f%' : `${Math.round(percent)}\u202f%`;
}

/** Frames the rows and columns that the view shows. */
function frame(context: CanvasRenderingContext2D, matrix: MatrixCounts, cell: number, colour: string): void {
  const { order, chosenRows, chosenColumns } = matrix;
  if (chosenRows.length + chosenColumns.length === 0) return;
  const chosen = (labels: readonly number[], label: number): boolean => labels.length === 0 || labels.includes(label);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  order.forEach((row, y) => {
    order.forEach((column, x) => {
      if (chosen(chosenRows, row) && chosen(chosenColumns, column)) {
        context.strokeRect(x * cell + 0.75, y * cell + 0.75, cell - 2.5, cell - 2.5);
      }
    });
  });
}
