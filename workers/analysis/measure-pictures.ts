import type { Analyst } from '../../src/contracts/analyst.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { inFlight } from '../../src/core/in-flight.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { measurePicture } from '../../src/core/quality/measure-picture.ts';
import { oddSizeScores, UNKNOWN_SIZE } from '../../src/core/quality/odd-size.ts';
import type { Quality } from '../../src/core/quality/qualities.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { OriginalsReader, type Original } from '../../src/store/originals.ts';
import { readMeasured, writeMeasured, type Measured } from '../../src/store/picture-quality.ts';
import { readPixels } from '../../src/store/shards.ts';
import { decodePixels, withoutAlpha } from '../shared/decode-picture.ts';
import { Pace, atMostTenASecond } from '../shared/pace.ts';

/** Bytes of originals that are decoded at once, as the browser uses several cores; a small file counts as some of them too. */
const BYTES_AT_ONCE = 4e6;
const LEAST_BYTES = 5e5;

/** Small pictures read at once. */
const TOGETHER = 500;

/** What is measured is kept so often, so that a search that was stopped goes on from there. */
const KEEP_EVERY_MS = 10_000;

interface Pixels {
  pixels: Uint8Array;
  width: number;
  height: number;
  /** It stands in for an original whose size is not known. */
  standIn?: boolean;
}

/** See the contract. */
export const measurePictures: Analyst['measurePictures'] = async (signal, datasetId, onProgress) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const total = dataset.sampleCount;
  const measured = await readMeasured(datasetId, total);
  const missing = [...measured.sizes.keys()].filter((index) => Number.isNaN(measured.sizes[index]));
  const begun = total - missing.length;
  const pace = new Pace(begun, () => performance.now());
  const mayTell = atMostTenASecond(() => performance.now());
  let kept = performance.now();
  let done = begun;
  for await (const { index, picture } of picturesOf(dataset, missing)) {
    take(measured, index, picture);
    done += 1;
    if (mayTell()) {
      onProgress({ activity: 'measuring pictures', done, total, unit: 'samples', ...pace.measure(done, total) });
      await macrotask();
      signal.throwIfAborted();
    }
    if (performance.now() - kept > KEEP_EVERY_MS) {
      await writeMeasured(datasetId, measured);
      kept = performance.now();
    }
  }
  await writeMeasured(datasetId, measured, oddSizeScores(measured.sizes));
};

function take({ columns, sizes }: Measured, index: number, { pixels, width, height, standIn }: Pixels): void {
  const measures = measurePicture(pixels, width, height);
  for (const [quality, column] of columns) column[index] = measures[quality as Exclude<Quality, 'odd_size'>];
  sizes[index] = standIn ? UNKNOWN_SIZE : Math.sqrt(width) * Math.sqrt(height);
  if (standIn) columns.get('odd_shape')?.fill(NaN, index, index + 1);
}

/** Pictures in their order, from the originals or, where those are the shards, many at once. */
async function* picturesOf(
  dataset: DatasetInfo,
  indices: readonly number[],
): AsyncGenerator<{ index: number; picture: Pixels }> {
  if (dataset.originals === 'shards') {
    for (let from = 0; from < indices.length; from += TOGETHER) {
      const some = indices.slice(from, from + TOGETHER);
      const pictures = await fromShards(dataset, some);
      for (const [j, index] of some.entries()) yield { index, picture: pictures[j] };
    }
    return;
  }
  const originals = new OriginalsReader(dataset);
  const weigh = ({ original }: { original: Original | null }): number =>
    Math.max(LEAST_BYTES, original && 'file' in original ? original.file.size : 0);
  const decode = async ({ index, original }: { index: number; original: Original | null }) => ({
    index,
    picture: await wholePicture(dataset, index, original),
  });
  yield* inFlight(readAll(originals, indices), BYTES_AT_ONCE, decode, weigh);
}

async function* readAll(
  originals: OriginalsReader,
  indices: readonly number[],
): AsyncGenerator<{ index: number; original: Original | null }> {
  for (const index of indices) {
    const original = await originals.read(index).catch((error: unknown) => {
      if (error instanceof UserError && error.code === 'not-found') return null;
      throw error;
    });
    yield { index, original };
  }
}

async function fromShards(dataset: DatasetInfo, indices: readonly number[]): Promise<Pixels[]> {
  const { width, height } = dataset;
  const size = width * height * 3;
  const pixels = await readPixels(dataset, indices);
  return indices.map((_, j) => ({ pixels: pixels.subarray(j * size, (j + 1) * size), width, height }));
}

/** The original, or the picture at the training size where a worker cannot decode it (an SVG) or its file is gone. */
async function wholePicture(dataset: DatasetInfo, index: number, original: Original | null): Promise<Pixels> {
  if (original && 'pixels' in original) return original;
  const decoded = original && (await decodePixels(original.file, dataset.background).catch(() => null));
  if (!decoded) return { ...(await fromShards(dataset, [index]))[0], standIn: true };
  return { pixels: withoutAlpha(decoded.rgba), width: decoded.width, height: decoded.height };
}
