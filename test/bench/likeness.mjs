// Which features say best what pictures are alike: `npm run bench -- likeness [--pictures 10000] [--copies 200]` compares the features of a
// backbone, as they are and made into components, and those of the trained networks that `npm run bench -- quality` left behind: how many of the nearest
// neighbours have the true label, how well their labels' agreement finds wrong ones, and how many planted copies are found by features alone
// at as many pairs none of which is planted as the search by pixels has.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/setup.mjs';
import { readEvidence } from './quality/evidence.mjs';
import { importBundled, readWasm } from './support/bundle.mjs';
import { table } from './support/figures.mjs';
import { COPY_KINDS, plantCopies, sharesFound } from './support/planted-copies.mjs';
import { hasRealPictures, realLabels, realPictures } from './support/real-pictures.mjs';

/**
 * @import { Evidence } from './evidence.ts'
 * @import { Features } from './likeness-run.ts'
 */

const RUN = path.join(import.meta.dirname, 'likeness-run.ts');
const BACKBONE = path.join(ROOT, 'public/backbone/lite0-e14');
const SIDE = 96;

/** The tasks whose labels are judged by neighbours, and how they are called in docs/quality.md. */
const TASKS = { 'symmetric-20': 'S20', 'asymmetric-20': 'A20', 'people-soft': 'P soft' };

/** Near duplicates are what the page calls so from this similarity on. */
const NEAR = 0.92;

const short = (/** @type {number} */ value) => value.toFixed(3).replace(/^0/, '');

/** @param {string[]} argv */
export async function bench(argv) {
  const { values } = parseArgs({
    args: argv,
    options: { pictures: { type: 'string', default: '10000' }, copies: { type: 'string', default: '200' } },
  });
  const [count, copies] = [Number(values.pictures), Number(values.copies)];
  if (!hasRealPictures()) {
    console.log('The real pictures are not beside the repository (../shared/data).');
    return;
  }
  /** @type {typeof import('./likeness-run.ts')} */
  const run = await importBundled(RUN);
  const { pictures, original } = await plantCopies(await realPictures(count), copies);
  const { layers } = JSON.parse(readFileSync(`${BACKBONE}.json`, 'utf8'));
  const numbers = new Uint8Array(readFileSync(`${BACKBONE}.bin`)).buffer;
  const { both, e11, e14 } = await run.backboneRoots(pictures, SIDE, await readWasm('backbone'), layers, numbers);
  const comparison = new run.Comparison(await readWasm('analysis'));
  const first = (/** @type {Features} */ { values, d }) => ({ values: values.subarray(0, count * d), d });
  const components = comparison.whitened(both, count);
  /** @type {Record<string, Features>} */
  const ways = {
    'backbone, whitened components': components,
    'backbone, half whitened': comparison.whitened(both, count, true),
    'e11 whitened': comparison.whitened(e11, count),
    'e14 whitened': comparison.whitened(e14, count),
    'e11 as it is': e11,
    'e14 as it is': e14,
  };
  const tasks = Object.entries(TASKS).flatMap(([name, title]) => {
    const evidence = readEvidence(name, 1);
    return evidence?.given.length === count ? [{ title, evidence }] : [];
  });
  if (tasks.length === 0)
    console.log(`Without trained networks of ${count} pictures: npm run bench -- quality ARCHIVE leaves some behind.`);
  const labels = realLabels();
  const rows = [
    ...tasks.flatMap(({ title, evidence }) => {
      const features = { values: evidence.features, d: evidence.features.length / evidence.given.length };
      const own = [{ title, evidence }];
      return [
        rowOf(`trained, ${title}`, features, own),
        rowOf(`trained, ${title}, whitened`, comparison.whitened(features, count), own),
        rowOf(`trained, ${title}, and the backbone’s components`, comparison.beside(features, first(components)), own),
      ];
    }),
    ...Object.entries(ways).map(([name, features]) => rowOf(name, first(features), tasks)),
  ];
  console.log(table(['features', 'of 10 nearest', 'of 50 nearest', ...tasks.map(({ title }) => title)], rows));

  const { pairs } = run.findNear(pictures);
  const near = pairs.filter(({ similarity }) => similarity >= NEAR);
  const strangers = near.filter(({ a, b }) => original[a] !== original[b]).length;
  const found = [
    sharesFound(near, original, count, copies),
    ...Object.values(ways).map((features) => {
      const nearest = run.nearestPairs(comparison.neighbours(features));
      return sharesFound(run.untilStrangers(nearest, original, strangers), original, count, copies);
    }),
  ];
  console.log(`\nPlanted copies found, at ${strangers} pairs of which none is:`);
  console.log(
    table(
      ['copies', 'by pixels', ...Object.keys(ways)],
      COPY_KINDS.map((kind, k) => [kind, ...found.map((shares) => shares[k])]),
    ),
  );

  /**
   * @param {string} name @param {Features} features of the pictures that are no copies
   * @param {{ title: string, evidence: Evidence }[]} judged whose labels they judge
   */
  function rowOf(name, features, judged) {
    const nearest = comparison.neighbours(features);
    const cells = tasks.map(({ title }) => {
      const own = judged.find((one) => one.title === title);
      return own ? short(run.agreementPrecision(nearest, own.evidence)) : '';
    });
    return [name, ...[10, 50].map((k) => short(run.sameLabel(nearest, labels, k))), ...cells];
  }
}
