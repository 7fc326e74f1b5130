import type { Analyst } from '../../src/contracts/analyst.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { fuzzyGraph } from '../../src/core/insights/fuzzy-graph.ts';
import { fitPoints } from '../../src/core/insights/map-points.ts';
import { NO_NEIGHBOUR, unitRows, type Neighbours } from '../../src/core/insights/neighbours.ts';
import { pcaMap } from '../../src/core/insights/pca.ts';
import { UmapLayout } from '../../src/core/insights/umap.ts';
import { readLabels } from '../../src/store/columns.ts';
import { writeMap } from '../../src/store/maps.ts';
import { readNeighbours } from '../../src/store/neighbours.ts';
import { readFeatures } from '../../src/store/predictions.ts';
import type { NeighboursRow } from '../../src/store/records.ts';
import { getRun } from '../../src/store/runs.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { atMostTenASecond, Pace } from '../shared/pace.ts';
import { computeNeighbours } from './compute-neighbours.ts';
import { noFeatures, noPrediction } from './insight-error.ts';

/** Neighbours that the layout goes by, UMAP's default. */
const NEIGHBOURS = 15;
const SHOW_EVERY_MS = 500;

type OnPoints = (points: Float32Array) => void;

/** See the contract. */
export const computeMap: Analyst['computeMap'] = async (...args) => {
  const [signal, runId, method, indices, seed, onProgress, onPoints] = args;
  const run = await getRun(runId);
  const sampleCount = (await readLabels(run.datasetId, 'current')).length;
  const { values, d, missing } = await readFeatures(runId, sampleCount, indices);
  if (missing > 0) throw noPrediction(missing, indices.length, run.name);
  if (d === 0 && indices.length > 0) throw noFeatures(run.name);
  let points = pcaMap(directionsOf(values, d), d);
  if (method === 'umap') {
    onPoints(points);
    const near = await neighboursOf(signal, runId, indices, onProgress);
    points = await layOut(signal, points, near, new Random(seed), onProgress, onPoints);
  }
  signal.throwIfAborted();
  await writeMap({ runId, method, indices, points });
};

/**
 * Features by their direction alone, as neighbours are searched by it: their length says how sure the network is, and would take up
 * the first component. NaN where a sample has none.
 */
function directionsOf(features: Float32Array, d: number): Float32Array {
  const { unit, rows } = unitRows(features, d);
  const directions = new Float32Array(features.length).fill(NaN);
  rows.forEach((row, m) => directions.set(unit.subarray(m * d, (m + 1) * d), row * d));
  return directions;
}

/** The run's neighbours of just these samples, by their places in `indices`; searched where it has none. */
async function neighboursOf(
  signal: AbortSignal,
  runId: number,
  indices: Uint32Array,
  onProgress: OnProgress,
): Promise<Neighbours> {
  let row = await readNeighbours(runId);
  if (!row || !sameSamples(row.indices, indices)) {
    await computeNeighbours(signal, runId, indices, onProgress);
    row = (await readNeighbours(runId))!;
  }
  return byPlace(row);
}

const sameSamples = (a: Uint32Array, b: Uint32Array): boolean => a.length === b.length && a.every((i, j) => i === b[j]);

function byPlace({ indices, k: kept, neighbours, similarity }: NeighboursRow): Neighbours {
  const place = new Map(Array.from(indices, (index, j) => [index, j]));
  const k = Math.min(kept, NEIGHBOURS);
  const near = { k, neighbours: new Uint32Array(indices.length * k), similarity: new Float32Array(indices.length * k) };
  for (let at = 0; at < near.neighbours.length; at++) {
    const from = Math.floor(at / k) * kept + (at % k);
    near.neighbours[at] = place.get(neighbours[from]) ?? NO_NEIGHBOUR;
    near.similarity[at] = similarity[from];
  }
  return near;
}

async function layOut(
  signal: AbortSignal,
  start: Float32Array,
  near: Neighbours,
  random: Random,
  onProgress: OnProgress,
  onPoints: OnPoints,
): Promise<Float32Array> {
  const placed = start.map((value, at) => (near.neighbours[(at >> 1) * near.k] === NO_NEIGHBOUR ? NaN : value));
  const layout = new UmapLayout(fuzzyGraph(near), placed, random);
  const now = (): number => performance.now();
  const [pace, mayReport] = [new Pace(0, now), atMostTenASecond(now)];
  let shown = now();
  while (layout.epoch < layout.epochs) {
    layout.step();
    await macrotask();
    signal.throwIfAborted();
    const { epoch: done, epochs: total } = layout;
    if (mayReport()) {
      onProgress({ activity: 'laying out the map', done, total, unit: 'steps', ...pace.measure(done, total) });
    }
    if (now() - shown < SHOW_EVERY_MS) continue;
    shown = now();
    onPoints(fitPoints(layout.points));
  }
  return fitPoints(layout.points);
}
