/** The largest mean of ReLU6 activations has this root; it is stored as the largest whole number of 16 bits. */
const LARGEST = Math.sqrt(6);
const STEPS = 65_535;

/**
 * Square roots of pooled ReLU6 activations, 0 … 6, as the store keeps them: √feature = value × √6 / 65,535.
 * @throws Error where one is no number or below 0: whatever computed it has failed
 */
export function toRoots(features: Float32Array): Uint16Array<ArrayBuffer> {
  if (!features.every((feature) => feature >= 0 && feature < Infinity))
    throw new Error('The backbone gave features that are no numbers.');
  return Uint16Array.from(features, (feature) => Math.round((Math.sqrt(feature) / LARGEST) * STEPS));
}

/** What a stored root stands for is `value × ROOT_UNIT`. */
export const ROOT_UNIT = LARGEST / STEPS;

/** What the numbers that the store keeps of a backbone's features are in, so that `value × unitOf(roots)` is what a probe takes. */
export const unitOf = (roots: Uint16Array | Float32Array): number => (roots instanceof Uint16Array ? ROOT_UNIT : 1);
