// Whether the number of mistakes that is expected is the number that there is: `npm run bench -- honesty [ARCHIVE]` fits the probe to the
// labels of CIFAR-10 as they are and with mistakes of many kinds, without a page once the backbone has seen the pictures, and judges anew what
// `npm run bench -- quality` has left behind. Prints tables and a last line of JSON.
import path from 'node:path';
import { COUNTED, OWN_MISTAKES } from './honesty/tasks.mjs';
import { labelsOf } from './honesty/labels.mjs';
import { readRoots } from './honesty/roots.mjs';
import { readEvidence } from './quality/evidence.mjs';
import { TASKS } from './quality/tasks.mjs';
import { importBundled, readWasm } from './support/bundle.mjs';
import { table } from './support/figures.mjs';

/** @import { Counted } from './honesty-run.ts' */

/** @typedef {{ task: string, by: string, take: number, seed: number } & Counted} Row */

/** @typedef {typeof import('./honesty-run.ts')} Run */

/**
 * Runs the benchmark.
 * @param {string[]} args
 */
export async function bench([archive]) {
  /** @type {Run} */
  const run = await importBundled(path.join(import.meta.dirname, 'honesty-run.ts'));
  const { startProbe, count } = run.prepare(await readWasm('analysis'));
  const { roots, labels: all } = await readRoots(archive && path.resolve(process.env.INIT_CWD ?? '.', archive));
  const d = roots.length / all.length;
  /** @type {Row[]} */
  const rows = [];
  for (const take of new Set(COUNTED.map((task) => task.take))) {
    const probe = startProbe(roots.subarray(0, take * d), take);
    for (const task of COUNTED.filter((one) => one.take === take)) {
      for (const seed of task.seeds) {
        const truth = all.slice(0, take);
        const labels = await labelsOf(task, truth, seed, run.plant);
        if (!labels) continue;
        const counted = count([probe(labels)], labels, truth, 10);
        rows.push({ task: task.name, by: 'backbone', take, seed, ...counted });
        console.error(sayRow(rows[rows.length - 1]));
      }
    }
  }
  for (const { name, seeds } of TASKS) {
    for (const seed of seeds) {
      const evidence = readEvidence(name, seed);
      if (!evidence) continue;
      const { given, true: truth, classCount, probe, ...trained } = evidence;
      for (const [by, opinions] of /** @type {const} */ ([
        ['all', probe && [trained, probe]],
        ['network', [trained]],
        ['backbone', probe && [probe]],
      ])) {
        if (!opinions) continue;
        const counted = count([...opinions], given, truth, classCount);
        rows.push({ task: name, by, take: given.length, seed, ...counted });
        console.error(sayRow(rows[rows.length - 1]));
      }
    }
  }
  console.log(tableOfCounts(rows));
  console.log(`\n${tableOfBins(rows)}`);
  console.log(JSON.stringify(rows));
}

/**
 * @param {Row[]} rows
 * @param {(row: Row) => string} key
 */
function groupBy(rows, key) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

const whole = (/** @type {number} */ value) => value.toFixed(0);

/** @param {Row} row */
const sayRow = ({ task, by, take, seed, wrong, expected, low, high, atLeast }) =>
  `${task}, ${take}, seed ${seed}, ${by}: ${atLeast ? 'at least ' : ''}${whole(expected)} (${whole(low)} to ${whole(high)}) of ${wrong}`;

/**
 * Whether a range holds what there is: planted mistakes, and as many more as the labels may have had before. Where more cannot be counted
 * it is open above.
 * @param {Row} row
 */
function holds({ low, high, wrong, take, atLeast }) {
  const [least, most] = [wrong + OWN_MISTAKES.low * take, wrong + OWN_MISTAKES.high * take];
  return low <= most && (atLeast || high >= (wrong > 0 ? wrong : least));
}

/** @param {Row[]} rows one table row a task, size and what it is counted by */
function tableOfCounts(rows) {
  const groups = groupBy(rows, ({ task, by, take }) => `${task}|${by}|${take}`);
  return table(
    ['task', 'labels', 'by', 'wrong', 'expected', '90 % between', 'holds', 'Brier', 'average precision'],
    [...groups.values()].map((group) => {
      const [{ task, take, by }] = group;
      const list = (/** @type {(row: Row) => string} */ say) => group.map(say).join(', ');
      return [
        task,
        whole(take),
        by,
        list(({ wrong }) => whole(wrong)),
        list(({ expected, atLeast }) => `${atLeast ? '≥ ' : ''}${whole(expected)}`),
        list(({ low, high }) => `${whole(low)} – ${whole(high)}`),
        `${group.filter(holds).length} of ${group.length}`,
        list(({ brier }) => brier.toFixed(4).replace(/^0/, '')),
        list(({ ap }) => (Number.isNaN(ap) ? '–' : ap.toFixed(3).replace(/^0/, ''))),
      ];
    }),
  );
}

/** @param {Row[]} rows expected and real mistakes by suspicion, seeds added up */
function tableOfBins(rows) {
  const groups = groupBy(rows, ({ task, by, take }) => `${task}, ${take}, ${by}`);
  const first = rows[0].bins;
  return table(
    ['expected / wrong, suspicion from', ...first.map((_, at) => `.${at}`)],
    [...groups].map(([name, group]) => [
      name,
      ...first.map((_, at) => {
        const sum = (/** @type {'expected' | 'wrong'} */ of) => group.reduce((all, { bins }) => all + bins[at][of], 0);
        return `${whole(sum('expected'))} / ${whole(sum('wrong'))}`;
      }),
    ]),
  );
}
