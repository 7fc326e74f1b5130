import { loadavg } from 'node:os';

/** The middle value, the mean of the two middle ones of an even number. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Processes that wanted a processor in the last minute, this benchmark's among them: 1.7, say. What was measured with many says little. */
export const load = () => Number(loadavg()[0].toFixed(1));

/** A table in Markdown, so that it can go into the documentation as it is. @param head titles @param rows cells as text */
export function table(head, rows) {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
