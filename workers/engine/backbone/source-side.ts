import type { Prober } from '../../../src/contracts/prober.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { UserError } from '../../../src/core/errors.ts';
import { datasetGone } from '../../../src/store/columns.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { OriginalsReader } from '../../../src/store/originals.ts';
import { decodePicture } from '../../shared/decode-picture.ts';

/** Pictures that are looked at, spread over the data set. */
const LOOKED_AT = 9;

/** See the contract. */
export const sourceSide: Prober['sourceSide'] = async (datasetId) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const { sampleCount, originals, width, height } = dataset;
  const shards = Math.min(width, height);
  if (originals === 'shards') return shards;
  const count = Math.min(LOOKED_AT, sampleCount);
  const places = Array.from({ length: count }, (_, k) => Math.floor(((k + 0.5) * sampleCount) / count));
  const reader = new OriginalsReader(dataset);
  const sides: number[] = [];
  for (const index of places) sides.push((await sideOf(reader, dataset, index)) ?? shards);
  return sides.sort((a, b) => a - b)[Math.floor(count / 2)];
};

/** The shorter side of an original; undefined where it is gone or cannot be decoded. */
async function sideOf(
  reader: OriginalsReader,
  { background }: DatasetInfo,
  index: number,
): Promise<number | undefined> {
  try {
    const box = { width: 1, height: 1, fit: 'squeeze', background } as const;
    const { width, height } = await decodePicture(await reader.read(index), box);
    return Math.min(width, height);
  } catch (error) {
    if (error instanceof UserError && error.code !== 'not-found') throw error;
    return undefined;
  }
}
