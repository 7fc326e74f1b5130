import { NO_FOLD } from '../../src/core/training/folds.ts';
import type { Prediction } from './helper.ts';

/** A trained network. */
export interface Model {
  weights: Float32Array;
  statistics: Float32Array;
}

/** Samples that are predicted together. */
export interface Part {
  indices: Uint32Array;
  /** Networks to ask: the mean of their logits is taken. */
  models: Model[];
}

/**
 * Logits and features of a part.
 * @param featureModel the network whose features are kept: the same one for every sample, since features of two cannot be compared
 * @param predict asks one network; undefined where the worker asked is gone
 * @returns undefined where `predict` gave that
 */
export async function predictPart(
  { indices, models }: Part,
  featureModel: Model,
  predict: (model: Model, indices: Uint32Array) => Promise<Prediction | undefined>,
): Promise<Prediction | undefined> {
  const predictions = new Map<Model, Prediction>();
  for (const model of new Set([featureModel, ...models])) {
    const prediction = await predict(model, indices);
    if (!prediction) return undefined;
    predictions.set(model, prediction);
  }
  const memberLogits = models.map((model) => predictions.get(model)!.logits);
  const logits = memberLogits[0].map(
    (_, i) => memberLogits.reduce((sum, member) => sum + member[i], 0) / memberLogits.length,
  );
  return { logits, features: predictions.get(featureModel)!.features };
}

/**
 * Cuts what is to be predicted into parts, each with the networks to ask: the one that never saw the samples, or all where none
 * saw them or each did.
 * @param models all of the run @param foldOf by sample, NO_FOLD also outside the run @param size most samples a part
 */
export function cutParts(indices: Uint32Array, models: Model[], foldOf: Uint8Array, size: number): Part[] {
  const parts: Part[] = [];
  const add = (group: Uint32Array, asked: Model[]): void => {
    for (let from = 0; from < group.length; from += size) {
      parts.push({ indices: group.slice(from, from + size), models: asked });
    }
  };
  models.forEach((model, fold) =>
    add(
      indices.filter((i) => foldOf[i] === fold),
      [model],
    ),
  );
  add(
    indices.filter((i) => foldOf[i] === NO_FOLD),
    models,
  );
  return parts;
}
