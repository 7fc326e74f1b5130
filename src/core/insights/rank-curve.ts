import type { ScoreColumn, Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import { memoEach } from '../memo.ts';
import { knowledgeOf } from './knowledge.ts';
import { believeIn, doubtOf, expectAmong, type Believed, type Expectation } from './belief.ts';
import { cutAlong, expectAt, planCut, type Cut, type CutFigures } from './cut.ts';

/** What is found on the way down a ranking by suspicion: what to expect, and what is there where the truth is known. */
export interface RankCurve {
  /** Key of the suspicion. */
  key: string;
  cut: Cut;
  /** Sample indices, most suspect first. */
  ranked: Uint32Array;
  /** Suspicion of all samples. */
  score: ScoreColumn;
  /** What it is worth, after decisions where they are taken account of. */
  believed: Believed;
  /**
   * Of the first r, at r − 1, without those excluded: how many have a true label, and of how many that is another than the judged one; null
   * without truth.
   */
  truth: { known: Uint32Array; wrong: Uint32Array } | null;
  /** True labels, NO_LABEL where not known; n. */
  trueLabels: Uint16Array;
  /** 1 where a person left a sample out: it keeps its place, and counts as no mistake; null before decisions are taken account of. */
  excluded: Uint8Array | null;
  /**
   * How far what had not learned the labels, else the network shown, agrees with them beyond chance, whichever samples are ranked
   * (knowledge.ts); null where it cannot be computed.
   */
  knowledge: number | null;
}

/** What there really is among the first of a ranking, by the samples whose true label is known. */
export type RealFigures = Pick<CutFigures, 'errors' | 'precision' | 'recall' | 'f1'>;

/** What looking at the first `depth` samples gives. */
export interface DepthFigures {
  depth: number;
  /** By the suspicions, and what decisions say of them. */
  expected: CutFigures & Pick<Expectation, 'low' | 'high'>;
  /** How many of all samples that are ranked are wrong. */
  total: Expectation;
  /** Null where no wrong label is known. */
  real: RealFigures | null;
  /** Samples that are ranked and not excluded: those that `total` is about. */
  counted: number;
  /**
   * Where the truth is known of some of these samples only: of how many, and how many mistakes are expected among those of them down to the depth, so
   * that `real` is held against what was expected of the same samples; else null.
   */
  whereKnown: { samples: number; errors: number } | null;
  /**
   * How far what judges the labels agrees with them beyond chance at least, −1 … 1: below .1 it has learned too little to judge them. Null
   * where it cannot be computed.
   */
  knowledge: number | null;
}

/**
 * Ranks samples by a suspicion. Cost: a sort and three passes; some 10 ms for 60,000.
 * @param indices those to rank; the ones that have no suspicion are left out
 * @throws UserError where there is no score of this key, or it is no suspicion: other scores give no expected number of errors
 */
export function rankBySuspicion(
  table: Pick<Table, 'scores' | 'predicted' | 'truth'>,
  key: string,
  indices: Uint32Array,
): RankCurve {
  const score = table.scores.get(key);
  if (!score) throw new UserError('not-found', `There is no score “${key}”: compute label-error probability first.`);
  if (score.method !== 'suspicion') {
    throw new UserError(
      'bad-input',
      `“${key}” is no label-error probability: only that says how many wrong labels to expect.`,
    );
  }
  const values = Float32Array.from(indices, (i) => score.values[i]);
  const cut = planCut(values);
  const ranked = cut.order.map((place) => indices[place]);
  const knowledge = knowledgeBehind(score, table.predicted);
  const curve = {
    key,
    cut,
    ranked,
    score,
    believed: untouched(score),
    trueLabels: table.truth,
    excluded: null,
    knowledge,
  };
  return { ...curve, truth: countTruth(curve) };
}

function countTruth({ ranked, score, trueLabels, excluded }: Omit<RankCurve, 'truth'>): RankCurve['truth'] {
  const known = new Uint32Array(ranked.length);
  const wrong = new Uint32Array(ranked.length);
  let [knownSoFar, wrongSoFar] = [0, 0];
  ranked.forEach((i, r) => {
    const counts = trueLabels[i] !== NO_LABEL && !excluded?.[i];
    knownSoFar += Number(counts);
    wrongSoFar += Number(counts && trueLabels[i] !== score.judged[i]);
    [known[r], wrong[r]] = [knownSoFar, wrongSoFar];
  });
  return wrongSoFar > 0 ? { known, wrong } : null;
}

/** The same whichever samples are ranked, so a filter does not compute it anew. */
const knowledgeBehind = memoEach((score: ScoreColumn, predicted: Uint16Array | null): number | null => {
  const { knowledge } = doubtOf(score);
  if (knowledge !== undefined && knowledge !== null) return knowledge;
  if (!predicted) return null;
  const judged = score.judged.map((label, i) => (Number.isNaN(score.values[i]) ? NO_LABEL : label));
  return knowledgeOf(predicted, judged);
});

/**
 * The same ranking with what a person has decided: what was found is known, and says something of all others; what is excluded is no mistake
 * any more. The order stays. Costs a few passes, and no sort.
 */
export function withDecisions(
  before: RankCurve,
  { reviewed, current, predicted, excluded }: Pick<Table, 'reviewed' | 'current' | 'predicted' | 'excluded'>,
): RankCurve {
  const believed = believeIn(before.score, reviewed, current, predicted);
  const inOrder = Float32Array.from(before.ranked, (i) => (excluded[i] ? 0 : believed.probabilities[i]));
  const order = Uint32Array.from(before.ranked.keys());
  const curve = { ...before, believed, excluded, cut: cutAlong(order, inOrder) };
  return { ...curve, truth: countTruth(curve) };
}

/** The figures at a depth; others than 0 … the number of samples are brought into that range. */
export function figuresAt(curve: RankCurve, depth: number): DepthFigures {
  const expected = expectAt(curve.cut, depth);
  const { low, high } = among(curve, expected.depth);
  return {
    depth: expected.depth,
    expected: { ...expected, low, high },
    total: among(curve, curve.ranked.length),
    real: realAt(curve, expected.depth),
    counted: counted(curve, curve.ranked.length).length,
    whereKnown: whereKnown(curve, expected.depth),
    knowledge: curve.knowledge,
  };
}

/** How many of the first are wrong. */
function among(curve: RankCurve, depth: number): Expectation {
  return expectAmong(curve.believed, counted(curve, depth));
}

/** The first without those excluded. */
function counted({ ranked, excluded }: RankCurve, depth: number): Uint32Array {
  const first = ranked.subarray(0, depth);
  return excluded ? first.filter((i) => excluded[i] === 0) : first;
}

function whereKnown(curve: RankCurve, depth: number): DepthFigures['whereKnown'] {
  const { truth, trueLabels, believed, ranked } = curve;
  const samples = truth?.known.at(-1) ?? 0;
  if (!truth || samples === counted(curve, ranked.length).length) return null;
  const known = counted(curve, depth).filter((i) => trueLabels[i] !== NO_LABEL);
  return { samples, errors: expectAmong(believed, known).expected };
}

/** As long as nothing was decided. */
const untouched = memoEach((score: ScoreColumn): Believed => {
  return believeIn(score, new Uint8Array(score.values.length), score.judged, null);
});

/** What there is among the first `depth`; null where no wrong label is known. */
export function realAt({ truth, ranked }: RankCurve, depth: number): RealFigures | null {
  if (!truth) return null;
  const [known, errors] = depth === 0 ? [0, 0] : [truth.known[depth - 1], truth.wrong[depth - 1]];
  const all = truth.wrong[ranked.length - 1];
  return {
    errors,
    precision: known === 0 ? 0 : errors / known,
    recall: errors / all,
    f1: (2 * errors) / (known + all),
  };
}
