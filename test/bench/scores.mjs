// How long scoring takes: `npm run bench -- scores [--samples 60000] [--classes 10] [--epochs 10] [--repeats 15]` prints a table and a
// last line of JSON. Runs in node, whose V8 is Chromium's.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importBundled } from './support/bundle.mjs';

const ENTRY = path.join(import.meta.dirname, 'scores-run.ts');

/** Runs the benchmark. */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: {
      samples: { type: 'string', default: '60000' },
      classes: { type: 'string', default: '10' },
      epochs: { type: 'string', default: '10' },
      repeats: { type: 'string', default: '15' },
    },
  });
  const [samples, classes, epochs, repeats] = ['samples', 'classes', 'epochs', 'repeats'].map((name) =>
    Number(values[name]),
  );
  const { measure } = await importBundled(ENTRY);
  const times = measure(samples, classes, epochs, repeats);
  const amount = `${samples.toLocaleString('en')} samples, ${classes} classes, ${repeats} repeats`;
  console.log(`${amount}: median and least, ms of processor time`);
  const shown = (ms) => ms.toFixed(1).padStart(9);
  for (const [name, { median, least }] of Object.entries(times))
    console.log(`${shown(median)}${shown(least)}  ${name}`);
  const rounded = (ms) => Math.round(ms * 10) / 10;
  const figures = Object.entries(times).map(([name, ms]) => [name, [rounded(ms.median), rounded(ms.least)]]);
  console.log(JSON.stringify({ samples, classes, epochs, repeats, ms_median_least: Object.fromEntries(figures) }));
}
