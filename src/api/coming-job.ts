import type { Job } from './jobs.ts';
import type { Session } from './session.ts';

/** What is being done that gives the open data set predictions or scores, the earliest step of it; undefined where nothing is. */
export function comingJob({ jobs, dataset }: Session): Job | undefined {
  const own = (['train', 'backbone', 'predict', 'score'] as const).map((kind) => jobs.running(kind));
  return own.find((job) => job && (job.datasetId === undefined || job.datasetId === dataset?.info.id));
}
