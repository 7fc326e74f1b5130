// Which copies are found among real pictures: `npm run bench -- near-duplicates [--pictures 10000] [--copies 200]` plants altered copies of
// CIFAR-10 pictures, as many of each kind, and prints how many of each are found at three similarities, how many pairs of pictures none
// of which is planted are (CIFAR-10 has near duplicates of its own), and how long it took on one core without WebAssembly.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importBundled } from './support/bundle.mjs';
import { table } from './support/figures.mjs';
import { COPY_KINDS, plantCopies, sharesFound } from './support/planted-copies.mjs';
import { hasRealPictures, realPictures } from './support/real-pictures.mjs';

/** @import { NearRun } from './picture-quality/near-run.ts' */

const RUN = path.join(import.meta.dirname, 'picture-quality/near-run.ts');
const LEAST = [0.97, 0.92, 0.85];

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
  const { pictures, original } = await plantCopies(await realPictures(count), copies);
  const { findNear } = await importBundled(RUN);
  /** @type {NearRun} */
  const { pairs, ms } = findNear(pictures);
  const at = LEAST.map((least) => pairs.filter(({ similarity }) => similarity >= least));
  const found = at.map((some) => sharesFound(some, original, count, copies));
  const rows = COPY_KINDS.map((kind, k) => [kind, ...found.map((shares) => shares[k])]);
  const real = at.map((some) => String(some.filter(({ b }) => b < count).length));
  console.log(table(['copies', ...LEAST.map((least) => `alike from ${least}`)], rows));
  console.log(table(['pairs none of which is planted', ...LEAST.map(String)], [['', ...real]]));
  console.log(JSON.stringify({ pictures: pictures.length, ...ms, real: pairs.filter(({ b }) => b < count) }));
}
