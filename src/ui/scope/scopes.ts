import type { Session } from '../../api/session.ts';
import type { View } from '../../api/view.ts';

/** Some samples that a person can choose to work on. */
export interface Scope {
  /** 'split:train', 'all', 'view' or 'predicted'. */
  id: string;
  /** For people: "train split". */
  title: string;
  view: View;
  count: number;
}

/** Whether the session's view shows something other than the whole data set. */
const isNarrowed = (session: Session): boolean => (session.view?.stages.length ?? 0) > 0;

function currentView(session: Session): Scope[] {
  const view = session.view;
  if (!view || !isNarrowed(session)) return [];
  return [{ id: 'view', title: 'current view', view, count: view.count() }];
}

/** Each split of the open data set, and the current view where it is not simply everything. */
export function splitScopes(session: Session): Scope[] {
  const { dataset } = session;
  if (!dataset) return [];
  const splits = dataset.info.splits.map(({ name, count }) => {
    return { id: `split:${name}`, title: `${name} split`, view: dataset.view().matchSplit(name), count };
  });
  return [...splits, ...currentView(session)];
}

/** The same, and all samples. */
export function everyScope(session: Session): Scope[] {
  const { dataset } = session;
  if (!dataset) return [];
  const all = { id: 'all', title: 'all samples', view: dataset.view(), count: dataset.info.sampleCount };
  const [splits, view] = [splitScopes(session).filter(({ id }) => id !== 'view'), currentView(session)];
  return splits.length > 1 ? [...splits, all, ...view] : [all, ...view];
}

/** What a person chose, or the first scope where that is not offered any more. */
export function chosenScope(scopes: readonly Scope[], id: string): Scope | undefined {
  return scopes.find((scope) => scope.id === id) ?? scopes[0];
}
