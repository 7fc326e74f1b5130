import { QUALITIES } from '../quality/qualities.ts';
import { SCORE_METHODS } from '../insights/methods.ts';
import type { BackboneChoice } from '../backbone/backbone.ts';
import type { Normalisation } from '../dataset/types.ts';
import type { CountDoubt } from '../insights/count-doubt.ts';
import type { Augmentation, RatePoint, Recipe } from '../training/recipe.ts';
import type { BackendMove, EpochFigures, ImportedRun, ProbeFit, ProbeRun, Run, TrainedRun } from '../training/run.ts';
import {
  either,
  fieldsOf,
  nothing,
  flag,
  list,
  number,
  numbers,
  object,
  oneOf,
  record,
  text,
  triple,
  whole,
  type Check,
} from './checks.ts';
import { damaged } from './project-error.ts';

const backend = oneOf('webgpu', 'webgl', 'wasm');
const indices = numbers(Uint32Array);
const floats = numbers(Float32Array);

const facts = {
  id: whole,
  name: text,
  createdAt: number,
  indices,
  labels: numbers(Uint16Array),
  classCount: whole,
  status: oneOf('training', 'stopped', 'failed', 'trained'),
  epochs: list(
    fieldsOf<EpochFigures>()(
      { epoch: whole, loss: number, accuracy: number, elapsedMs: number, stepMs: number, stepImages: number },
      { tensors: number, heapBytes: number },
    ),
  ),
  elapsedMs: number,
};
const someFacts = {
  error: text,
  folds: fieldsOf<NonNullable<Run['folds']>>()({ k: whole, of: numbers(Uint8Array) }, {}),
};

const recipe = fieldsOf<Recipe>()(
  {
    name: text,
    network: oneOf('small', 'medium', 'fiftyone-2020'),
    epochs: whole,
    batch: whole,
    microBatch: whole,
    schedule: list(fieldsOf<RatePoint>()({ epoch: number, rate: number }, {})),
    momentum: number,
    weightDecay: number,
    augment: fieldsOf<Augmentation>()(
      { pad: number, flip: flag, cutout: number },
      { crop: number, cropEpochs: number },
    ),
  },
  { smoothing: number },
);

const trained = fieldsOf<TrainedRun>()(
  { ...facts, source: oneOf('trained'), recipe, seed: number, backendWanted: backend, workersWanted: whole },
  {
    ...someFacts,
    parent: whole,
    backend,
    workers: whole,
    parameters: whole,
    normalisation: fieldsOf<Normalisation>()({ mean: triple(number), deviation: triple(number) }, {}),
    moves: list(fieldsOf<BackendMove>()({ epoch: whole, from: backend, to: backend, reason: text }, {})),
  },
);

const probe = fieldsOf<ProbeRun>()(
  {
    ...facts,
    source: oneOf('probe'),
    choice: fieldsOf<BackboneChoice>()({ backbone: text, side: whole }, {}),
    scope: indices,
  },
  { ...someFacts, fit: fieldsOf<ProbeFit>()({ taps: list(text), shrinkage: number, folds: whole }, {}) },
);

const imported = fieldsOf<ImportedRun>()(
  { ...facts, source: oneOf('imported'), from: text, outOfSample: flag },
  someFacts,
);

/** Checks one run; its number, and that of the one that it repeats, are the project's own, from 1 on. */
export const runCheck: Check<Run> = (value, where) => {
  const { source } = object({ source: text })(value, where);
  switch (source) {
    case 'trained':
      return trained(value, where);
    case 'probe':
      return probe(value, where);
    case 'imported':
      return imported(value, where);
    default:
      throw damaged(`${where}.source`, 'is none that a run has');
  }
};

const checkpoint = {
  runId: whole,
  epoch: whole,
  backend,
  weights: floats,
  momenta: floats,
  statistics: floats,
  generator: indices,
};

/** Checks what a run has in tables of its own; docs/project-format.md says what the numbers are. */
export const RUN_CHECKS = {
  checkpoints: object(checkpoint),
  foldCheckpoints: object({ ...checkpoint, fold: whole }),
  logits: object({ runId: whole, part: whole, indices, logits: floats }),
  heldOut: object({ runId: whole, part: whole, indices, logits: floats }),
  features: object({ runId: whole, part: whole, features: floats }),
  history: object({ runId: whole, epoch: whole, logits: floats }),
  neighbours: object({ runId: whole, indices, k: whole, neighbours: indices, similarity: floats }),
  maps: object({ runId: whole, method: oneOf('pca', 'umap'), indices, points: floats }),
  scores: object(
    {
      runId: whole,
      key: text,
      method: oneOf(...SCORE_METHODS),
      computedAt: number,
      values: floats,
      judged: numbers(Uint16Array),
    },
    {
      doubt: fieldsOf<CountDoubt>()(
        { low: number, high: number, atLeast: flag },
        { knowledge: either(number, nothing) },
      ),
      decided: indices,
    },
  ),
};

/** Checks a backbone's features of some samples. */
export const embeddingCheck = object({
  choice: text,
  part: whole,
  indices,
  taps: record(whole),
  roots: either(numbers(Uint16Array), floats),
});

/** Whether a column is one that the store has, and not of a run. */
export const isPlainColumn = (name: string): boolean =>
  ['given', 'current', 'true', 'tags', 'excluded', 'reviewed', 'imported', 'names'].includes(name) ||
  name.startsWith('field/') ||
  new RegExp(`^quality/\\d+/(${[...QUALITIES, 'size'].join('|')})$`).test(name);
