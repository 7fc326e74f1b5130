import { cifar10Map, planNoise } from '../../src/core/dataset/noise.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { REVIEWED } from '../../src/core/dataset/types.ts';
import { ROOT_UNIT } from '../../src/core/backbone/roots.ts';
import { believeIn, expectAmong, type Expectation } from '../../src/core/insights/belief.ts';
import type { Decisions } from '../../src/core/insights/expected-mistakes.ts';
import type { Opinion } from '../../src/core/insights/opinions.ts';
import { suspicionOf, type Suspicion } from '../../src/core/insights/suspicion.ts';
import { rankingQuality } from '../../src/core/metrics/ranking.ts';
import { findComponents, projectRows, type Components } from '../../src/core/probe/components.ts';
import { discriminate } from '../../src/core/probe/discriminant.ts';
import { fitProbe, type ProbeKernels } from '../../src/core/probe/fit-probe.ts';
import { Moments } from '../../src/core/probe/moments.ts';
import { findTemperature } from '../../src/core/probe/temperature.ts';
import { scoreKernels } from '../../workers/analysis/score-kernels.ts';
import { crossProductOf } from '../../workers/analysis/wasm/cross-product.ts';
import { analysisModule } from '../../workers/analysis/wasm/module.ts';

/** CIFAR-10's. */
const CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

const BINS = 10;

/** What a suspicion counts, and what there is. */
export interface Counted extends Expectation {
  wrong: number;
  /** Mean square of suspicion less what is the case. */
  brier: number;
  /** Average precision; NaN where nothing is wrong. */
  ap: number;
  /** Of the suspicions from 0 to .1, to .2 and so on: how many mistakes they expect, and how many there are. */
  bins: { expected: number; wrong: number }[];
}

/** How a review stands: labels decided about, mistakes found, and what is said of those left. */
export interface Stand extends Expectation {
  decided: number;
  found: number;
  left: number;
  /** Where it is ranked again: mistakes among the next labels, as many as were decided about, in the order so far and in the new one. */
  next?: { before: number; after: number };
}

/** Somebody who decides about labels. */
export interface Reviewer {
  /** Share of the decisions that are wrong. */
  errs: number;
  seed: number;
  /** Decisions after which it is looked at, ascending. */
  stops: readonly number[];
  /** Whether the probe is fitted and all labels are ranked again after the last of them. */
  ranksAgain: boolean;
}

/** @param binary of workers/analysis/wasm */
export function prepare(binary: BufferSource) {
  const module = analysisModule(new WebAssembly.Instance(new WebAssembly.Module(binary)).exports);
  const kernels: ProbeKernels = { product: crossProductOf(module), scores: scoreKernels(module) };
  const judge = (opinions: readonly Opinion[], labels: Uint16Array, classCount: number): Suspicion =>
    suspicionOf({ opinions, labels, classCount }, kernels.scores);
  return {
    /** A probe of some pictures, for any labels. @param roots n×d as they are stored */
    startProbe: (roots: Uint16Array, n: number) => startProbe(roots, n, kernels),
    /** Mean log-likelihood of labels by a probe's logits that were held out of them, nats. */
    likelihoodOf: ({ heldOut }: Opinion, labels: Uint16Array): number =>
      findTemperature(heldOut!, labels, CLASSES.length).likelihood,
    /** What opinions count, and what there is. */
    count(opinions: readonly Opinion[], labels: Uint16Array, truth: Uint16Array, classCount: number): Counted {
      const suspicion = judge(opinions, labels, classCount);
      return counted(suspicion, labels, truth);
    },
    /** How many mistakes are said to be left while each of several people decides from the most suspect label on. */
    review(
      probe: (labels: Uint16Array) => Opinion,
      labels: Uint16Array,
      truth: Uint16Array,
      people: readonly Reviewer[],
    ): Stand[][] {
      const opinion = probe(labels);
      const suspicion = judge([opinion], labels, CLASSES.length);
      const predicted = Uint16Array.from(labels, (_, i) => mostProbable(opinion.logits, i));
      const again = (now: Uint16Array, decisions: Decisions): Float32Array =>
        suspicionOf({ opinions: [probe(now)], labels: now, classCount: CLASSES.length, decisions }, kernels.scores)
          .values;
      return people.map((person) => review({ suspicion, predicted, again }, labels, truth, person));
    },
  };
}

