import { Random } from '../../src/core/dataset/random.ts';
import { confidentLearning } from '../../src/core/insights/confident-learning.ts';
import { ISSUE_FILTERS, findIssues } from '../../src/core/insights/issue-sets.ts';
import { SCORE_METHODS, needsHistory, needsNeighbours, type ScoreMethod } from '../../src/core/insights/methods.ts';
import { ScoreInputs, type ScoreSources } from '../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import { scoreKernels } from '../../workers/analysis/score-kernels.ts';
import { analysisModule } from '../../workers/analysis/wasm/module.ts';

/** Features a sample, as the small network has them. */
const FEATURES = 64;

const FROM_ONE = SCORE_METHODS.filter(
  (method) => method !== 'suspicion' && !needsHistory(method) && !needsNeighbours(method),
);
const FROM_EPOCHS = SCORE_METHODS.filter(needsHistory).filter((method) => method !== 'suspicion');

/** What is measured: the prediction of n samples, as bytes for other programs too. */
export interface Prediction {
  logits: Float32Array;
  labels: Uint16Array;
}

/**
 * Prepares to measure how many milliseconds of processor time scoring takes. Unlike the clock's, they hardly depend on what else the
 * machine does.
 * @param epochs of the history; each is as large as the logits @param binary of workers/analysis/wasm, or undefined for the plain loops
 * @returns what is scored, and a function that measures every step once
 */
export function prepare(
  n: number,
  k: number,
  epochs: number,
  binary: BufferSource | undefined,
): { prediction: Prediction; measure: () => Record<string, number> } {
  const sources = syntheticSources(n, k, epochs);
  const exports = binary && new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
  const kernels = exports && scoreKernels(analysisModule(exports));
  const inputs = (): ScoreInputs => new ScoreInputs(sources, kernels);
  const all = (methods: readonly ScoreMethod[], shared: ScoreInputs): void => {
    for (const method of methods) computeScore(method, shared);
  };
  const shared = inputs();
  const steps: Record<string, () => unknown> = {
    [`all ${FROM_ONE.length} scores of one prediction`]: () => all(FROM_ONE, inputs()),
    'of that softmax and what it says of the labels': inputs,
    'confident learning': () => confidentLearning(shared.predictions),
    suspicion: () => computeScore('suspicion', shared),
    [`all ${FROM_EPOCHS.length} scores of ${epochs} epochs`]: () => all(FROM_EPOCHS, inputs()),
    'confident learning and all seven issue sets': () => {
      const learned = confidentLearning(shared.predictions);
      for (const filter of ISSUE_FILTERS) findIssues(shared.predictions, learned, filter);
    },
    'prediction scores, confident learning and suspicion': () => {
      const own = inputs();
      all([...FROM_ONE, 'suspicion'], own);
      confidentLearning(own.predictions);
    },
    'all that, and the scores of epochs': () => {
      const own = inputs();
      all([...FROM_ONE, 'suspicion', ...FROM_EPOCHS], own);
      confidentLearning(own.predictions);
    },
  };
  const measure = (): Record<string, number> =>
    Object.fromEntries(
      Object.entries(steps).map(([name, step]) => {
        const start = process.cpuUsage();
        step();
        const { user, system } = process.cpuUsage(start);
        return [name, (user + system) / 1000];
      }),
    );
  return { prediction: { logits: sources.logits, labels: sources.labels }, measure };
}

/** Logits and features of a network that is right of four samples in five and a fifth of whose labels are wrong. */
function syntheticSources(n: number, k: number, epochs: number): ScoreSources & Prediction {
  const random = new Random(1);
  const truth = Uint16Array.from({ length: n }, () => random.float() * k);
  const draw = (): Float32Array => {
    const logits = Float32Array.from(
      { length: n * k },
      () => (random.float() + random.float() + random.float() - 1.5) * 3,
    );
    for (let i = 0; i < n; i++) logits[i * k + truth[i]] += 4;
    return logits;
  };
  const centres = Float32Array.from({ length: k * FEATURES }, () => random.float());
  const features = Float32Array.from({ length: n * FEATURES }, (_, at) => {
    return centres[truth[Math.floor(at / FEATURES)] * FEATURES + (at % FEATURES)] + random.float();
  });
  const labels = truth.map((label) => (random.float() < 0.2 ? random.float() * k : label));
  return { logits: draw(), labels, k, history: Array.from({ length: epochs }, draw), features, epochs };
}
