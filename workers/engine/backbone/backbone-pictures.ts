import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { UserError } from '../../../src/core/errors.ts';
import { inFlight } from '../../../src/core/in-flight.ts';
import { OriginalsReader, type Original } from '../../../src/store/originals.ts';
import { readPixels } from '../../../src/store/shards.ts';
import { decodeWithin, withoutAlpha, type FittedPicture } from '../../shared/decode-picture.ts';
import type { Picture } from './network.ts';

/** Pictures decoded at once, in this thread's turn: the browser decodes beside it. */
const DECODED_AT_ONCE = 8;

/** The longest side of a picture that `backbonePictures` gives, pixels. */
export function longestSide({ width, height }: DatasetInfo, side: number): number {
  return Math.max(width, height, side);
}

/**
 * A data set's pictures for a backbone, in the order of `indices`: the originals, made to fit a square as the data set says and no larger than
 * `side`; where those are the shards, or an original cannot be decoded or found, the picture that training sees.
 * @throws UserError 'no-permission' where a folder has to be asked for again, 'deleted'
 */
export async function* backbonePictures(
  dataset: DatasetInfo,
  indices: Uint32Array,
  side: number,
): AsyncGenerator<Picture> {
  if (dataset.originals === 'shards') {
    yield* await fromShards(dataset, indices);
    return;
  }
  const originals = new OriginalsReader(dataset);
  const box = { width: side, height: side, fit: dataset.fit, background: dataset.background };
  yield* inFlight(indices, DECODED_AT_ONCE, async (index) => {
    const decoded = await originals.read(index).then(
      (original) => decode(original, box),
      (error: unknown) => {
        if (error instanceof UserError && error.code === 'not-found') return undefined;
        throw error;
      },
    );
    return decoded ?? (await fromShards(dataset, Uint32Array.of(index)))[0];
  });
}

/**
 * A picture that is none of the data set's, as if it were: where pictures are seen at the size of training, at that size.
 * @throws Error with the reason, where it cannot be read
 */
export async function decodeOther(dataset: DatasetInfo, file: Blob, side: number): Promise<Picture> {
  const { fit, background, originals } = dataset;
  const size = originals === 'shards' ? dataset : { width: side, height: side };
  return asPicture(await decodeWithin({ file }, { width: size.width, height: size.height, fit, background }));
}

async function decode(original: Original, box: Parameters<typeof decodeWithin>[1]): Promise<Picture | undefined> {
  const fitted = await decodeWithin(original, box).catch(() => undefined);
  return fitted && asPicture(fitted);
}

const asPicture = ({ rgba, width, height }: FittedPicture): Picture => ({ pixels: withoutAlpha(rgba), width, height });

async function fromShards(dataset: DatasetInfo, indices: Uint32Array): Promise<Picture[]> {
  const { width, height } = dataset;
  const size = width * height * 3;
  const pixels = await readPixels(dataset, indices);
  return Array.from(indices, (_, j) => ({ pixels: pixels.subarray(j * size, (j + 1) * size), width, height }));
}
