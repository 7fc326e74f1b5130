import type { Table } from '../dataset/table.ts';
import { REVIEWED } from '../dataset/types.ts';
import { believeIn, expectAmong, type Expectation } from '../insights/belief.ts';
import { catalogue } from '../insights/catalogue.ts';
import { sortByField } from '../views/sort.ts';

/** What a review queue is sorted by. */
export type QueueOrder =
  /** A score, most suspect first. */
  | { by: 'score'; key: string }
  /** How sure the network is of another class than the given label; behind them where it agrees, least sure first. */
  | { by: 'disagreement' }
  /** As the view has it: it is sorted, or nothing is known yet. */
  | { by: 'view' };

/** Scores to go by, best first: by key, as measured on injected noise. Any other label-quality score comes behind these. */
const PREFERRED = ['suspicion', 'self_confidence', 'logit_margin', 'normalized_margin_adjusted', 'normalized_margin'];

/**
 * What to sort samples by for a review: the view's own order where it is sorted, else the best score that the shown run has,
 * else its disagreement with the labels.
 * @param sorted whether the view is sorted by somebody's choice
 */
export function chooseOrder(table: Table, sorted: boolean): QueueOrder {
  if (sorted) return { by: 'view' };
  const key =
    PREFERRED.find((name) => table.scores.has(name)) ??
    firstOf(table, 'label quality') ??
    firstOf(table, 'mistakenness');
  if (key !== undefined) return { by: 'score', key };
  return table.predicted ? { by: 'disagreement' } : { by: 'view' };
}

/**
 * Puts samples in the order to review them; those without a value come last. Stable.
 * @param indices a view's, in its order
 */
export function orderQueue(table: Table, indices: Uint32Array, order: QueueOrder): Uint32Array {
  switch (order.by) {
    case 'view':
      return indices.slice();
    case 'score': {
      const score = table.scores.get(order.key);
      if (!score) return indices.slice();
      return byNumber(indices, score.values, catalogue[score.method].suspectWhen === 'high');
    }
    case 'disagreement':
      return byNumber(indices, disagreement(table), true);
  }
}

/** Whether nobody has decided about a sample yet. */
export function isOpen(table: Table, index: number): boolean {
  return table.reviewed[index] === REVIEWED.no && table.excluded[index] === 0;
}

/**
 * The samples of a queue that come next: open ones behind a place, then those before it, as skipped ones come again.
 * @param queue sample indices, in order
 * @param place 0-based; −1 for before the first
 * @param most how many, at most
 */
export function openAfter(table: Table, queue: Uint32Array, place: number, most: number): Uint32Array {
  const found: number[] = [];
  for (let step = 1; step <= queue.length && found.length < most; step++) {
    const at = (place + step) % queue.length;
    if (at !== place && isOpen(table, queue[at])) found.push(queue[at]);
  }
  return Uint32Array.from(found);
}

/** How far a review is, in samples. */
export interface ReviewProgress {
  total: number;
  kept: number;
  relabelled: number;
  excluded: number;
  /** A person looked and could not tell. */
  unsure: number;
  /** Nobody has decided about them. */
  open: number;
  /** Wrong labels to be expected among the open ones, by suspicion and what the decisions say of it; null where suspicion was not computed. */
  left: Expectation | null;
  /** Wrong labels to be expected among the next ones of them. */
  next: { samples: number; expected: number } | null;
}

/** Open samples that it is told of how many of them are wrong. */
const NEXT = 50;

/** Counts what has been decided about the samples of a queue. */
export function countProgress(table: Table, queue: ArrayLike<number>): ReviewProgress {
  const { reviewed, excluded, current } = table;
  const progress = { total: queue.length, kept: 0, relabelled: 0, excluded: 0, unsure: 0, open: 0 };
  const open = new Uint32Array(queue.length);
  for (let j = 0; j < queue.length; j++) {
    const index = queue[j];
    const decision = reviewed[index];
    if (decision === REVIEWED.no && excluded[index] === 0) open[progress.open++] = index;
    else if (decision === REVIEWED.kept) progress.kept += 1;
    else if (decision === REVIEWED.relabelled) progress.relabelled += 1;
    else if (decision === REVIEWED.unsure) progress.unsure += 1;
    else progress.excluded += 1;
  }
  const suspicion = table.scores.get('suspicion');
  if (!suspicion) return { ...progress, left: null, next: null };
  const believed = believeIn(suspicion, reviewed, current, table.predicted);
  const among = (samples: Uint32Array): Expectation => expectAmong(believed, samples);
  const next = open.subarray(0, Math.min(NEXT, progress.open));
  return {
    ...progress,
    left: among(open.subarray(0, progress.open)),
    next: { samples: next.length, expected: next.reduce((sum, i) => sum + (believed.probabilities[i] || 0), 0) },
  };
}

function firstOf(table: Table, group: string): string | undefined {
  const scores = [...table.scores.values()];
  return scores.find(({ method }) => method !== 'hardness' && catalogue[method].group === group)?.key;
}

/**
 * Confidence of the predicted class: positive where it is not the given label, negative where it is; NaN where not predicted.
 * By the given label, so that a review begun again after a reload has its corrected samples where they were.
 */
function disagreement({ predicted, confidence, given }: Table): Float32Array {
  return Float32Array.from(given, (label, i) => {
    const sure = confidence?.[i] ?? NaN;
    return predicted?.[i] === label ? -sure : sure;
  });
}

function byNumber(indices: Uint32Array, values: Float32Array, reverse: boolean): Uint32Array {
  return sortByField(
    indices,
    { name: '', kind: 'number', values, names: [], has: (i) => !Number.isNaN(values[i]) },
    reverse,
  );
}
