import type { ComparedWith, SimilarityFinder } from '../../src/contracts/similarity.ts';
import { UserError } from '../../src/core/errors.ts';
import { cosinesWith, meanDirection } from '../../src/core/insights/similarity.ts';
import { projectRows } from '../../src/core/probe/components.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { predictedSamples, readFeatures } from '../../src/store/predictions.ts';
import { readEmbeddedSamples } from './embedded-samples.ts';
import { probeKernels } from './kernels.ts';

/** Rows of features, and which samples they are of. */
interface Described {
  indices: Uint32Array;
  /** n×d row-major. */
  rows: Float32Array;
  d: number;
}

/** See the contract. */
export const compare: SimilarityFinder['compare'] = async (signal, datasetId, { choice, runId }, to, onProgress) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const { sampleCount } = dataset;
  const found: (Float32Array | null)[] = [];
  if (choice) {
    const { product } = await probeKernels();
    const { indices, rows, components } = await readEmbeddedSamples(signal, { datasetId, choice }, product, onProgress);
    const described = { indices, rows, d: components.r };
    if ('features' in to && to.features.length !== components.d) throw otherNetwork();
    found.push(
      'features' in to
        ? valuesOf(
            described,
            meanDirection(projectRows(to.features, components, product), components.r, [0]),
            sampleCount,
          )
        : compareSamples(described, to, sampleCount),
    );
  }
  if (runId !== undefined && 'samples' in to) {
    const indices = await predictedSamples(runId, sampleCount);
    const { values, d } = await readFeatures(runId, sampleCount, indices);
    if (d > 0) found.push(compareSamples({ indices, rows: values, d }, to, sampleCount));
  }
  signal.throwIfAborted();
  const values = found.filter((one) => one !== null);
  if (values.length > 0) return meanOf(values);
  throw new UserError('not-computed', 'What others are to be like has no features yet: compute them first.');
};

const otherNetwork = (): UserError =>
  new UserError('bad-input', 'This picture was described by another network than the data set: look for it again.');

function compareSamples(
  described: Described,
  { samples }: Extract<ComparedWith, { samples: unknown }>,
  sampleCount: number,
): Float32Array | null {
  const { indices, rows, d } = described;
  const placeOf = new Int32Array(sampleCount).fill(-1);
  indices.forEach((index, place) => (placeOf[index] = place));
  const places = Array.from(samples, (index) => placeOf[index] ?? -1).filter((place) => place >= 0);
  return valuesOf(described, meanDirection(rows, d, places), sampleCount);
}

/** One cosine a sample of the data set; null without a direction to compare with. */
function valuesOf(
  { indices, rows }: Described,
  direction: Float32Array | null,
  sampleCount: number,
): Float32Array | null {
  if (!direction) return null;
  const values = new Float32Array(sampleCount).fill(NaN);
  cosinesWith(rows, direction).forEach((cosine, place) => (values[indices[place]] = cosine));
  return values;
}

/** The mean of each sample's; of those that only some have, none: they would be measured by another scale. */
function meanOf(all: readonly Float32Array[]): Float32Array {
  return all[0].map((_, i) => all.reduce((sum, values) => sum + values[i], 0) / all.length);
}
