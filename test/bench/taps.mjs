// Which layers of the backbone a probe should take: `npm run bench -- taps [ARCHIVE]` fits it to each alone and to both, for labels of CIFAR-10
// as they are and with mistakes of many kinds, and says what finds the most of them, what the held-out likelihood of the labels would have
// chosen, and how long each takes. Decision 15 has the figures.
import path from 'node:path';
import { COUNTED } from './honesty/tasks.mjs';
import { labelsOf } from './honesty/labels.mjs';
import { readRoots } from './honesty/roots.mjs';
import { importBundled, readWasm } from './support/bundle.mjs';
import { table } from './support/figures.mjs';

/** Where the features of a layer lie in a row of both. */
const TAPS = { both: [0, 1824], e11: [0, 672], e14: [672, 1824] };

const short = (/** @type {number} */ value) => value.toFixed(3).replace(/^0/, '');

/** @param {string[]} args */
export async function bench([archive]) {
  /** @type {typeof import('./honesty-run.ts')} */
  const run = await importBundled(path.join(import.meta.dirname, 'honesty-run.ts'));
  const { startProbe, count, likelihoodOf } = run.prepare(await readWasm('analysis'));
  const { roots, labels: all } = await readRoots(archive && path.resolve(process.env.INIT_CWD ?? '.', archive));
  /** @typedef {{ name: string, ap: number, likelihood: number }} Found */
  /** @type {{ task: string, take: number, seed: number, found: Found[], best: Found, chosen: Found }[]} */
  const rows = [];
  /** @type {Record<string, { components: number, fits: number, fitted: number }>} */
  const times = {};
  for (const take of new Set(COUNTED.map((task) => task.take))) {
    const probes = Object.entries(TAPS).map(([name, [from, to]]) => {
      const columns = columnsOf(roots, all.length, from, to).subarray(0, take * (to - from));
      const began = performance.now();
      const probe = startProbe(columns, take);
      times[`${name}, ${take}`] = { components: performance.now() - began, fits: 0, fitted: 0 };
      return { name, probe };
    });
    for (const task of COUNTED.filter((one) => one.take === take && one.name !== 'as they are')) {
      for (const seed of task.seeds) {
        const truth = all.slice(0, take);
        const labels = await labelsOf(task, truth, seed, run.plant);
        if (!labels) continue;
        const found = probes.map(({ name, probe }) => {
          const began = performance.now();
          const opinion = probe(labels);
          const time = times[`${name}, ${take}`];
          time.fitted += performance.now() - began;
          time.fits += 1;
          const { ap } = count([opinion], labels, truth, 10);
          return { name, ap, likelihood: likelihoodOf(opinion, labels) };
        });
        const best = found.reduce((one, other) => (other.ap > one.ap ? other : one));
        const chosen = found.reduce((one, other) => (other.likelihood > one.likelihood ? other : one));
        rows.push({ task: task.name, take, seed, found, best, chosen });
      }
    }
  }
  console.log(
    table(
      ['task', 'pictures', 'seed', ...Object.keys(TAPS), 'likeliest', 'lost by both', 'lost by likeliest'],
      rows.map(({ task, take, seed, found, best, chosen }) => [
        task,
        String(take),
        String(seed),
        ...found.map(({ ap }) => short(ap)),
        chosen.name,
        short(best.ap - found[0].ap),
        short(best.ap - chosen.ap),
      ]),
    ),
  );
  const mean = (/** @type {(row: (typeof rows)[number]) => number} */ of) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  console.log(
    `\nmean average precision: both ${mean((row) => row.found[0].ap).toFixed(4)}, likeliest ${mean((row) => row.chosen.ap).toFixed(4)}\n`,
  );
  console.log(
    table(
      ['taps, pictures', 'components, s', 'a fit, s'],
      Object.entries(times).map(([name, { components, fits, fitted }]) => [
        name,
        (components / 1000).toFixed(2),
        (fitted / fits / 1000).toFixed(2),
      ]),
    ),
  );
}

/** Some columns of n rows. @param {Uint16Array} roots @param {number} n @param {number} from @param {number} to */
function columnsOf(roots, n, from, to) {
  const d = roots.length / n;
  const out = new Uint16Array(n * (to - from));
  for (let i = 0; i < n; i++) out.set(roots.subarray(i * d + from, i * d + to), i * (to - from));
  return out;
}
