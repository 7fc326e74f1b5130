// How well each score finds planted mistakes: `npm run bench -- quality ARCHIVE [--task symmetric-20,demo] [--seed 1,2] [--quick]`
// takes the binary or Python archive of CIFAR-10 through the built page, task by task: the backbone's probe of all of them, then a network
// trained on each. What is measured is kept and not measured again; stop it and start it again at will. What the two left behind is ranked
// each time anew, alone and together, by the scores as they are now, but for those by neighbours.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfOld, ROOT } from '../../scripts/setup.mjs';
import { readEvidence } from './quality/evidence.mjs';
import { runJob } from './quality/page.mjs';
import { labelLikePeople } from './quality/people.mjs';
import { measureProbes } from './quality/probes.mjs';
import { formatReport } from './quality/report.mjs';
import { quick, TASKS } from './quality/tasks.mjs';
import { importBundled } from './support/bundle.mjs';

/** @import { Task } from './quality/tasks.mjs' */

/** @typedef {Task & { seed: number }} Chosen */

/**
 * What was measured of a task and seed: of the trained run, of the probe, or of both.
 * @typedef {{ task: string, seed: number, wrong: number } & Partial<Awaited<ReturnType<typeof train>>> & { features_s?: number, probe_s?: number }} Measurement
 */

/** Lines of JSON, one for each part of a task and seed. Remove some to measure them anew, after network or recipe have changed, say. */
const RECORDS = path.join(ROOT, '.cache/bench-quality.jsonl');

const keyOf = (/** @type {string} */ task, /** @type {number} */ seed) => `${task} ${seed}`;

/** @returns {Map<string, Measurement>} by task and seed */
function readRecords() {
  /** @type {Map<string, Measurement>} */
  const records = new Map();
  if (!existsSync(RECORDS)) return records;
  for (const line of readFileSync(RECORDS, 'utf8').split('\n')) {
    if (line === '') continue;
    /** @type {Measurement} */
    const part = JSON.parse(line);
    const key = keyOf(part.task, part.seed);
    records.set(key, { ...records.get(key), ...part });
  }
  return records;
}

/** @param {Measurement} part */
const record = (part) => appendFileSync(RECORDS, `${JSON.stringify(part)}\n`);

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
 * Trains a network on a task.
 * @param {Chosen} task
 * @param {string} [archive] path
 */
async function train(
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
 * Tasks on the same pictures, seen equally large, together.
 * @param {Chosen[]} tasks
 */
function groupByPictures(tasks) {
  /** @type {Map<string, Chosen[]>} */
  const groups = new Map();
  for (const task of tasks) {
    const key = JSON.stringify([task.archive, task.take, task.side]);
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups.values()];
}

/**
 * Has the backbone judge the labels of tasks.
 * @param {Chosen[]} tasks
 * @param {string} [archive] path
 */
async function probe(tasks, archive) {
  for (const group of groupByPictures(tasks)) {
    const labelled = [];
    for (const task of group) {
      labelled.push({ ...task, labelsText: task.people && (await labelLikePeople(task.people, task.seed, archive)) });
    }
    await measureProbes(
      group[0],
      labelled,
      ({ name, seed }, figures) => record({ task: name, seed, ...figures }),
      group[0].archive ? archive : undefined,
    );
  }
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
  const known = readRecords();
  const missing = (/** @type {'train_s' | 'probe_s'} */ part) =>
    chosen.filter(({ name, seed }) => known.get(keyOf(name, seed))?.[part] === undefined);
  const [untrained, unprobed] = [missing('train_s'), missing('probe_s')];
  const folder = process.env.INIT_CWD ?? process.cwd();
  const archive = positionals[0] && path.resolve(folder, positionals[0]);
  if ([...untrained, ...unprobed].some((task) => task.archive) && !(archive && existsSync(archive))) {
    throw new Error('Name the archive of CIFAR-10 to measure on: npm run bench -- quality cifar-10-binary.tar.gz');
  }
  if (untrained.length > 0 || unprobed.length > 0) buildIfOld();
  mkdirSync(path.dirname(RECORDS), { recursive: true });
  await probe(unprobed, archive);
  for (const [at, task] of untrained.entries()) {
    console.error(`${at + 1} of ${untrained.length}: ${task.name}, seed ${task.seed}`);
    record({ task: task.name, seed: task.seed, ...(await train(task, task.archive ? archive : undefined)) });
  }
  /** @type {typeof import('./quality/rank-run.ts')} */
  const { rankAgain } = await importBundled(path.join(import.meta.dirname, 'quality/rank-run.ts'));
  const measured = readRecords();
  const records = chosen.map(({ name, seed }) => {
    const own = /** @type {Required<Measurement>} */ (measured.get(keyOf(name, seed)));
    const evidence = readEvidence(name, seed);
    if (!evidence) throw new Error(`What ${name} left behind is gone: remove ${RECORDS} to measure anew.`);
    const { scores, alone, cut } = rankAgain(evidence);
    return { ...own, scores: { ...own.scores, ...scores }, alone, cut };
  });
  // Where nothing is known to be wrong there is nothing to rank; `npm run bench -- honesty` counts.
  const ranked = records.filter(({ wrong }) => wrong > 0);
  if (ranked.length > 0) console.log(formatReport(ranked));
  for (const one of records) console.log(JSON.stringify(one));
}
