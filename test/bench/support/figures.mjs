import { loadavg } from 'node:os';

/**
 * The middle value, the mean of the two middle ones of an even number.
 * @param {number[]} values
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const tenths = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/**
 * Median, 95th percentile and the longest of some times, to a tenth of a millisecond, and their number.
 * @param {number[]} times milliseconds
 */
export function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => tenths(sorted[Math.floor(share * (sorted.length - 1))]);
  return { median_ms: at(0.5), p95_ms: at(0.95), most_ms: at(1), count: times.length };
}

/** Processes that wanted a processor in the last minute, this benchmark's among them: 1.7, say. What was measured with many says little. */
export const load = () => Number(loadavg()[0].toFixed(1));

/**
 * A table in Markdown, so that it can go into the documentation as it is.
 * @param {string[]} head titles
 * @param {string[][]} rows cells as text
 */
export function table(head, rows) {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
