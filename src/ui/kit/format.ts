export {
  formatCount,
  formatDecimal,
  formatDuration,
  formatMoment,
  formatPercent,
  formatPlural,
} from '../../core/format.ts';

/** Bytes in decimal units: "174.8 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 100 ? 1 : 0)} ${units[power - 1]}`;
}
