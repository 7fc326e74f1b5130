// `npm run bench -- NAME …args` runs the exported `bench(args)` of test/bench/NAME.mjs; without a name it lists them.
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -'.mjs'.length))
  .sort();

const [name, ...args] = process.argv.slice(2);
if (names.includes(name)) {
  const { bench } = await import(`./${name}.mjs`);
  await bench(args);
} else {
  if (name) console.error(`There is no benchmark called ${name}.`);
  console.log(`Benchmarks: ${names.join(', ') || 'none yet'}. Run one with: npm run bench -- NAME`);
  process.exitCode = name ? 2 : 0;
}
