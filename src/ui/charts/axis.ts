import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import { rangeOf } from '../scores/score-facts.ts';
import { fieldTitle } from '../samples/field-titles.ts';

/** One direction of a plot: a score, and the range of it that the plane's −1 … 1 stands for. */
export interface Axis {
  /** Key of the score. */
  key: string;
  /** What it is, with its unit. */
  title: string;
  values: Float32Array;
  low: number;
  high: number;
}

/** The axis of a score of the table. */
export function axisOf(table: Pick<Table, 'scores' | 'classes'>, score: ScoreColumn): Axis {
  const [low, high] = rangeOf(score, table.classes.length);
  const { unit } = catalogue[score.method];
  const title = fieldTitle(table, `insights.${score.key}`);
  return { key: score.key, title: unit ? `${title} (${unit})` : title, values: score.values, low, high };
}

/** Where a value lies on the plane, −1 … 1. */
export const toPlane = ({ low, high }: Pick<Axis, 'low' | 'high'>, value: number): number =>
  ((value - low) / (high - low)) * 2 - 1;

/** The value at a place of the plane. */
export const fromPlane = ({ low, high }: Pick<Axis, 'low' | 'high'>, place: number): number =>
  low + ((place + 1) / 2) * (high - low);

/** A marked value of an axis. */
export interface Tick {
  value: number;
  text: string;
}

/**
 * Round values of a range: 1, 2 or 5 times a power of ten apart, so that at most `most` of them lie in it.
 * @param most at least 1
 */
export function ticksOf(low: number, high: number, most: number): Tick[] {
  const rough = (high - low) / most;
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: Tick[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    const value = k * step;
    ticks.push({ value, text: (value === 0 ? 0 : value).toFixed(digits).replace('-', '−') });
  }
  return ticks;
}
