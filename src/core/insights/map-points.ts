/** How a map puts features on a plane: by their first two principal components, or by UMAP. */
export type MapMethod = 'pca' | 'umap';

/**
 * Moves and scales points, both axes alike, so that their box has its middle at 0 and reaches from −1 to 1 on its longer side.
 * Points that are not numbers stay so.
 * @param points n×2; not changed
 */
export function fitPoints(points: ArrayLike<number>): Float32Array {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (let at = 0; at < points.length; at++) {
    const value = points[at];
    if (value < low[at & 1]) low[at & 1] = value;
    if (value > high[at & 1]) high[at & 1] = value;
  }
  const half = Math.max(high[0] - low[0], high[1] - low[1]) / 2;
  const scale = half > 0 ? 1 / half : 0;
  const middle = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
  return Float32Array.from({ length: points.length }, (_, at) => (points[at] - middle[at & 1]) * scale);
}
