import type { ViewStage } from './stages.ts';

/** A view that a person keeps by a name. */
export interface SavedView {
  /** Unique in this browser. */
  id: number;
  /** Unique in its data set. */
  name: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  stages: ViewStage[];
}
