import { catalogue } from '../../../src/core/insights/catalogue.ts';
import { expectAt, planCut } from '../../../src/core/insights/cut.ts';
import { SCORE_METHODS, needsNeighbours, type ScoreMethod } from '../../../src/core/insights/methods.ts';
import type { Opinion } from '../../../src/core/insights/opinions.ts';
import { ScoreInputs } from '../../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../../src/core/insights/scores.ts';
import { suspicionOf } from '../../../src/core/insights/suspicion.ts';
import { rankingQuality, type RankingQuality } from '../../../src/core/metrics/ranking.ts';
import type { Evidence } from '../evidence.ts';

/** What the cut expects, and what turns out. */
export interface JudgedCut {
  depth: number;
  found: number;
  expected_found: number;
  wrong: number;
  expected_wrong: number;
  precision: number;
  recall: number;
  f1: number;
  expected_f1: number;
}

/**
 * How well each score but the neighbours' finds the wrong labels, by the code as it is now, and how well the cut does. Suspicion takes in
 * the probe where there is one; what the suspicion of each of the two alone finds is in `alone`.
 */
export function rankAgain(evidence: Evidence): {
  scores: Record<string, RankingQuality>;
  alone: { trained: RankingQuality; probe?: RankingQuality };
  cut: JudgedCut;
} {
  const { logits, given: labels, history, features, epochs, probe, classCount: k } = evidence;
  const wrong = Uint8Array.from(labels, (label, i) => Number(label !== evidence.true[i]));
  const trained = { logits, history, features, epochs };
  const inputs = new ScoreInputs({ ...trained, labels, k, others: probe && [probe] });
  const judge = (score: Float32Array, method: ScoreMethod): RankingQuality => {
    const known = Uint32Array.from(score.keys()).filter((i) => !Number.isNaN(score[i]));
    const own = Float32Array.from(known, (i) => score[i]);
    const ownWrong = Uint8Array.from(known, (i) => wrong[i]);
    return rankingQuality(own, ownWrong, catalogue[method].suspectWhen);
  };
  const alone = (opinion: Opinion): RankingQuality =>
    judge(suspicionOf({ opinions: [opinion], labels, classCount: k }).values, 'suspicion');
  const scores = SCORE_METHODS.filter((method) => !needsNeighbours(method)).map(
    (method) => [method, computeScore(method, inputs)] as const,
  );
  return {
    scores: Object.fromEntries(scores.map(([method, score]) => [method, judge(score, method)])),
    alone: { trained: alone(trained), ...(probe && { probe: alone(probe) }) },
    cut: judgeCut(scores[0][1], wrong),
  };
}

/** @param suspicion n probabilities @param wrong 1 where the label is wrong */
export function judgeCut(suspicion: Float32Array, wrong: Uint8Array): JudgedCut {
  const cut = planCut(suspicion);
  const expected = expectAt(cut, cut.depth);
  const all = wrong.reduce((sum, w) => sum + w, 0);
  const found = cut.order.subarray(0, cut.depth).reduce((sum, i) => sum + wrong[i], 0);
  return {
    depth: cut.depth,
    found,
    expected_found: expected.errors,
    wrong: all,
    expected_wrong: cut.expectedTotal,
    precision: found / Math.max(1, cut.depth),
    recall: found / all,
    f1: (2 * found) / (cut.depth + all),
    expected_f1: expected.f1,
  };
}
