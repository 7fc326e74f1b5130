import type { ViewStage } from './stages.ts';

/**
 * The stages of a view for a newer version of its data set, whose classes, tags and fields have the numbers and names of the older one.
 * @param newOf sample of the newer version for each of the older one, −1 where it is gone: of picked samples those stay that are there
 */
export function movedStages(stages: readonly ViewStage[], newOf: Int32Array): ViewStage[] {
  return stages.map((stage) => {
    if (stage.stage !== 'select') return stage;
    return { ...stage, indices: stage.indices.map((index) => newOf[index] ?? -1).filter((index) => index >= 0) };
  });
}
