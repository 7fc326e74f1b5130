import type { ComparedWith, SimilarityFinder } from '../../src/contracts/similarity.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import type { BackboneChoice } from '../../src/core/backbone/backbone.ts';
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

type Samples = Extract<ComparedWith, { samples: unknown }>;

/** See the contract. */
export const compare: SimilarityFinder['compare'] = async (signal, datasetId, { choice, runId }, to, onProgress) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const { sampleCount } = dataset;
  const seen = choice && (await compareByBackbone(signal, { datasetId, choice }, to, sampleCount, onProgress));
  const own = runId !== undefined && 'samples' in to ? await compareByRun(runId, to, sampleCount) : null;
  signal.throwIfAborted();
  if (seen && own) return covers(own, seen) ? meanOf(seen, own) : seen;
  const values = seen ?? own;
  if (values) return values;
  throw new UserError('not-computed', 'What others are to be like has no features yet: compute them first.');
};

const otherNetwork = (): UserError =>
  new UserError('bad-input', 'This picture was described by another network than the data set: look for it again.');

async function compareByBackbone(
  signal: AbortSignal,
  of: { datasetId: number; choice: BackboneChoice },
  to: ComparedWith,
  sampleCount: number,
  onProgress: OnProgress,
): Promise<Float32Array | null> {
  const { product } = await probeKernels();
  const { indices, rows, components } = await readEmbeddedSamples(signal, of, product, onProgress);
  const described = { indices, rows, d: components.r };
  if ('samples' in to) return compareSamples(described, to, sampleCount);
  if (to.features.length !== components.d) throw otherNetwork();
  const picture = projectRows(to.features, components, product);
  return valuesOf(described, meanDirection(picture, components.r, [0]), sampleCount);
}

async function compareByRun(runId: number, to: Samples, sampleCount: number): Promise<Float32Array | null> {
  const indices = await predictedSamples(runId, sampleCount);
  const { values, d } = await readFeatures(runId, sampleCount, indices);
  return d > 0 ? compareSamples({ indices, rows: values, d }, to, sampleCount) : null;
}

function compareSamples(described: Described, { samples }: Samples, sampleCount: number): Float32Array | null {
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

/** Whether the first has a value wherever the second has one: those that only one of them has would be measured by another scale. */
const covers = (some: Float32Array, others: Float32Array): boolean =>
  others.every((value, i) => Number.isNaN(value) || !Number.isNaN(some[i]));

const meanOf = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => (value + b[i]) / 2);
