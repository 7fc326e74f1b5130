// How long scoring takes: `npm run bench -- scores [--samples 60000] [--classes 10] [--epochs 10] [--repeats 15]` prints a table and a
// last line of JSON. Runs in node, whose V8 is Chromium's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const ENTRY = path.join(import.meta.dirname, 'scores-run.ts');

/** The measuring code and all it needs in one file, as the page would have it. */
async function bundle() {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: ENTRY, write: false },
  });
  return output[0].code;
}

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
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  try {
    const file = path.join(folder, 'scores-run.mjs');
    writeFileSync(file, await bundle());
    const { measure } = await import(pathToFileURL(file).href);
    const times = measure(samples, classes, epochs, repeats);
    console.log(
      `${samples.toLocaleString('en')} samples, ${classes} classes, ${repeats} repeats: median and least, ms`,
    );
    const shown = (ms) => ms.toFixed(1).padStart(9);
    for (const [name, { median, least }] of Object.entries(times))
      console.log(`${shown(median)}${shown(least)}  ${name}`);
    const rounded = (ms) => Math.round(ms * 10) / 10;
    const figures = Object.entries(times).map(([name, ms]) => [name, [rounded(ms.median), rounded(ms.least)]]);
    console.log(JSON.stringify({ samples, classes, epochs, repeats, ms_median_least: Object.fromEntries(figures) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
