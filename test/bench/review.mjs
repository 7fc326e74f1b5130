// What is said to be left while somebody reviews: `npm run bench -- review [ARCHIVE]` lets simulated reviewers, one who knows the truth and
// one who errs in 5 %, decide about the most suspect labels of every task of `npm run bench -- honesty`, by the backbone alone. Prints a
// table and a last line of JSON.
import path from 'node:path';
import { COUNTED, OWN_MISTAKES } from './honesty/tasks.mjs';
import { labelsOf } from './honesty/labels.mjs';
import { readRoots } from './honesty/roots.mjs';
import { importBundled, readWasm } from './support/bundle.mjs';
import { table } from './support/figures.mjs';

/** @import { Stand } from './honesty-run.ts' */

/** Decisions after which it is looked at. */
const STOPS = [0, 20, 24, 50, 200];

const whole = (/** @type {number} */ value) => value.toFixed(0);

/**
 * Runs the benchmark.
 * @param {string[]} args
 */
export async function bench([archive]) {
  /** @type {typeof import('./honesty-run.ts')} */
  const run = await importBundled(path.join(import.meta.dirname, 'honesty-run.ts'));
  const { startProbe, review } = run.prepare(await readWasm('analysis'));
  const { roots, labels: all } = await readRoots(archive && path.resolve(process.env.INIT_CWD ?? '.', archive));
  const d = roots.length / all.length;
  /** @type {{ task: string, take: number, seed: number, errs: number, stands: Stand[] }[]} */
  const reviews = [];
  for (const take of new Set(COUNTED.map((task) => task.take))) {
    const probe = startProbe(roots.subarray(0, take * d), take);
    for (const { seeds, ...task } of COUNTED.filter((one) => one.take === take)) {
      for (const seed of seeds) {
        const truth = all.slice(0, take);
        const labels = await labelsOf({ ...task, seeds }, truth, seed, run.plant);
        if (!labels) continue;
        const opinions = [probe(labels)];
        for (const errs of [0, 0.05]) {
          const stands = review(opinions, labels, truth, 10, { errs, seed, stops: STOPS });
          reviews.push({ task: task.name, take, seed, errs, stands });
          console.error(task.name, take, seed, errs, stands.map(sayStand).join('; '));
        }
      }
    }
  }
  console.log(tableOf(reviews));
  console.log(JSON.stringify(reviews));
}

/** @param {Stand} stand */
const sayStand = ({ decided, expected, low, high, left }) =>
  `${decided}: ${whole(expected)} (${whole(low)} – ${whole(high)}) of ${whole(left)}`;

/**
 * Whether the range holds what is left, of the planted mistakes and of those that the labels may have had before; a reviewer who goes by the
 * truth that is known finds none of the latter.
 * @param {Stand} stand
 * @param {number} take
 */
const holds = ({ low, high, left, atLeast }, take) =>
  low <= left + OWN_MISTAKES.high * take && (atLeast || high >= left);

/** @param {{ task: string, take: number, seed: number, errs: number, stands: Stand[] }[]} reviews */
function tableOf(reviews) {
  return table(
    [
      'task',
      'labels',
      'seed',
      'reviewer errs',
      ...STOPS.map((stop) => `${stop} decided: expected (range) of those left`),
    ],
    reviews.map(({ task, take, seed, errs, stands }) => [
      task,
      whole(take),
      whole(seed),
      errs === 0 ? 'never' : `${100 * errs} %`,
      ...stands.map((stand) => {
        const { expected, low, high, left, atLeast } = stand;
        const missed = holds(stand, take) ? '' : ', missed';
        return `${atLeast ? '≥ ' : ''}${whole(expected)} (${whole(low)} – ${whole(high)}) of ${whole(left)}${missed}`;
      }),
    ]),
  );
}
