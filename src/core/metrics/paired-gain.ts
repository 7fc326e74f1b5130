/** By how much one run is right more often than another about the same samples, as a share, −1 … 1. */
export interface PairedGain {
  /** (samples only the second got right − samples only the first got right) / samples. */
  gain: number;
  /** Half the width of the 95 % interval. */
  error: number;
}

/** 97.5 % of a normal distribution lie below so many standard deviations. */
export const NORMAL_95 = 1.959963984540054;

/**
 * The gain and its 95 % interval. Both runs are judged on the same samples, so only those count that one of them got right and the other
 * wrong, as in McNemar's test; one of each is added, so that few samples, or none that differ, do not pass for certainty.
 * Source: Bonett, Price: Adjusted Wald confidence interval for a difference of binomial proportions based on paired data, Journal of
 * Educational and Behavioral Statistics 37, 2012; the interval's half width, about the gain as it was measured.
 * @param won samples that only the second run got right @param lost only the first @param count all samples, at least 1
 */
export function pairedGain(won: number, lost: number, count: number): PairedGain {
  const [up, down] = [(won + 1) / (count + 2), (lost + 1) / (count + 2)];
  const variance = (up + down - (up - down) ** 2) / (count + 2);
  return { gain: (won - lost) / count, error: NORMAL_95 * Math.sqrt(variance) };
}

/** Whether so many samples cannot tell the two runs apart: the gain lies inside its error. */
export const isNone = ({ gain, error }: PairedGain): boolean => Math.abs(gain) <= error;
