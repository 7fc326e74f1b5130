/** Regions of a data map, by number. */
export const DATA_MAP_REGIONS = ['easy to learn', 'ambiguous', 'hard to learn'] as const;

/** Share of the samples, those of highest variability, that count as ambiguous. */
const AMBIGUOUS_SHARE = 1 / 3;

/** Below this mean probability of its label a sample that is not ambiguous is hard to learn. */
export const HARD_BELOW = 0.5;

/** The regions of a data map. */
export interface DataMapRegions {
  /** Samples of this variability and above are ambiguous; NaN where no sample has both figures. */
  ambiguousFrom: number;
  /** Region of each sample, a place in DATA_MAP_REGIONS; −1 where it has no figures. */
  regionOf: Int8Array;
}

/**
 * Divides a data map into regions: the third of highest variability is ambiguous; of the others, those of high confidence are easy
 * to learn, the rest hard. Most mistakes are among the hard ones. The third is that of Swayamdipta et al.: Dataset Cartography,
 * 2020, who let regions overlap; here each sample lies in one.
 * @param confidence mean over epochs of the label's probability, 0 … 1; NaN where not known
 * @param variability its standard deviation, 0 … ½; NaN where not known
 */
export function dataMapRegions(confidence: Float32Array, variability: Float32Array): DataMapRegions {
  const known = (i: number): boolean => !Number.isNaN(confidence[i]) && !Number.isNaN(variability[i]);
  const sorted = variability.filter((_, i) => known(i)).sort();
  const ambiguousFrom =
    sorted.length > 0 ? sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * (1 - AMBIGUOUS_SHARE)))] : NaN;
  const regionOf = new Int8Array(confidence.length).fill(-1);
  for (let i = 0; i < regionOf.length; i++) {
    if (!known(i)) continue;
    if (variability[i] >= ambiguousFrom) regionOf[i] = 1;
    else regionOf[i] = confidence[i] >= HARD_BELOW ? 0 : 2;
  }
  return { ambiguousFrom, regionOf };
}
