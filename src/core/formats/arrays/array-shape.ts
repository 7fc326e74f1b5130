import type { PictureLayout } from './picture-array.ts';

/** How pictures lie in an array. */
export interface PictureShape {
  count: number;
  layout: PictureLayout;
  /** Values from one picture to the next. */
  step: number;
}

const isChannels = (side: number): side is 1 | 3 | 4 => side === 1 || side === 3 || side === 4;

/**
 * How pictures lie in an array of n×h×w, n×h×w×c, n×c×h×w with c 1, 3 or 4, or n×m where m are the values of a square, grey or in three
 * planes.
 * @returns undefined for an array that holds no pictures
 */
export function pictureShape(shape: readonly number[], columnMajor: boolean): PictureShape | undefined {
  if (shape.length < 2 || shape.length > 4 || !shape.every((side) => Number.isSafeInteger(side) && side > 0)) return;
  const steps = stepsOf(shape, columnMajor);
  const [count, second, third, fourth] = shape;
  const [step, ...inside] = steps;
  if (shape.length === 2) {
    const channels = Number.isInteger(Math.sqrt(second)) ? 1 : 3;
    const side = Math.sqrt(second / channels);
    if (!Number.isInteger(side) || side < 2) return undefined;
    const [column] = inside;
    const layout = { width: side, height: side, channels, row: side * column, column, channel: side * side * column };
    return { count, step, layout: layout as PictureLayout };
  }
  if (shape.length === 3) {
    const [row, column] = inside;
    return { count, step, layout: { width: third, height: second, channels: 1, row, column, channel: 0 } };
  }
  // Where both could be the colours, pictures are square.
  const first = isChannels(second) && (!isChannels(fourth) || (third === fourth && second !== third));
  if (first) {
    const [channel, row, column] = inside;
    return { count, step, layout: { width: fourth, height: third, channels: second, row, column, channel } };
  }
  if (!isChannels(fourth)) return undefined;
  const [row, column, channel] = inside;
  return { count, step, layout: { width: third, height: second, channels: fourth, row, column, channel } };
}

/** Values from one entry of each axis to the next. */
function stepsOf(shape: readonly number[], columnMajor: boolean): number[] {
  const steps = new Array<number>(shape.length);
  let step = 1;
  for (let i = 0; i < shape.length; i++) {
    const axis = columnMajor ? i : shape.length - 1 - i;
    steps[axis] = step;
    step *= shape[axis];
  }
  return steps;
}
