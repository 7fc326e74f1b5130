/**
 * @import { Progress } from '../../src/contracts/progress.ts'
 * @import { TrainProgress } from '../../src/contracts/trainer.ts'
 */

const EVERY_MS = 2000;

/** @param {Progress | TrainProgress} progress */
function describe(progress) {
  const { activity, done, total, unit, perSecond, etaMs } = progress;
  const parts = [activity];
  if (total > 0) parts.push(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit}`);
  if (perSecond) parts.push(`${Math.round(perSecond).toLocaleString('en')} ${unit}/s`);
  if (etaMs) parts.push(`${Math.ceil(etaMs / 1000)} s to go`);
  if ('loss' in progress && !Number.isNaN(progress.loss)) parts.push(`loss ${progress.loss.toFixed(3)}`);
  return parts.join(', ');
}

/**
 * Writes progress for people, a line every two seconds and one for every new job.
 * @param {(line: string) => void} write takes a line without its end
 * @param {() => number} now a clock, in milliseconds
 * @returns {(title: string, progress: Progress | TrainProgress | null) => void} told how far the running job is
 */
export function progressPrinter(write, now = () => performance.now()) {
  let title = '';
  let last = -Infinity;
  return (newTitle, progress) => {
    const changed = newTitle !== title;
    if (changed) write(newTitle);
    title = newTitle;
    if (changed) last = now();
    if (changed || !progress || now() - last < EVERY_MS) return;
    last = now();
    write(`  ${describe(progress)}`);
  };
}
