import { CANDIDATES, NearPairFinder } from '../../../src/core/insights/near-duplicates.ts';
import { unitRows } from '../../../src/core/insights/neighbours.ts';
import { DESCRIPTOR_SIZE, EdgeDescriber } from '../../../src/core/quality/edge-descriptors.ts';
import { Thumbnails } from '../../../src/core/quality/thumbnails.ts';
import { plainSearch } from '../../support/plain-search.ts';

/** What a search found, and how long its parts took, milliseconds. */
export interface NearRun {
  pairs: { a: number; b: number; similarity: number }[];
  ms: { describing: number; searching: number; comparing: number };
}

/** Searches near duplicates among pictures of 32 × 32 × 3 bytes, as the analyst does but on one core and without WebAssembly. */
export function findNear(pictures: readonly Uint8Array[]): NearRun {
  const began = performance.now();
  const thumbnails = new Thumbnails(pictures.length);
  const describer = new EdgeDescriber(pictures.length);
  pictures.forEach((pixels, i) => {
    thumbnails.add(i, pixels, 32, 32);
    if (!thumbnails.isFlat(i)) describer.add(i, thumbnails.greyOf(i));
  });
  const { unit, rows } = unitRows(describer.result(), DESCRIPTOR_SIZE);
  const described = performance.now();
  const search = plainSearch(unit, DESCRIPTOR_SIZE, CANDIDATES);
  search.search(0, rows.length);
  const searched = performance.now();
  const finder = new NearPairFinder(search.result(), rows, thumbnails);
  finder.search(0, rows.length);
  const { a, b, similarity } = finder.result();
  const ended = performance.now();
  return {
    pairs: Array.from(a, (first, j) => ({ a: first, b: b[j], similarity: similarity[j] })),
    ms: { describing: described - began, searching: searched - described, comparing: ended - searched },
  };
}
