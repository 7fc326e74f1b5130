import type { ViewStage } from './stages.ts';

/**
 * The stages of a view for a newer version of its data set, whose classes, tags and fields have the numbers and names of the older one.
 * @param newOf sample of the newer version for each of the older one, −1 where it is gone: of picked samples those stay that are there, and of
 * those that others are to be like; where none of these is, the order goes
 */
export function movedStages(stages: readonly ViewStage[], newOf: Int32Array): ViewStage[] {
  const moved = (indices: number[]): number[] =>
    indices.map((index) => newOf[index] ?? -1).filter((index) => index >= 0);
  return stages.flatMap((stage): ViewStage[] => {
    if (stage.stage === 'select') return [{ ...stage, indices: moved(stage.indices) }];
    if (stage.stage !== 'sortBySimilarity') return [stage];
    const samples = moved(stage.samples);
    return samples.length > 0 ? [{ ...stage, samples }] : [];
  });
}
