import { readScore } from '../store/scores.ts';

/** The values of one score of two runs, one a sample; null where one of the runs has it not. */
export async function readScorePair(
  beforeId: number,
  afterId: number,
  key: string,
): Promise<[Float32Array, Float32Array] | null> {
  const [before, after] = await Promise.all([readScore(beforeId, key), readScore(afterId, key)]);
  return before && after ? [before.values, after.values] : null;
}
