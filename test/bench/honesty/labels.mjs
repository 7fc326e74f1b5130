import { readEvidence } from '../quality/evidence.mjs';
import { labelLikePeople } from '../quality/people.mjs';

/** @import { Counted } from './tasks.mjs' */

/**
 * The labels of a task.
 * @param {Counted} task
 * @param {Uint16Array} truth
 * @param {number} seed
 * @param {typeof import('../honesty-run.ts').plant} plant
 * @returns undefined for mistakes as people make them, where `npm run bench -- quality` has taught no network to make them
 */
export async function labelsOf({ kind, rate, people, take }, truth, seed, plant) {
  if (kind && rate) return plant(truth, kind, rate, seed);
  if (!people) return truth.slice();
  if (!readEvidence('labeller', seed)) return undefined;
  const rows = (await labelLikePeople(people, seed)).split('\n').slice(1, 1 + take);
  return Uint16Array.from(rows, (row) => Number(row.split(',')[1]));
}
