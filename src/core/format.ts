const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** "60,000". */
export const formatCount = (n: number): string => WHOLE.format(n);

/** "1 sample", "2 samples". */
export const formatPlural = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;

/** "45 s", "2 min 05 s", "1 h 20 min". */
export function formatDuration(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, '0')} s`;
  return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')} min`;
}

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment, milliseconds since 1970, as "25 Nov 2026, 20:03". */
export const formatMoment = (at: number): string => MOMENT.format(at);

/** A share as "68.3 %". */
export const formatPercent = (share: number, digits = 1): string =>
  Number.isFinite(share) ? `${(share * 100).toFixed(digits)} %` : '–';

/** A score or a probability, to three places everywhere: "0.997", "−1.204"; "–" where there is none. */
export const formatDecimal = (value: number | null | undefined): string =>
  value === null || value === undefined || Number.isNaN(value) ? '–' : value.toFixed(3).replace('-', '−');
