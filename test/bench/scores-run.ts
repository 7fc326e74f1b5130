import { Random } from '../../src/core/dataset/random.ts';
import { confidentLearning } from '../../src/core/insights/confident-learning.ts';
import { ISSUE_FILTERS, findIssues } from '../../src/core/insights/issue-sets.ts';
import { SCORE_METHODS, needsHistory, needsNeighbours, type ScoreMethod } from '../../src/core/insights/methods.ts';
import { ScoreInputs, type ScoreSources } from '../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import { trainingDynamics } from '../../src/core/insights/training-dynamics.ts';

const FROM_ONE = SCORE_METHODS.filter(
  (method) => method !== 'suspicion' && !needsHistory(method) && !needsNeighbours(method),
);
const FROM_LOGITS = SCORE_METHODS.filter((method) => method !== 'suspicion' && !needsNeighbours(method));

/**
 * Milliseconds of processor time that scoring takes, by what is computed: the median and the least of `repeats`. Unlike the clock's,
 * they hardly depend on what else the machine does.
 * @param epochs of the history; each is as large as the logits
 */
export function measure(
  n: number,
  k: number,
  epochs: number,
  repeats: number,
): Record<string, { median: number; least: number }> {
  const sources = syntheticSources(n, k, epochs);
  const shared = new ScoreInputs(sources);
  const all = (methods: readonly ScoreMethod[], inputs: ScoreInputs): void => {
    for (const method of methods) computeScore(method, inputs);
  };
  const steps: Record<string, () => unknown> = {
    [`all ${FROM_ONE.length} scores of one prediction`]: () => all(FROM_ONE, new ScoreInputs(sources)),
    'of that softmax, entropy and prediction': () => new ScoreInputs(sources),
    ...Object.fromEntries(FROM_ONE.map((method) => [`of that ${method}`, () => computeScore(method, shared)])),
    [`training dynamics over ${epochs} epochs`]: () => trainingDynamics(sources.history!, sources.labels, k),
    [`all ${FROM_LOGITS.length} scores of logits and epochs`]: () => all(FROM_LOGITS, new ScoreInputs(sources)),
    suspicion: () => computeScore('suspicion', shared),
    'confident learning': () => confidentLearning(shared.predictions),
    'confident learning and all seven issue sets': () => {
      const learned = confidentLearning(shared.predictions);
      for (const filter of ISSUE_FILTERS) findIssues(shared.predictions, learned, filter);
    },
  };
  const times = new Map(Object.keys(steps).map((name) => [name, [] as number[]]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [name, step] of Object.entries(steps)) {
      const start = process.cpuUsage();
      step();
      const { user, system } = process.cpuUsage(start);
      times.get(name)!.push((user + system) / 1000);
    }
  }
  return Object.fromEntries(Array.from(times, ([name, ms]) => [name, { median: median(ms), least: Math.min(...ms) }]));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Logits of a network that is right of four samples in five and a fifth of whose labels are wrong. */
function syntheticSources(n: number, k: number, epochs: number): ScoreSources {
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
  const labels = truth.map((label) => (random.float() < 0.2 ? random.float() * k : label));
  return { logits: draw(), labels, k, history: Array.from({ length: epochs }, draw) };
}
