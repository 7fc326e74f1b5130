/** What is told of every picture by itself, in the order to show it. */
export const QUALITIES = ['dark', 'bright', 'blurry', 'low_information', 'grey', 'odd_size', 'odd_shape'] as const;

/** One of them. */
export type Quality = (typeof QUALITIES)[number];

/** Below its threshold a picture has the fault; CleanVision's own, but for grey and odd size, whose two and three cases it tells apart. */
export const QUALITY_THRESHOLDS: Readonly<Record<Quality, number>> = {
  dark: 0.32,
  bright: 0.05,
  blurry: 0.29,
  low_information: 0.3,
  grey: 0.5,
  odd_size: 0.5,
  odd_shape: 0.35,
};

/** Qualities of all samples of a data set: one number a sample, 0 … 1, low where the picture is bad; NaN where it cannot be read. */
export type QualityColumns = ReadonlyMap<Quality, Float32Array>;

/** Whether a value tells of a fault. Values are kept in 32 bits, so the threshold is rounded as they are. */
export function isFaulty(quality: Quality, value: number): boolean {
  return value < Math.fround(QUALITY_THRESHOLDS[quality]);
}

/** The largest number of 32 bits below a quality's threshold: as the upper end of a range, which is included, it asks for just the faulty. */
export function faultyUpTo(quality: Quality): number {
  const number = new Float32Array([QUALITY_THRESHOLDS[quality]]);
  new Uint32Array(number.buffer)[0] -= 1;
  return number[0];
}

/** The faulty samples by one quality, the worst first. */
export function faultyOf(quality: Quality, values: Float32Array): number[] {
  const faulty: number[] = [];
  for (let i = 0; i < values.length; i++) if (isFaulty(quality, values[i])) faulty.push(i);
  return faulty.sort((a, b) => values[a] - values[b] || a - b);
}
