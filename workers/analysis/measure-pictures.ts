import type { Analyst } from '../../src/contracts/analyst.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { measurePicture } from '../../src/core/quality/measure-picture.ts';
import { oddSizeScores } from '../../src/core/quality/odd-size.ts';
import type { Quality } from '../../src/core/quality/qualities.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { OriginalsReader } from '../../src/store/originals.ts';
import { readMeasured, writeMeasured, type Measured } from '../../src/store/picture-quality.ts';
import { readPixels } from '../../src/store/shards.ts';
import { decodePixels } from '../shared/decode-picture.ts';
import { Pace, atMostTenASecond } from '../shared/pace.ts';

/** Originals decoded at once: the browser uses several cores for them. */
const AHEAD = 8;

/** Small pictures read at once. */
const TOGETHER = 500;

/** What is measured is kept so often, so that a search that was stopped goes on from there. */
const KEEP_EVERY_MS = 10_000;

interface Pixels {
  pixels: Uint8Array;
  width: number;
  height: number;
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
  const small = dataset.originals === 'shards';
  const originals = new OriginalsReader(dataset);
  const atOnce = small ? TOGETHER : AHEAD;
  let kept = performance.now();
  for (let from = 0; from < missing.length; from += atOnce) {
    const indices = missing.slice(from, from + atOnce);
    const pictures = small
      ? await fromShards(dataset, indices)
      : await Promise.all(indices.map((index) => wholePicture(originals, dataset, index)));
    pictures.forEach((picture, j) => take(measured, indices[j], picture));
    const done = begun + from + indices.length;
    if (mayTell()) {
      onProgress({ activity: 'measuring pictures', done, total, unit: 'images', ...pace.measure(done, total) });
    }
    if (performance.now() - kept > KEEP_EVERY_MS) {
      await writeMeasured(datasetId, measured);
      kept = performance.now();
    }
    await macrotask();
    signal.throwIfAborted();
  }
  await writeMeasured(datasetId, measured, oddSizeScores(measured.sizes));
};

function take({ columns, sizes }: Measured, index: number, { pixels, width, height }: Pixels): void {
  const measures = measurePicture(pixels, width, height);
  for (const [quality, column] of columns) column[index] = measures[quality as Exclude<Quality, 'odd_size'>];
  sizes[index] = Math.sqrt(width) * Math.sqrt(height);
}

async function fromShards(dataset: DatasetInfo, indices: readonly number[]): Promise<Pixels[]> {
  const { width, height } = dataset;
  const size = width * height * 3;
  const pixels = await readPixels(dataset, indices);
  return indices.map((_, j) => ({ pixels: pixels.subarray(j * size, (j + 1) * size), width, height }));
}

/** The original, or the picture at the training size where a worker cannot decode it (an SVG) or its file is gone. */
async function wholePicture(originals: OriginalsReader, dataset: DatasetInfo, index: number): Promise<Pixels> {
  try {
    const original = await originals.read(index);
    if ('pixels' in original) return original;
    const { rgba, width, height } = await decodePixels(original.file, 'white');
    return { pixels: withoutAlpha(rgba), width, height };
  } catch (error) {
    if (error instanceof UserError && error.code !== 'not-found') throw error;
    return (await fromShards(dataset, [index]))[0];
  }
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const pixels = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    pixels[to] = rgba[from];
    pixels[to + 1] = rgba[from + 1];
    pixels[to + 2] = rgba[from + 2];
  }
  return pixels;
}
