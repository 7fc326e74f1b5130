import type { SimilarityFinder } from '../../../src/contracts/similarity.ts';
import { WorkerConnection } from '../../../src/contracts/worker-client.ts';
import { unitOf } from '../../../src/core/backbone/roots.ts';
import { printable } from '../../../src/core/dataset/names.ts';
import { UserError } from '../../../src/core/errors.ts';
import { unlessAborted } from '../../../src/core/unless-aborted.ts';
import { datasetGone } from '../../../src/store/columns.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { decodeWhole, isSvg } from '../../shared/decode-picture.ts';
import { decodeOther } from './backbone-pictures.ts';
import { startHelper } from './feature-pool.ts';
import type { FeatureService } from './feature-service.ts';

/** Longer side of the small copy, pixels. */
const THUMBNAIL = 48;

/** See the contract. */
export const describePicture: SimilarityFinder['describePicture'] = async (signal, datasetId, choice, file) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const [picture, thumbnail] = await Promise.all([
    decodeOther(dataset, file, choice.side),
    thumbnailOf(file, dataset.background),
  ]).catch(async (cause: unknown) => {
    throw await refusalOf(file, cause);
  });
  signal.throwIfAborted();
  const helper = new WorkerConnection<FeatureService>(startHelper());
  try {
    await unlessAborted(signal, helper.service.start(dataset, choice));
    const { roots } = await unlessAborted(signal, helper.service.describe(signal, picture));
    return { features: Float32Array.from(roots, (root) => root * unitOf(roots)), thumbnail };
  } finally {
    helper.close();
  }
};

async function refusalOf(file: File, cause: unknown): Promise<UserError> {
  const svg = await isSvg(file).catch(() => false);
  const why = svg
    ? 'it is an SVG. Save it as a PNG or JPEG first'
    : 'it is no picture that this browser reads. Take a PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF';
  return new UserError('import', `“${printable(file.name)}” cannot be compared: ${why}.`, { cause });
}

async function thumbnailOf(file: Blob, background: string): Promise<string> {
  const { bitmap } = await decodeWhole({ file }, THUMBNAIL, background);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  bitmap.close();
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  return `data:image/jpeg;base64,${btoa(String.fromCharCode(...bytes))}`;
}
