import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/dataset/random.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { plainKernels } from '../../src/core/insights/plain-kernels.ts';
import { judgePredictions } from '../../src/core/insights/predictions.ts';
import { ScoreInputs } from '../../src/core/insights/score-inputs.ts';
import type { ScoreKernels } from '../../src/core/insights/score-kernels.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import { needsNeighbours, SCORE_METHODS } from '../../src/core/insights/methods.ts';
import { trainingDynamics } from '../../src/core/insights/training-dynamics.ts';
import { loadScoreKernels } from '../../workers/analysis/score-kernels.ts';

let fast: ScoreKernels;
beforeAll(async () => {
  fast = await loadScoreKernels();
  expect(fast, 'this browser has SIMD').not.toBe(plainKernels);
});

/** Samples that a network knows well, and some whose label is missing or whose logits are no numbers. */
function someSamples(n: number, k: number, seed = 1) {
  const random = new Random(seed);
  const truth = Uint16Array.from({ length: n }, () => random.float() * k);
  const draw = (): Float32Array => {
    const logits = Float32Array.from({ length: n * k }, () => 6 * (random.float() + random.float()) - 6);
    truth.forEach((t, i) => (logits[i * k + t] += 5));
    for (let i = 0; i < n; i++) {
      const odd = random.float();
      if (odd < 0.02) logits.fill(NaN, i * k, (i + 1) * k);
      else if (odd < 0.03) logits[i * k + Math.floor(random.float() * k)] = NaN;
      else if (odd < 0.04) logits[i * k + Math.floor(random.float() * k)] = Infinity;
      else if (odd < 0.06) logits[i * k + Math.floor(random.float() * k)] = -Infinity;
      else if (odd < 0.08) logits.fill(1.5, i * k, (i + 1) * k);
      else if (odd < 0.1) logits[i * k] = 400;
    }
    return logits;
  };
  const labels = truth.map((t) => {
    const chance = random.float();
    return chance < 0.02 ? NO_LABEL : chance < 0.2 ? Math.floor(random.float() * k) : t;
  });
  const d = 13;
  const centres = Float32Array.from({ length: k * d }, () => random.float());
  const features = Float32Array.from(
    { length: n * d },
    (_, at) => centres[truth[Math.floor(at / d)] * d + (at % d)] + random.float() - 0.2,
  );
  return { logits: draw(), labels, k, history: [draw(), draw(), draw(), draw(), draw()], features };
}

/** Largest difference, relative above 1; NaN and infinities have to stand at the same places. */
function apart(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  expect(found.length).toBe(wanted.length);
  let most = 0;
  for (let i = 0; i < wanted.length; i++) {
    if (Object.is(found[i], wanted[i])) continue;
    const distance = Math.abs(found[i] - wanted[i]) / Math.max(1, Math.abs(wanted[i]));
    if (!(distance < Infinity)) throw new Error(`place ${i}: ${found[i]} instead of ${wanted[i]}`);
    most = Math.max(most, distance);
  }
  return most;
}

const SIZES = [1, 2, 3, 4, 5, 8, 10, 11, 100].flatMap((k) => [0, 1, 2, 7, 1500].map((n) => ({ n, k })));

describe('the loops in WebAssembly', () => {
  it.each(SIZES)('judge predictions of $n samples and $k classes as the plain ones do', ({ n, k }) => {
    const { logits, labels } = someSamples(n, k);
    const [found, wanted] = [fast, plainKernels].map((kernels) => judgePredictions(logits, labels, k, kernels));
    for (const name of ['probabilities', 'entropies'] as const) {
      expect(apart(found[name], wanted[name]), name).toBeLessThan(1e-12);
    }
    expect(found.predicted).toEqual(wanted.predicted);
    expect(found.labels).toEqual(wanted.labels);
    const thresholds = Float64Array.from({ length: k }, (_, c) => 0.5 + c / (3 * k));
    const adjusted = [fast, plainKernels].map((kernels) =>
      kernels.adjustRows(wanted.probabilities, wanted.labels, thresholds),
    );
    for (let i = 0; i < n; i++) {
      if (wanted.labels[i] === NO_LABEL) continue;
      for (const name of ['own', 'other', 'entropies', 'margins'] as const) {
        const place = `${name} of sample ${i}`;
        if (k > 1 || name !== 'margins') expect(apart([found[name][i]], [wanted[name][i]]), place).toBeLessThan(1e-12);
        if (name === 'margins') continue;
        expect(apart([adjusted[0][name][i]], [adjusted[1][name][i]]), `${place}, adjusted`).toBeLessThan(1e-12);
      }
    }
  });

  it.each(SIZES)('follow the labels of $n samples and $k classes as the plain ones do', ({ n, k }) => {
    const { history, labels } = someSamples(n, k, 2);
    const found = trainingDynamics(history, labels, k, fast);
    const wanted = trainingDynamics(history, labels, k);
    for (const name of ['seen', 'timesWrong', 'forgettingEvents'] as const) {
      expect(found[name], name).toEqual(wanted[name]);
    }
    for (const name of ['areaUnderMargin', 'confidence', 'variability'] as const) {
      expect(apart(found[name], wanted[name]), name).toBeLessThan(1e-6);
    }
  });

  it.each(SIZES)('find the same suspicions of $n samples and $k classes', ({ n, k }) => {
    const sources = someSamples(n, k, 3);
    const found = computeScore('suspicion', new ScoreInputs(sources, fast));
    const wanted = computeScore('suspicion', sources);
    // As far as the EM settles: of a few samples it may end a step earlier or later.
    expect(apart(found, wanted)).toBeLessThan(5e-4);
  });

  it('keep the order of the ranking', () => {
    const sources = someSamples(3000, 10, 4);
    const [found, wanted] = [fast, plainKernels].map((kernels) =>
      computeScore('suspicion', new ScoreInputs(sources, kernels)),
    );
    const order = Array.from(wanted.keys())
      .filter((i) => !Number.isNaN(wanted[i]))
      .sort((a, b) => wanted[a] - wanted[b]);
    for (let j = 1; j < order.length; j++) expect(found[order[j]] - found[order[j - 1]]).toBeGreaterThan(-1e-5);
  });

  it('give every score of logits and epochs', () => {
    const sources = someSamples(500, 10, 5);
    const [found, wanted] = [new ScoreInputs(sources, fast), new ScoreInputs(sources)];
    for (const method of SCORE_METHODS.filter((method) => !needsNeighbours(method) && method !== 'suspicion')) {
      expect(apart(computeScore(method, found), computeScore(method, wanted)), method).toBeLessThan(1e-6);
    }
  });
});
