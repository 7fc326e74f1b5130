import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { inEnginePage, measureSpeeds } from './support/engine-browser.mjs';
import { load, median } from './support/figures.mjs';
import { megabytes, renderersOf } from './support/renderers.mjs';

/**
 * Training on larger pictures against those of 32×32, in turn, so that whatever else the machine does meets both alike: the small
 * network on WASM, two epochs a round, the second of which counts, with drawing and checkpoint. Memory on Linux only.
 * `npm run bench -- engine sizes [--sides 64] [--samples 5000] [--workers 2] [--rounds 3]`
 * @param {string[]} args
 */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: {
      sides: { type: 'string', default: '64' },
      samples: { type: 'string', default: '5000' },
      workers: { type: 'string', default: '2' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const sides = [32, ...values.sides.split(',').map(Number)];
  /** @type {Record<number, { epochMs: number[], peakMb: number }>} */
  const measured = Object.fromEntries(sides.map((side) => [side, { epochMs: [], peakMb: 0 }]));
  await inEnginePage(async (page, profile) => {
    for (let round = 1; round <= Number(values.rounds); round++) {
      for (const side of sides) {
        const figures = measured[side];
        const resident = () => renderersOf(profile).reduce((sum, pid) => sum + megabytes(pid, 'VmRSS'), 0);
        const watch = setInterval(() => (figures.peakMb = Math.max(figures.peakMb, resident())), 500);
        const [samples, workers] = [Number(values.samples), Number(values.workers)];
        const { epochMs } = await measureSpeeds(page, 'wasm', 'small', workers, samples, side).finally(() =>
          clearInterval(watch),
        );
        figures.epochMs.push(epochMs);
        console.log(JSON.stringify({ round, side, epoch_ms: Math.round(epochMs), load: load() }));
      }
    }
  });
  for (const side of sides) {
    const { epochMs, peakMb } = measured[side];
    const ratio = median(epochMs) / median(measured[32].epochMs);
    const text = `an epoch ${(median(epochMs) / 1000).toFixed(1)} s, ${ratio.toFixed(2)} times that at 32`;
    console.log(`${side} px: ${text}; all renderers ${Math.round(peakMb)} MB at the peak`);
  }
}
