import type { BackboneSettings, Scaling } from './own-backbone.ts';

/** By each channel: what is taken from a byte, and what the rest is divided by. */
const SCALES: Record<Scaling, { less: [number, number, number]; by: [number, number, number] }> = {
  bytes: { less: [0, 0, 0], by: [1, 1, 1] },
  'zero-one': { less: [0, 0, 0], by: [255, 255, 255] },
  'minus-one-one': { less: [127.5, 127.5, 127.5], by: [127.5, 127.5, 127.5] },
  imagenet: { less: [123.675, 116.28, 103.53], by: [58.395, 57.12, 57.375] },
};

/**
 * Writes a picture as a model expects it.
 * @param bytes side × side × 3 row-major RGB, 0 … 255, no whole numbers after resizing
 * @param out where the picture's side × side × 3 numbers begin
 */
export function scalePicture(
  bytes: Float32Array,
  { side, layout, channels, scaling }: Omit<BackboneSettings, 'output'>,
  out: Float32Array,
): void {
  const { less, by } = SCALES[scaling];
  const places = side * side;
  const [place, channel] = layout === 'nhwc' ? [3, 1] : [1, places];
  for (let c = 0; c < 3; c++) {
    const to = (channels === 'rgb' ? c : 2 - c) * channel;
    for (let p = 0; p < places; p++) out[to + p * place] = (bytes[3 * p + c] - less[c]) / by[c];
  }
}
