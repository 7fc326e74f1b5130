import { choiceKey } from '../../src/core/backbone/backbone.ts';
import { unitOf } from '../../src/core/backbone/roots.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { findComponents, projectRows, type Components } from '../../src/core/probe/components.ts';
import type { CrossProduct } from '../../src/core/probe/cross-product.ts';
import { Moments } from '../../src/core/probe/moments.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { UserError } from '../../src/core/errors.ts';
import { listEmbeddingParts, readEmbeddingPart } from '../../src/store/embeddings.ts';
import type { EmbeddingRow, ProbeRunRow } from '../../src/store/records.ts';

/** Most samples that the components are found from; more change them little. */
const FOUND_FROM = 20_000;

/** The samples of a data set that have a backbone's features, and the components of these. No label has to do with it. */
export interface EmbeddedSamples {
  /** Ascending. */
  indices: Uint32Array;
  /** One row a sample. */
  rows: Float32Array;
  components: Components;
  /** Taps of the backbone that the features come from. */
  taps: string[];
}

let kept: { key: string; samples: EmbeddedSamples } | undefined;

/**
 * The components of all samples that have a run's features: read and computed once, and kept in memory until other features are asked
 * for. Features are read a part at a time.
 * @throws UserError 'not-computed' where no sample has any
 */
export async function readEmbeddedSamples(
  signal: AbortSignal,
  { datasetId, choice }: Pick<ProbeRunRow, 'datasetId' | 'choice'>,
  product: CrossProduct,
  onProgress: OnProgress,
): Promise<EmbeddedSamples> {
  const parts = await listEmbeddingParts(datasetId, choice);
  const key = [datasetId, choiceKey(choice), ...parts].join(' ');
  if (kept?.key === key) return kept.samples;
  kept = undefined;
  /** Gives each part to `use`, and then says how far that is. */
  const eachPart = async (activity: string, use: (row: EmbeddingRow) => void): Promise<void> => {
    for (const [done, part] of parts.entries()) {
      onProgress({ activity, done, total: parts.length, unit: 'steps' });
      const row = await readEmbeddingPart(datasetId, choice, part);
      if (!row)
        throw new UserError('deleted', 'The features of the pictures have been deleted meanwhile. Compute them again.');
      use(row);
      await macrotask();
      signal.throwIfAborted();
    }
  };
  const seen: Uint32Array[] = [];
  let taps: string[] = [];
  await eachPart('looking for features', (row) => {
    seen.push(row.indices);
    taps = Object.keys(row.taps);
  });
  const indices = Uint32Array.from(new Set(seen.flatMap((part) => [...part]))).sort();
  if (indices.length === 0) {
    throw new UserError('not-computed', 'No picture has features of this backbone yet: compute them first.');
  }
  const stored = seen.reduce((sum, part) => sum + part.length, 0);
  const step = Math.max(1, stored / FOUND_FROM);
  let [before, taken] = [0, 0];
  let moments: Moments | undefined;
  await eachPart('finding components', (row) => {
    const d = row.roots.length / row.indices.length;
    moments ??= new Moments(d, product);
    const places: number[] = [];
    for (; taken * step < before + row.indices.length; taken++) places.push(Math.floor(taken * step) - before);
    before += row.indices.length;
    moments.add(rootsOf(row, d, places));
  });
  const components = findComponents(moments!, product);
  const rows = new Float32Array(indices.length * components.r);
  const placeOf = new Map(Array.from(indices, (index, place) => [index, place]));
  await eachPart('computing components', (row) => {
    const found = projectRows(rootsOf(row, components.d, [...row.indices.keys()]), components, product);
    row.indices.forEach((index, at) => {
      const { r } = components;
      rows.set(found.subarray(at * r, (at + 1) * r), placeOf.get(index)! * r);
    });
  });
  kept = { key, samples: { indices, rows, components, taps } };
  return kept.samples;
}

/** What a probe takes of a part's samples at some places in it, one row each. */
function rootsOf({ roots }: EmbeddingRow, d: number, places: readonly number[]): Float32Array {
  const out = new Float32Array(places.length * d);
  const unit = unitOf(roots);
  let to = 0;
  for (const place of places) {
    for (let at = place * d; at < (place + 1) * d; at++) out[to++] = roots[at] * unit;
  }
  return out;
}
