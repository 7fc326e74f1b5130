import { BACKBONE, choiceKey, choiceOf, isOwn, type BackboneChoice } from '../core/backbone/backbone.ts';
import { printable } from '../core/dataset/names.ts';
import { UserError } from '../core/errors.ts';
import { setSort } from '../core/views/edit-stages.ts';
import {
  packFeatures,
  similarityKey,
  similarityOf,
  unpackFeatures,
  type SimilarityStage,
} from '../core/views/similarity.ts';
import type { ComparedWith, FeatureSource } from '../contracts/similarity.ts';
import type { Run } from '../core/training/run.ts';
import { listBackbones } from '../store/backbones.ts';
import { listEmbeddingChoices } from '../store/embeddings.ts';
import { hasFeatures } from '../store/predictions.ts';
import { suggestBackboneSide } from '../tasks/probe-run.ts';
import { prober, similarityFinder } from '../tasks/workers.ts';
import type { SimilarTo } from './calls/insights.ts';
import type { Dataset } from './dataset.ts';
import { indicesOf } from './edits.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Comparisons that are kept in memory, a number a sample each. */
const MOST_COMPARED = 12;

/**
 * Sorts views by how alike samples are to others or to a picture from outside. A view can say so before anything is compared; `settle`
 * compares, by the features that the data set has.
 */
export class Similarity {
  constructor(private readonly session: Session) {}

  /** See `look.findSimilar`. */
  async find(to: SimilarTo, view?: View, signal?: AbortSignal): Promise<View> {
    const dataset = this.session.opened;
    const stage = 'picture' in to ? await this.describe(to.picture, signal) : stageOf(dataset, indicesOf(to.samples));
    forgetIncomplete(dataset, stage);
    try {
      await this.settle(dataset, stage, signal);
    } catch (error) {
      if (!lacksFeatures(error)) throw error;
      await this.computeFeatures(dataset, stage, signal);
      await this.settle(dataset, stage, signal);
    }
    return dataset.view().through(setSort(view?.stages ?? [], stage));
  }

  /** Shows the session's view in order of similarity to some samples, as soon as that is known. @throws UserError where there is none */
  show(samples: Uint32Array): void {
    const dataset = this.session.opened;
    this.showSorted(dataset, stageOf(dataset, samples));
  }

  /** Shows the session's view in this order, where the data set is still open. */
  private showSorted(dataset: Dataset, stage: SimilarityStage): void {
    const { session } = this;
    forgetIncomplete(dataset, stage);
    if (session.isOpen(dataset)) session.view = dataset.view().through(setSort(session.view?.stages ?? [], stage));
  }

  /** Shows the session's view in order of similarity to a picture from a file. Its job shows it, and says it where it fails. */
  async showLike(picture: File): Promise<void> {
    const dataset = this.session.opened;
    this.showSorted(dataset, await this.describe(picture));
  }

  /**
   * What a view is sorted by for a picture that is none of the data set's.
   * @throws UserError 'import' where it cannot be read
   */
  async describe(picture: File, signal?: AbortSignal): Promise<SimilarityStage> {
    const dataset = this.session.opened;
    const { id } = dataset.info;
    const title = `Looking at “${printable(picture.name)}”`;
    return this.session.jobs.run(
      'similar',
      title,
      async (ending) => {
        const choice = this.seenBy(dataset, await choicesHere(id)) ?? (await suggestedChoice(dataset));
        const { features, thumbnail } = await similarityFinder.describePicture(ending, id, choice, picture);
        const described = {
          name: picture.name,
          thumbnail,
          backbone: choiceKey(choice),
          features: packFeatures(features),
        };
        return { stage: 'sortByPicture', ...described };
      },
      { datasetId: id, signal, waits: true },
    );
  }

  /**
   * Compares every sample of a data set with what a stage names, where that was not done yet: views that it sorts follow.
   * @throws UserError 'not-computed' where there are no features to compare by, see `computeFeatures`
   */
  async settle(dataset: Dataset, stage: SimilarityStage, signal?: AbortSignal): Promise<void> {
    if (similarityOf(dataset.table, stage)) return;
    const { id } = dataset.info;
    const source = await this.sourceOf(dataset, stage);
    if (!source.choice && source.runId === undefined)
      throw new UserError('not-computed', 'The pictures have no features to compare them by yet.');
    const to = comparedWith(dataset, stage);
    const values = await this.session.jobs.run(
      'similar',
      'Comparing pictures',
      (ending, onProgress) => similarityFinder.compare(ending, id, source, to, onProgress),
      { datasetId: id, signal, waits: true },
    );
    keepValues(dataset, stage, values);
    this.session.changed();
  }

  /** How long computing the features that a stage needs is likely to take, milliseconds. */
  async cost(dataset: Dataset): Promise<number> {
    return (await suggestBackboneSide(dataset.info, dataset.info.sampleCount)).estimatedMs;
  }

