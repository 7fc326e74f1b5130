import { readEvidence } from '../quality/evidence.mjs';
import { labelLikePeople } from '../quality/people.mjs';

/** @import { Counted } from './tasks.mjs' */

/** Seed of the one network that makes mistakes as people do; a task's seeds are draws by it. */
const LABELLER = 1;

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
  if (!readEvidence('labeller', LABELLER)) return undefined;
  const rows = (await labelLikePeople(people, seed, undefined, LABELLER)).split('\n').slice(1, 1 + take);
  return Uint16Array.from(rows, (row) => Number(row.split(',')[1]));
}
