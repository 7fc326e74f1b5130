// What each part of suspicion is worth: `npm run bench -- ablations [TASK …]` ranks again what `npm run bench -- quality` has left
// behind, without training, each task as the mean over its seeds. Prints tables and a last line of JSON.
import path from 'node:path';
import { readEvidence } from './quality/evidence.mjs';
import { TASKS } from './quality/tasks.mjs';
import { importBundled } from './support/bundle.mjs';
import { table } from './support/figures.mjs';

const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;

const short = (/** @type {number} */ value) => value.toFixed(3).replace(/^0/, '');

/**
 * Runs the benchmark.
 * @param {string[]} names of tasks; all that were measured where there are none
 */
export async function bench(names) {
  /** @type {typeof import('./ablations-run.ts')} */
  const { judge } = await importBundled(path.join(import.meta.dirname, 'ablations-run.ts'));
  const judged = TASKS.filter(({ noise, people }) => noise > 0 || people)
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map(({ name, seeds }) => ({ name, seeds: seeds.flatMap((seed) => readEvidence(name, seed) ?? []) }))
    .filter(({ seeds }) => seeds.length > 0)
    .map(({ name, seeds }) => ({ name, seeds: seeds.map(judge) }));
  if (judged.length === 0) throw new Error('Nothing was measured yet: npm run bench -- quality ARCHIVE');
  for (const figure of /** @type {const} */ (['ap', 'auroc'])) {
    console.log(`\n${figure}, seeds: ${judged.map(({ name, seeds }) => `${name} ${seeds.length}`).join(', ')}`);
    const rankings = Object.keys(judged[0].seeds[0][figure]);
    const cells = (/** @type {string} */ ranking) =>
      judged.map(({ seeds }) => short(mean(seeds.map((one) => one[figure][ranking]))));
    console.log(
      table(
        ['ranking by', ...judged.map(({ name }) => name)],
        rankings.map((ranking) => [ranking, ...cells(ranking)]),
      ),
    );
  }
  console.log('\nthe cut');
  const figures = /** @type {const} */ (['expected_wrong', 'wrong', 'depth', 'found']);
  console.log(
    table(
      ['task', ...figures, 'f1', 'best_f1'],
      judged.map(({ name, seeds }) => {
        const average = (/** @type {(typeof figures)[number] | 'f1' | 'best_f1'} */ key) =>
          mean(seeds.map(({ cut }) => cut[key]));
        return [
          name,
          ...figures.map((key) => average(key).toFixed(0)),
          short(average('f1')),
          short(average('best_f1')),
        ];
      }),
    ),
  );
  console.log(JSON.stringify(judged));
}
