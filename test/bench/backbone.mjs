import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inEnginePage } from './support/engine-browser.mjs';

const PEER = path.join(import.meta.dirname, 'support/backbone-pytorch.py');

/** Seconds that 10,000 pictures of 32 pixels may take on two cores, by the side that they are enlarged to. */
const BOUNDS = { 96: 60, 64: 25 };

/**
 * Seconds that the features of pictures take in a headless browser, from the store to the store, to both taps; and PyTorch's on the same
 * network and as many cores, right after. `npm run bench -- backbone [--pictures 10000] [--python PYTHON [--peer-pictures 1000]]`
 * @param {string[]} args
 */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: {
      pictures: { type: 'string', default: '10000' },
      python: { type: 'string' },
      'peer-pictures': { type: 'string', default: '1000' },
    },
  });
  const pictures = Number(values.pictures);
  await inEnginePage(async (page) => {
    for (const [side, bound] of Object.entries(BOUNDS).reverse()) {
      const seconds = await page.evaluate(
        async ({ module, pictures, side }) => {
          /** @type {typeof import('./backbone-page.ts')} */
          const { measure } = await import(module);
          return measure(pictures, side);
        },
        { module: '/test/bench/backbone-page.ts', pictures, side: /** @type {64 | 96} */ (Number(side)) },
      );
      tell({
        who: 'page',
        side: Number(side),
        pictures,
        seconds,
        cores: os.cpus().length,
        bound: (bound * pictures) / 10_000,
      });
      if (values.python) askPeer(values.python, side, values['peer-pictures']);
    }
  });
  if (!values.python) console.error('PyTorch is left out: --python names no Python that has torch.');
}

/** @param {string} python @param {string} side @param {string} pictures */
function askPeer(python, side, pictures) {
  const { status, stdout, stderr } = spawnSync(python, [PEER, side, pictures, String(os.cpus().length)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`PyTorch's features could not be computed by ${python}:\n${stderr}`);
  tell({ who: 'PyTorch', ...JSON.parse(stdout) });
}

/** @param {{ pictures: number, seconds: number } & Record<string, unknown>} figures */
function tell(figures) {
  const { pictures, seconds } = figures;
  console.log(
    JSON.stringify({ ...figures, seconds: Number(seconds.toFixed(2)), perSecond: Math.round(pictures / seconds) }),
  );
}
