// What is said to be left while somebody reviews: `npm run bench -- review [ARCHIVE]` lets simulated reviewers, one who knows the truth and
// one who errs in 5 %, decide about the most suspect labels of the tasks of `npm run bench -- honesty`, by the backbone alone: all seeds of
// 10,000 pictures, the first of fewer. With the first seed all is ranked again in the end. Prints tables and a last line of JSON.
import path from 'node:path';
import { COUNTED, OWN_MISTAKES } from './honesty/tasks.mjs';
import { labelsOf } from './honesty/labels.mjs';
import { readRoots } from './honesty/roots.mjs';
import { importBundled, readWasm } from './support/bundle.mjs';
import { table } from './support/figures.mjs';

/** @import { Stand } from './honesty-run.ts' */

/** @typedef {{ task: string, take: number, seed: number, errs: number, stands: Stand[] }} Review */

/** Decisions after which it is looked at. */
const STOPS = [0, 20, 24, 50, 200];

const REVIEWERS = [0, 0.05];

/** Pictures of which every seed is reviewed. */
const ALL_SEEDS = 10_000;

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
  /** @type {Review[]} */
  const reviews = [];
  for (const take of new Set(COUNTED.map((task) => task.take))) {
    const probe = startProbe(roots.subarray(0, take * d), take);
    for (const task of COUNTED.filter((one) => one.take === take)) {
      for (const seed of take === ALL_SEEDS ? task.seeds : task.seeds.slice(0, 1)) {
        const truth = all.slice(0, take);
        const labels = await labelsOf(task, truth, seed, run.plant);
        if (!labels) continue;
        const people = REVIEWERS.map((errs) => ({ errs, seed, stops: STOPS, ranksAgain: errs === 0 && seed === 1 }));
        review(probe, labels, truth, people).forEach((stands, j) => {
          reviews.push({ task: task.name, take, seed, errs: REVIEWERS[j], stands });
          console.error(task.name, take, seed, REVIEWERS[j], stands.map(sayStand).join('; '));
        });
      }
    }
  }
  console.log(tableOf(reviews));
  console.log(`\n${summaryOf(reviews)}`);
  console.log(JSON.stringify(reviews));
}

/** @param {Stand} stand */
const sayStand = ({ decided, expected, low, high, left, next }) =>
  `${decided}: ${whole(expected)} (${whole(low)} – ${whole(high)}) of ${whole(left)}${next ? `, next ${next.before}, ranked again ${next.after}` : ''}`;

/**
 * Whether the range holds what is left, of the planted mistakes and of those that the labels may have had before; a reviewer who goes by the
 * truth that is known finds none of the latter.
 * @param {Stand} stand
 * @param {number} take
 */
const holds = ({ low, high, left, atLeast }, take) =>
  low <= left + OWN_MISTAKES.high * take && (atLeast || high >= left);

/** @param {Review[]} reviews */
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

/** @param {Review[]} reviews how often the ranges hold, how narrow they become, and how near the number is, by kind of mistakes */
function summaryOf(reviews) {
  /** @type {Map<string, Review[]>} */
  const groups = new Map();
  for (const one of reviews) {
    const kind = /^[SA]\d/.test(one.task) ? 'S and A' : one.task;
    const key = `${kind}, ${one.errs === 0 ? 'never errs' : `errs in ${100 * one.errs} %`}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const width = (/** @type {Stand} */ { low, high }) => high - low;
  return table(
    [
      'reviews',
      'number',
      `range holds what is left after ${STOPS.join(', ')} decisions`,
      'width of the range, of that before',
      'within 30 % in the end, where 100 are left',
      'found in the next 200, ranked again',
    ],
    [...groups].map(([name, group]) => {
      const mean = (/** @type {number} */ at) =>
        group.reduce((sum, { stands }) => sum + width(stands[at]) / width(stands[0]), 0) / group.length;
      const many = group.filter(({ stands }) => stands[STOPS.length - 1].left >= 100);
      const near = many.filter(({ take, stands }) => {
        const { expected, left } = stands[STOPS.length - 1];
        return expected >= 0.7 * left && expected <= 1.3 * (left + OWN_MISTAKES.high * take);
      });
      const next = group.flatMap(({ stands }) => stands[STOPS.length - 1].next ?? []);
      const sum = (/** @type {'before' | 'after'} */ which) => next.reduce((all, one) => all + one[which], 0);
      return [
        name,
        whole(group.length),
        STOPS.map((_, at) => whole(group.filter(({ stands, take }) => holds(stands[at], take)).length)).join(', '),
        STOPS.map((_, at) => mean(at).toFixed(2)).join(', '),
        many.length > 0 ? `${near.length} of ${many.length}` : '–',
        next.length > 0 ? `${sum('before')}, ${sum('after')}` : '–',
      ];
    }),
  );
}