/** Labels of a task with injected noise. */
export function plant(truth: Uint16Array, kind: 'symmetric' | 'asymmetric', rate: number, seed: number): Uint16Array {
  const map = cifar10Map(CLASSES)!;
  const plan = planNoise(
    truth,
    Uint32Array.from(truth.keys()),
    [...CLASSES.keys()],
    kind === 'symmetric' ? { kind, rate, seed } : { kind, map, rate, seed },
  );
  const labels = truth.slice();
  plan.indices.forEach((i, j) => (labels[i] = plan.labels[j]));
  return labels;
}

function startProbe(roots: Uint16Array, n: number, kernels: ProbeKernels): (labels: Uint16Array) => Opinion {
  const features = Float32Array.from(roots, (value) => value * ROOT_UNIT);
  const moments = new Moments(features.length / n, kernels.product);
  moments.add(features);
  const components: Components = findComponents(moments, kernels.product);
  const rows = projectRows(features, components, kernels.product);
  return (labels) => {
    const { discriminant, heldOut } = fitProbe(rows, components, labels, CLASSES.length, kernels);
    return { logits: discriminate(rows, discriminant, kernels.product), heldOut, epochs: 0 };
  };
}

const scoreOf = ({ values, doubt }: Suspicion, judged: Uint16Array) => ({
  key: 'suspicion',
  method: 'suspicion' as const,
  runId: 1,
  values,
  judged,
  doubt,
});

function counted(suspicion: Suspicion, labels: Uint16Array, truth: Uint16Array): Counted {
  const { values } = suspicion;
  const score = scoreOf(suspicion, labels);
  const nothing = new Uint8Array(labels.length);
  const expectation = expectAmong(believeIn(score, nothing, labels, null), Uint32Array.from(labels.keys()));
  const wrong = Uint8Array.from(labels, (label, i) => Number(label !== truth[i]));
  const all = wrong.reduce((sum, w) => sum + w, 0);
  const bins = Array.from({ length: BINS }, () => ({ expected: 0, wrong: 0 }));
  let brier = 0;
  values.forEach((p, i) => {
    const bin = bins[Math.min(BINS - 1, Math.floor(p * BINS))];
    bin.expected += p;
    bin.wrong += wrong[i];
    brier += (p - wrong[i]) ** 2 / values.length;
  });
  return { ...expectation, wrong: all, brier, ap: all > 0 ? rankingQuality(values, wrong).ap : NaN, bins };
}

/** Class of the highest logit. */
function mostProbable(logits: Float32Array, row: number): number {
  const own = logits.subarray(row * CLASSES.length, (row + 1) * CLASSES.length);
  return own.indexOf(Math.max(...own));
}

/** What a person goes by. */
interface Judged {
  suspicion: Suspicion;
  predicted: Uint16Array;
  /** Suspicions computed anew after decisions. @param now labels as they stand */
  again: (now: Uint16Array, decisions: Decisions) => Float32Array;
}

function review(
  { suspicion, predicted, again }: Judged,
  labels: Uint16Array,
  truth: Uint16Array,
  { errs, seed, stops, ranksAgain }: Reviewer,
): Stand[] {
  const random = new Random(seed);
  const score = scoreOf(suspicion, labels);
  const queue = Uint32Array.from(labels.keys()).sort((a, b) => score.values[b] - score.values[a]);
  const current = labels.slice();
  let reviewed = new Uint8Array(labels.length);
  const all = labels.reduce((sum, label, i) => sum + Number(label !== truth[i]), 0);
  let [decided, found] = [0, 0];
  return stops.map((stop) => {
    for (; decided < stop; decided++) {
      const i = queue[decided];
      const wrong = labels[i] !== truth[i];
      found += Number(wrong);
      const says = random.float() < errs ? !wrong : wrong;
      reviewed[i] = says ? REVIEWED.relabelled : REVIEWED.kept;
      if (says) current[i] = wrong ? truth[i] : (labels[i] + 1) % CLASSES.length;
    }
    reviewed = reviewed.slice();
    const expectation = expectAmong(believeIn(score, reviewed, current, predicted), queue.subarray(decided));
    const next = ranksAgain && stop === stops[stops.length - 1] ? nextFinds() : undefined;
    return { ...expectation, decided, found, left: all - found, next };
  });

  function nextFinds(): Stand['next'] {
    const open = queue.subarray(decided);
    const finds = (order: Uint32Array): number =>
      order.subarray(0, decided).reduce((sum, i) => sum + Number(labels[i] !== truth[i]), 0);
    const decisions = { decided: reviewed.map((value) => Number(value > 0)), before: labels };
    const values = again(current, decisions);
    return { before: finds(open), after: finds(open.slice().sort((a, b) => values[b] - values[a])) };
  }
}
