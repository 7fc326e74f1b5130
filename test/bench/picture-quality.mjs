// Whether pictures have the faults that CleanVision finds: `npm run bench -- picture-quality [--python PYTHON]` makes 300 pictures, lets
// both judge them and prints, for each fault, how many each finds, how many both do, and the largest difference of their scores (of PNGs); then
// which pictures only one finds. PYTHON has cleanvision (`python3 -m venv …`, then `pip install cleanvision`); without it ours stand alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { makePictures } from './picture-quality/make-pictures.mjs';
import { importBundled } from './support/bundle.mjs';
import { table } from './support/figures.mjs';
import { hasRealPictures } from './support/real-pictures.mjs';

/**
 * @import { Quality } from '../../src/core/quality/qualities.ts'
 * @typedef {{ scores: Record<string, Record<string, number | boolean>>, sets: Record<string, string[][]> }} Peer
 */

const RUN = path.join(import.meta.dirname, 'picture-quality/quality-run.ts');
const PEER = path.join(import.meta.dirname, 'picture-quality/ask_cleanvision.py');

/**
 * What CleanVision calls each.
 * @type {Record<Quality, string>}
 */
const PEER_NAMES = {
  dark: 'dark',
  bright: 'light',
  blurry: 'blurry',
  low_information: 'low_information',
  grey: 'grayscale',
  odd_size: 'odd_size',
  odd_shape: 'odd_aspect_ratio',
};

/**
 * @param {string} python
 * @param {string} folder
 * @returns {Peer | null}
 */
function askPeer(python, folder) {
  try {
    execFileSync(python, ['-c', 'import cleanvision'], { stdio: 'ignore' });
  } catch {
    console.log(`CleanVision is left out: ${python} does not have it. Name another with --python, or in PEER_PYTHON.`);
    return null;
  }
  const asked = execFileSync(python, [PEER, folder], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });
  return JSON.parse(asked.toString());
}

/**
 * @param {string} folder
 * @param {string[]} names
 * @returns {Promise<Map<string, Map<Quality, { value: number, faulty: boolean }>>>} by name
 */
async function judge(folder, names) {
  const { measurePicture, oddSizeScores, QUALITIES, isFaulty } = await importBundled(RUN);
  const sizes = new Float32Array(names.length);
  /** @type {import('../../src/core/quality/measure-picture.ts').PictureMeasures[]} */
  const measures = [];
  for (const [at, name] of names.entries()) {
    const picture = sharp(path.join(folder, name)).toColourspace('srgb').removeAlpha();
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
    sizes[at] = Math.sqrt(info.width) * Math.sqrt(info.height);
    measures.push(measurePicture(data, info.width, info.height));
  }
  const odd = oddSizeScores(sizes);
  return new Map(
    names.map((name, at) => {
      const values = { ...measures[at], odd_size: odd[at] };
      const judged = QUALITIES.map((/** @type {Quality} */ quality) => {
        const value = Math.fround(values[quality]);
        return /** @type {const} */ ([quality, { value, faulty: isFaulty(quality, value) }]);
      });
      return [name, new Map(judged)];
    }),
  );
}

/** @param {string[]} argv */
export async function bench(argv) {
  const { values } = parseArgs({
    args: argv,
    options: { python: { type: 'string', default: process.env.PEER_PYTHON ?? 'python3' } },
  });
  if (!hasRealPictures()) {
    console.log('The real pictures that others are made of are not beside the repository (../shared/data).');
    return;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-pictures-'));
  try {
    const names = await makePictures(folder);
    const ours = await judge(folder, names);
    const peer = askPeer(values.python, folder);
    /** @type {string[]} */
    const only = [];
    const rows = Object.entries(PEER_NAMES).map(([quality, called]) => {
      const found = names.filter((name) => ours.get(name)?.get(/** @type {Quality} */ (quality))?.faulty);
      if (!peer) return [quality, String(found.length), '', '', ''];
      const theirs = names.filter((name) => peer.scores[name][`is_${called}_issue`]);
      // Decoders of JPEG differ by a unit here and there.
      const apart = names
        .filter((name) => name.endsWith('png'))
        .map((name) =>
          Math.abs(
            (ours.get(name)?.get(/** @type {Quality} */ (quality))?.value ?? NaN) -
              Number(peer.scores[name][`${called}_score`]),
          ),
        );
      for (const name of found) if (!theirs.includes(name)) only.push(`${quality}: ${name} here alone`);
      for (const name of theirs) if (!found.includes(name)) only.push(`${quality}: ${name} in CleanVision alone`);
      const both = found.filter((name) => theirs.includes(name));
      return [
        quality,
        ...[found, theirs, both].map((some) => String(some.length)),
        Math.max(...apart).toExponential(1),
      ];
    });
    console.log(table(['fault', 'here', 'CleanVision', 'both', 'scores differ by at most'], rows));
    for (const line of only) console.log(line);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
