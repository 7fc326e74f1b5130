import { toRoots, ROOT_UNIT } from '../../src/core/backbone/roots.ts';
import { labelAgreement } from '../../src/core/insights/neighbour-scores.ts';
import { sideBySide, unitRows, type Neighbours } from '../../src/core/insights/neighbours.ts';
import { rankingQuality } from '../../src/core/metrics/ranking.ts';
import { findComponents, projectRows } from '../../src/core/probe/components.ts';
import type { CrossProduct } from '../../src/core/probe/cross-product.ts';
import { Moments } from '../../src/core/probe/moments.ts';
import { startSearch } from '../../workers/analysis/neighbour-kernel.ts';
import { crossProductOf } from '../../workers/analysis/wasm/cross-product.ts';
import { analysisModule, type AnalysisModule } from '../../workers/analysis/wasm/module.ts';
import { readBackbone, type LayerEntry } from '../../workers/engine/backbone/model.ts';
import { WasmNetwork } from '../../workers/engine/backbone/wasm-network.ts';
import { backboneModule } from '../../workers/engine/backbone/wasm/module.ts';
import type { Evidence } from './evidence.ts';

export { findNear } from './picture-quality/near-run.ts';

/** Features of some pictures, n×d row-major. */
export interface Features {
  values: Float32Array;
  d: number;
}

/** Neighbours that are searched of every picture. */
const SEARCHED = 50;

const startModule = (binary: BufferSource): WebAssembly.Exports =>
  new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;

/**
 * Square roots of a backbone's features of pictures of 32 × 32 × 3 bytes, as the store keeps them.
 * @param binary of workers/engine/backbone/wasm @param layers of the backbone's JSON file @param numbers its .bin file
 * @returns by tap, in the network's order
 */
export async function backboneRoots(
  pictures: readonly Uint8Array[],
  side: 64 | 96,
  binary: BufferSource,
  layers: LayerEntry[],
  numbers: ArrayBuffer,
): Promise<Record<string, Features>> {
  const module = backboneModule(startModule(binary));
  const network = new WasmNetwork(module, readBackbone(layers, numbers), side, side);
  const d = network.taps.reduce((sum, { size }) => sum + size, 0);
  const values = new Float32Array(pictures.length * d);
  for (let from = 0; from < pictures.length; from += network.batch) {
    const batch = pictures.slice(from, from + network.batch);
    const roots = toRoots(await network.compute(batch.map((pixels) => ({ pixels, width: 32, height: 32 }))));
    values.set(
      Float32Array.from(roots, (root) => root * ROOT_UNIT),
      from * d,
    );
  }
  const taps: Record<string, Features> = { both: { values, d } };
  let at = 0;
  for (const { name, size } of network.taps) {
    taps[name] = { values: columnsOf(values, d, at, size), d: size };
    at += size;
  }
  return taps;
}

function columnsOf(values: Float32Array, d: number, from: number, size: number): Float32Array {
  const out = new Float32Array((values.length / d) * size);
  for (let i = 0, to = 0; to < out.length; i += d, to += size) out.set(values.subarray(i + from, i + from + size), to);
  return out;
}

/** Ways to compare pictures by their features, in one instance of workers/analysis/wasm. */
export class Comparison {
  readonly #module: AnalysisModule;
  readonly #product: CrossProduct;

  constructor(binary: BufferSource) {
    this.#module = analysisModule(startModule(binary));
    this.#product = crossProductOf(this.#module);
  }

  /**
   * Whitened principal components, as a probe has them. @param count first rows that they are found from
   * @param half each multiplied by the root of its deviation, which whitens half
   */
  whitened({ values, d }: Features, count: number, half = false): Features {
    const moments = new Moments(d, this.#product);
    moments.add(values.subarray(0, count * d));
    const components = findComponents(moments, this.#product);
    const { r, ridges } = components;
    const rows = projectRows(values, components, this.#product);
    if (half) for (let at = 0; at < rows.length; at++) rows[at] /= ridges[at % r] ** 0.25;
    return { values: rows, d: r };
  }

  /** Both kinds, neither counting for more. */
  beside(a: Features, b: Features): Features {
    return { values: sideBySide(a.values, a.d, b.values, b.d), d: a.d + b.d };
  }

  /** The nearest by cosine, searched exactly. */
  neighbours({ values, d }: Features): Neighbours {
    const { unit, rows } = unitRows(values, d);
    if (rows.length < values.length / d) throw new Error('Some pictures have no features.');
    const search = startSearch(this.#module, unit, d, SEARCHED);
    search.search(0, rows.length);
    return search.result();
  }
}

/** The share of the k nearest of each picture that have its true label. */
export function sameLabel({ neighbours, k }: Neighbours, labels: ArrayLike<number>, asked: number): number {
  const n = neighbours.length / k;
  let same = 0;
  for (let i = 0; i < n; i++) {
    for (let r = 0; r < asked; r++) same += Number(labels[neighbours[i * k + r]] === labels[i]);
  }
  return same / (n * asked);
}

/** Average precision of the agreement of neighbours' labels, of those that were given. */
export function agreementPrecision(found: Neighbours, evidence: Pick<Evidence, 'given' | 'true'>): number {
  const { given } = evidence;
  const indices = Uint32Array.from(given, (_, i) => i);
  const scores = labelAgreement(found, given, indices).map((value) => (Number.isNaN(value) ? -Infinity : -value));
  const wrong = Uint8Array.from(given, (label, i) => Number(label !== evidence.true[i]));
  return rankingQuality(scores, wrong).ap;
}

/** Two pictures and how alike they are. */
interface Pair {
  a: number;
  b: number;
  similarity: number;
}

/** Every picture and each of its nearest as a pair, once, the most alike first. */
export function nearestPairs({ neighbours, similarity, k }: Neighbours): Pair[] {
  const pairs: Pair[] = [];
  neighbours.forEach((other, at) => {
    const own = Math.floor(at / k);
    const mutual = neighbours.subarray(other * k, (other + 1) * k).includes(own);
    if (own < other || !mutual) pairs.push({ a: own, b: other, similarity: similarity[at] });
  });
  return pairs.sort((x, y) => y.similarity - x.similarity);
}

/** The first pairs, as long as no more than `strangers` of them have different originals. */
export function untilStrangers(pairs: readonly Pair[], original: readonly number[], strangers: number): Pair[] {
  let met = 0;
  const end = pairs.findIndex(({ a, b }) => original[a] !== original[b] && ++met > strangers);
  return end < 0 ? [...pairs] : pairs.slice(0, end);
}
