import { withoutHeldOut, type Dataset } from '../../api/dataset.ts';
import type { Session } from '../../api/session.ts';
import type { View } from '../../api/view.ts';
import { printable } from '../../core/dataset/names.ts';
import { trainSplit } from '../../core/dataset/splits.ts';
import { NO_LABEL, type Split } from '../../core/dataset/types.ts';
import { memoEach } from '../../core/memo.ts';

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
  try {
    return [{ id: 'view', title: 'current view', view, count: view.count() }];
  } catch {
    // It asks for a score that the shown run has not; the explorer says so.
    return [];
  }
}

/**
 * What can be learned from: the train split first, or all samples where none is called so; the other splits, and the current view. What is
 * held out is in none of them.
 */
export function learningScopes(session: Session): Scope[] {
  const { dataset } = session;
  if (!dataset) return [];
  const splits = splitsOf(dataset, dataset.info.splits);
  const train = trainSplit(dataset.info.splits);
  const first = train ? splits.find(({ id }) => id === `split:${train.name}`)! : allOf(dataset);
  const others = splits.length > 1 ? splits.filter((scope) => scope !== first) : [];
  const learnable = (scope: Scope): Scope => {
    const view = heldOutAside(scope.view, dataset, dataset.table.tagBits);
    return view === scope.view ? scope : { ...scope, view, count: view.count() };
  };
  return [first, ...others, ...currentView(session)].map(learnable);
}

/** The same view each time, so that its samples need not be looked for again. */
const heldOutAside = memoEach((view: View, dataset: Dataset, _tagBits: Uint32Array): View =>
  withoutHeldOut(dataset, view),
);

const allOf = memoEach((dataset: Dataset): Scope => {
  return { id: 'all', title: 'all samples', view: dataset.view(), count: dataset.info.sampleCount };
});

/** The same views each time, so that their samples need not be looked for again. */
const splitsOf = memoEach((dataset: Dataset, splits: readonly Split[]): Scope[] =>
  splits.map(({ name, count }) => {
    return { id: `split:${name}`, title: `${printable(name)} split`, view: dataset.view().matchSplit(name), count };
  }),
);

/** Each split of the open data set, all samples, and the current view where it is not simply everything. */
export function everyScope(session: Session): Scope[] {
  const { dataset } = session;
  if (!dataset) return [];
  const [splits, view] = [splitsOf(dataset, dataset.info.splits), currentView(session)];
  return splits.length > 1 ? [...splits, allOf(dataset), ...view] : [allOf(dataset), ...view];
}

/** The samples that the shown run has predicted, and those of the current view among them. */
export function predictedScopes(session: Session): Scope[] {
  const { dataset } = session;
  const predicted = dataset?.table.predicted;
  if (!dataset || !predicted) return [];
  const test = (index: number): boolean => predicted[index] !== NO_LABEL;
  const all = dataset.view().add({ stage: 'match', test });
  const views = currentView(session).map((scope) => {
    const view = scope.view.add({ stage: 'match', test });
    return { ...scope, view, count: view.count() };
  });
  return [{ id: 'predicted', title: 'all predicted samples', view: all, count: all.count() }, ...views];
}

/** What a person chose, or the first scope where that is not offered any more. */
export function chosenScope(scopes: readonly Scope[], id: string): Scope | undefined {
  return scopes.find((scope) => scope.id === id) ?? scopes[0];
}
