// How well each score finds planted mistakes: `npm run bench -- quality ARCHIVE [--task symmetric-20,demo] [--seed 1,2] [--quick]`
// takes the binary or Python archive of CIFAR-10 through the built page, task by task. What is measured is kept and not measured
// again; stop it and start it again at will. What a run left behind is ranked each time anew, by the scores as they are now, but for
// those by neighbours.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfOld, ROOT } from '../../scripts/setup.mjs';
import { readEvidence } from './quality/evidence.mjs';
import { runJob } from './quality/page.mjs';
import { labelLikePeople } from './quality/people.mjs';
import { formatReport } from './quality/report.mjs';
import { quick, TASKS } from './quality/tasks.mjs';
import { importBundled } from './support/bundle.mjs';

/** @import { Task } from './quality/tasks.mjs' */

/** @typedef {Awaited<ReturnType<typeof measure>>} Measurement */

/** One line of JSON a task and seed. Remove it to measure anew, after network or recipe have changed, say. */
const RECORDS = path.join(ROOT, '.cache/bench-quality.jsonl');

/** @returns {Measurement[]} */
function readRecords() {
  if (!existsSync(RECORDS)) return [];
  return readFileSync(RECORDS, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/**
 * What there is to measure.
 * @param {{ task?: string, seed?: string, quick: boolean }} options
 * @throws Error where there is no such task
 */
function chooseTasks({ task, seed, quick: isQuick }) {
  const wanted = task?.split(',');
  const unknown = wanted?.find((name) => !TASKS.some((known) => known.name === name));
  if (unknown) throw new Error(`There is no task ${unknown}; there are: ${TASKS.map(({ name }) => name).join(', ')}.`);
  const tasks = wanted ? TASKS.filter(({ name }) => wanted.includes(name)) : TASKS;
  const seeds = seed?.split(',').map(Number);
  return tasks
    .map((chosen) => (isQuick ? quick(chosen) : chosen))
    .flatMap((chosen) => (seeds ?? chosen.seeds).map((own) => ({ ...chosen, seed: own })));
}

/**
 * @param {Task & { seed: number }} task
 * @param {string} [archive] path
 */
async function measure(
  { name, seed, take, noise, noiseKind, people, folds, networks, epochs, recipe = 'standard' },
  archive,
) {
  const labelsText = people && (await labelLikePeople(people, seed, archive));
  const outcome = await runJob(
    name,
    {
      take,
      split: 'train',
      noise,
      noiseKind,
      folds,
      networks,
      recipe,
      epochs,
      seed,
      backend: 'auto',
    },
    archive,
    labelsText,
  );
  return {
    task: name,
    seed,
    samples: outcome.taken,
    wrong: outcome.wrong,
    images: outcome.run.images,
    backend: outcome.run.backend,
    workers: outcome.run.workers,
    train_s: outcome.trainMs / 1000,
    predict_s: outcome.predictMs / 1000,
    test_accuracy: outcome.testAccuracy,
    scores: outcome.scores,
  };
}

/**
 * Runs the benchmark.
 * @param {string[]} args
 */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { task: { type: 'string' }, seed: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const chosen = chooseTasks(values);
  const key = (/** @type {string} */ task, /** @type {number} */ seed) => `${task} ${seed}`;
  const known = new Set(readRecords().map(({ task, seed }) => key(task, seed)));
  const missing = chosen.filter(({ name, seed }) => !known.has(key(name, seed)));
  const folder = process.env.INIT_CWD ?? process.cwd();
  const archive = positionals[0] && path.resolve(folder, positionals[0]);
  if (missing.some((task) => task.archive) && !(archive && existsSync(archive))) {
    throw new Error('Name the archive of CIFAR-10 to measure on: npm run bench -- quality cifar-10-binary.tar.gz');
  }
  buildIfOld();
  mkdirSync(path.dirname(RECORDS), { recursive: true });
  for (const [at, task] of missing.entries()) {
    console.error(`${at + 1} of ${missing.length}: ${task.name}, seed ${task.seed}`);
    const record = await measure(task, task.archive ? archive : undefined);
    appendFileSync(RECORDS, `${JSON.stringify(record)}\n`);
  }
  const wanted = new Set(chosen.map(({ name, seed }) => key(name, seed)));
  /** @type {typeof import('./quality/rank-run.ts')} */
  const { rankAgain } = await importBundled(path.join(import.meta.dirname, 'quality/rank-run.ts'));
  const records = readRecords()
    .filter(({ task, seed }) => wanted.has(key(task, seed)))
    .map((record) => {
      const evidence = readEvidence(record.task, record.seed);
      if (!evidence) throw new Error(`What ${record.task} left behind is gone: remove ${RECORDS} to measure anew.`);
      const { scores, cut } = rankAgain(evidence);
      return { ...record, scores: { ...record.scores, ...scores }, cut };
    });
  // Where nothing is known to be wrong there is nothing to rank; `npm run bench -- honesty` counts.
  const ranked = records.filter(({ wrong }) => wrong > 0);
  if (ranked.length > 0) console.log(formatReport(ranked));
  for (const record of records) console.log(JSON.stringify(record));
}
