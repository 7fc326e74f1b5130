import { cifar10Map, planNoise } from '../../src/core/dataset/noise.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { REVIEWED } from '../../src/core/dataset/types.ts';
import { ROOT_UNIT } from '../../src/core/backbone/roots.ts';
import { believeIn, expectAmong, type Expectation } from '../../src/core/insights/belief.ts';
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
    /** How many mistakes are said to be left while somebody decides from the most suspect label on. */
    review(
      opinions: readonly Opinion[],
      labels: Uint16Array,
      truth: Uint16Array,
      classCount: number,
      options: { errs: number; seed: number; stops: readonly number[] },
    ): Stand[] {
      return review(judge(opinions, labels, classCount), labels, truth, options);
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
  const expectation = expectAmong(score, believeIn(score, nothing, labels), Uint32Array.from(labels.keys()));
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

function review(
  suspicion: Suspicion,
  labels: Uint16Array,
  truth: Uint16Array,
  { errs, seed, stops }: { errs: number; seed: number; stops: readonly number[] },
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
    const expectation = expectAmong(score, believeIn(score, reviewed, current), queue.subarray(decided));
    return { ...expectation, decided, found, left: all - found };
  });
}
