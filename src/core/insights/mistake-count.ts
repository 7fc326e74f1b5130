import { fitMixture, judge, type GivenLabels, type MixtureFit, type NoiseMixture } from './noise-mixture.ts';
import { quantileOf } from './normal-mixture.ts';
import { findConfusions } from './single-confusions.ts';

/** How much mistakes may be like what the picture shows. Beyond that nothing tells them from doubt about the picture. */
const LIKENESSES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];

/** From here on mistakes are such as a network would make too. */
const LIKE_A_NETWORK = 0.3;

/** Mixtures that explain the labels worse than the best by more nats do not count. */
const WORTH_A_LOOK = 6;

/** The share drawn has the prior density 1 / (share + this): as probable between 1 and 2 % as between 10 and 20 %. */
const SMALL_SHARE = 0.005;

/** By that prior alone: the mean share of labels that are wrong, and nine of ten times it is between `low` and `high`. */
export const SHARES = { expected: 0.168, low: 0.0015, high: 0.69 };

/** Steps about the likeliest share, in units of its spread. */
const STEPS = Array.from({ length: 7 }, (_, j) => j - 3);

/** Relative standard deviation of any count, for what no mixture gets right. */
const MODEL_ERROR = 0.06;

/** Where it may also be fewer than this share of what is expected, it is not said that there are that many at least. */
const SURE_OF = 0.1;

/** How many of some labels are wrong. */
export interface MistakeCount {
  /** Mean of the posterior. */
  expected: number;
  /** Nine of ten times there are between `low` and `high`. */
  low: number;
  high: number;
  /** Whether most of them are surely such as a network would make too: beyond those there may be any number. */
  atLeast: boolean;
  /** The mean of the mixtures, to judge single labels by. */
  mixture: NoiseMixture;
  /** k×k, see SingleConfusions. */
  matrix: Float64Array;
}

/** One mixture in the posterior. */
interface Point extends MixtureFit {
  weight: number;
  expected: number;
  variance: number;
}

/**
 * How many labels are wrong by logits that had not learned them: Bayes' rule over mixtures (noise-mixture.ts) of every likeness and share.
 * Right labels follow from the picture by a calibrated classifier, whatever its sharpness; labels that no sharpness explains are wrong.
 * Mistakes that are as probable as the picture is doubtful are told from doubt by the shape of the tail alone, and only where there are many.
 * @param start the likeliest transition, k×k row-major, row = true class, and the sharpness with it
 */
export function countMistakes(
  rows: GivenLabels,
  k: number,
  start: { matrix: Float64Array; sharpness: number },
): MistakeCount {
  const n = rows.labels.length;
  const { matrix, ...nearby } = findConfusions(rows, k, start);
  const fits: MixtureFit[] = [];
  for (const likeness of LIKENESSES) fits.push(fitMixture(rows, k, matrix, likeness, fits.at(-1) ?? nearby));
  const best = Math.max(...fits.map(({ likelihood }) => likelihood));
  const points: Point[] = [];
  const own = new Float64Array(n);
  let all = 0;
  for (const fit of fits) {
    if (fit.likelihood < best - WORTH_A_LOOK) continue;
    for (const { drawn, width } of sharesAbout(fit)) {
      const logSharpness = fit.logSharpness + fit.slope * (drawn - fit.drawn);
      const { likelihood } = judge(rows, k, matrix, { ...fit, drawn, logSharpness }, own);
      const weight = (Math.exp(likelihood - best) * width) / (drawn + SMALL_SHARE);
      const point = { ...fit, drawn, logSharpness, likelihood, weight, expected: 0, variance: 0 };
      for (let i = 0; i < n; i++) {
        point.expected += own[i];
        point.variance += own[i] * (1 - own[i]);
      }
      points.push(point);
      all += weight;
    }
  }
  for (const point of points) point.weight /= all;
  const meanOf = (what: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + point.weight * what(point), 0);
  const expected = meanOf((point) => point.expected);
  const drawn = meanOf((point) => point.drawn);
  const likeness = meanOf((point) => point.drawn * point.likeness);
  const alike = meanOf((point) => (point.likeness < LIKE_A_NETWORK ? 0 : point.drawn));
  const parts = points.map(({ weight, expected: mean, variance }) => {
    return { weight, mean, deviation: Math.sqrt(variance + (MODEL_ERROR * mean) ** 2) };
  });
  // Where there is next to nothing, the mean may lie outside: it comes from what is improbable.
  const low = Math.min(expected, quantileOf(parts, 0.05));
  return {
    expected,
    low,
    high: Math.max(expected, quantileOf(parts, 0.95)),
    atLeast: alike * n > expected / 2 && low > SURE_OF * expected,
    mixture: {
      drawn,
      likeness: drawn > 0 ? likeness / drawn : 0,
      logSharpness: meanOf(({ logSharpness }) => logSharpness),
    },
    matrix,
  };
}

/** Shares to look at, ascending, and the width of the range that each stands for. */
function sharesAbout({ drawn, spread }: MixtureFit): { drawn: number; width: number }[] {
  const shares = STEPS.map((step) => drawn + step * spread).filter((share) => share > 0 && share < 1);
  if (shares.length < STEPS.length) shares.unshift(0);
  return shares.map((share, at) => {
    const before = shares[at - 1] ?? share;
    const after = shares[at + 1] ?? share;
    return { drawn: share, width: (after - before) / 2 };
  });
}
