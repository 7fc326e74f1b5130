import { nthLowest } from '../insights/nth-lowest.ts';
import { blurScore } from './blurriness.ts';

/** What one picture says of itself; its odd size shows only among all. */
export interface PictureMeasures {
  dark: number;
  bright: number;
  blurry: number;
  low_information: number;
  grey: number;
  odd_shape: number;
}

/** Brightness of each pixel, kept from picture to picture. */
let scratch = new Float64Array(0);

/**
 * Measures a picture as CleanVision 0.3.6 does (Cleanlab, cleanvision/issue_managers/image_property.py), each 0 … 1 and low where the
 * picture is bad. A picture whose pixels are all grey counts as one of a single channel, however its file was written.
 * @param pixels height × width × 3 bytes, row-major HWC RGB; not empty
 */
export function measurePicture(pixels: Uint8Array, width: number, height: number): PictureMeasures {
  const grey = isGrey(pixels);
  const [low, high] = brightnessEnds(pixels, width * height);
  return {
    dark: high,
    bright: 1 - low,
    blurry: blurScore(pixels, width, height),
    low_information: Math.min(1, 0.1 * entropy(pixels, grey)),
    grey: grey ? 0 : 1,
    odd_shape: Math.min(width / height, height / width),
  };
}

function isGrey(pixels: Uint8Array): boolean {
  for (let at = 0; at < pixels.length; at += 3) {
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false;
  }
  return true;
}

/** The 5th and the 99th percentile of the pixels' brightness, 0 … 1. */
function brightnessEnds(pixels: Uint8Array, count: number): [low: number, high: number] {
  if (scratch.length < count) scratch = new Float64Array(count);
  const brightness = scratch.subarray(0, count);
  for (let i = 0, at = 0; i < count; i++, at += 3) {
    brightness[i] = 241 * pixels[at] ** 2 + 691 * pixels[at + 1] ** 2 + 68 * pixels[at + 2] ** 2;
  }
  return [percentile(brightness, 0.05), percentile(brightness, 0.99)];
}

/** A percentile of squared brightness times 1,000 as brightness, between two pixels linearly as numpy has it. */
function percentile(values: Float64Array, share: number): number {
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const low = toBrightness(nthLowest(values, below));
  if (below === place) return low;
  // What is behind the place is not less.
  let next = Infinity;
  for (let i = below + 1; i < values.length; i++) if (values[i] < next) next = values[i];
  return low + (toBrightness(next) - low) * (place - below);
}

const toBrightness = (squared: number): number => Math.sqrt(squared / 1000) / 255;

/** Entropy in bits of how often each value of each channel occurs, all channels in one as Pillow has it. */
function entropy(pixels: Uint8Array, grey: boolean): number {
  const counts = new Uint32Array(768);
  const channels = grey ? 1 : 3;
  for (let at = 0; at < pixels.length; at += 3) {
    for (let c = 0; c < channels; c++) counts[c * 256 + pixels[at + c]] += 1;
  }
  const total = (pixels.length / 3) * channels;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / total) * Math.log2(count / total);
  return bits;
}