  /** Has a backbone look at all pictures that it has not seen yet, so that they can be compared. */
  async computeFeatures(dataset: Dataset, stage: SimilarityStage, signal?: AbortSignal): Promise<void> {
    const { id, name, sampleCount } = dataset.info;
    const all = Uint32Array.from({ length: sampleCount }, (_, i) => i);
    await this.session.jobs.run(
      'similar',
      `Looking at the pictures of “${name}”`,
      async (ending, onProgress) => {
        const known =
          stage.stage === 'sortByPicture' ? choiceOf(stage.backbone) : (await this.sourceOf(dataset)).choice;
        return prober.extract(ending, id, all, known ?? (await suggestedChoice(dataset)), onProgress);
      },
      { datasetId: id, signal, waits: true },
    );
    keepValues(dataset, stage, null);
    this.session.changed();
  }

  /** What the pictures can be compared by at this moment. */
  private async sourceOf(dataset: Dataset, stage?: SimilarityStage): Promise<FeatureSource> {
    const choices = await listEmbeddingChoices(dataset.info.id);
    if (stage?.stage === 'sortByPicture') {
      return choices.includes(stage.backbone) ? { choice: choiceOf(stage.backbone) } : {};
    }
    return { choice: this.seenBy(dataset, choices), runId: (await this.describing(this.runsOf(dataset)))?.id };
  }

  /** Of some backbones that have seen pictures the one whose probe is newest, else the last. */
  private seenBy(dataset: Dataset, choices: readonly string[]): BackboneChoice | undefined {
    const probed = this.runsOf(dataset).findLast(
      (run) => run.source === 'probe' && choices.includes(choiceKey(run.choice)),
    );
    const key = probed?.source === 'probe' ? choiceKey(probed.choice) : choices.at(-1);
    return key === undefined ? undefined : choiceOf(key);
  }

  private runsOf(dataset: Dataset): readonly Run[] {
    return this.session.isOpen(dataset) ? this.session.runs : [];
  }

  /** The run whose own features count: the one shown, else the newest, of those that no probe made. */
  private async describing(runs: readonly Run[]): Promise<Run | undefined> {
    const shown = this.session.run;
    const others = runs.filter(
      ({ source, status }) => source === 'imported' || (source === 'trained' && status === 'trained'),
    );
    const candidates = [...others.filter(({ id }) => id === shown?.id), ...others.reverse()];
    for (const run of candidates) if (await hasFeatures(run.id)) return run;
    return undefined;
  }
}

/** Takes in how alike the samples are to what a stage names, or with null forgets it. */
function keepValues(dataset: Dataset, stage: SimilarityStage, values: Float32Array | null): void {
  const { table } = dataset;
  const key = similarityKey(stage);
  const kept = [...(table.similarities ?? [])].filter(([other]) => other !== key).slice(1 - MOST_COMPARED);
  if (values) kept.push([key, values]);
  dataset.table = { ...table, similarities: new Map(kept) };
}

/** What was compared when some pictures had no features is compared anew where it is asked for again: they may have some since. */
function forgetIncomplete(dataset: Dataset, stage: SimilarityStage): void {
  if (similarityOf(dataset.table, stage)?.some(Number.isNaN)) keepValues(dataset, stage, null);
}

/** Of the backbones that have seen pictures of a data set those that can see more: one of the person's own may have been deleted. */
async function choicesHere(datasetId: number): Promise<string[]> {
  const own = new Set((await listBackbones()).map(({ backbone }) => backbone));
  return (await listEmbeddingChoices(datasetId)).filter((key) => {
    const choice = choiceOf(key);
    return !isOwn(choice) || own.has(choice.backbone);
  });
}

/** Whether comparing failed for want of features alone. */
export const lacksFeatures = (error: unknown): boolean => error instanceof UserError && error.code === 'not-computed';

/** @throws UserError where there is no sample, or one that the data set does not have */
function stageOf(dataset: Dataset, samples: Uint32Array): SimilarityStage {
  if (samples.length === 0) throw new UserError('bad-input', 'There is no sample that others are to be like.');
  return { stage: 'sortBySimilarity', samples: [...checked(dataset, samples)] };
}

/** The same indices. @throws UserError where the data set lacks one */
function checked(dataset: Dataset, samples: Iterable<number>): Uint32Array {
  const indices = Uint32Array.from(samples);
  for (const index of indices) dataset.sample(index);
  return indices;
}

async function suggestedChoice({ info }: Dataset): Promise<BackboneChoice> {
  return { backbone: BACKBONE, side: (await suggestBackboneSide(info, info.sampleCount)).side };
}

/** @throws UserError where the data set lacks one of the samples, or the view holds no features */
function comparedWith(dataset: Dataset, stage: SimilarityStage): ComparedWith {
  if (stage.stage === 'sortBySimilarity') return { samples: checked(dataset, stage.samples) };
  const features = unpackFeatures(stage.features);
  if (features) return { features };
  throw new UserError('view', 'This view holds a picture that cannot be read.');
}
