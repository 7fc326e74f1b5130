import type { Action, ActionValue } from '../../api/actions.ts';
import type { ChangePreview } from '../../core/review/change-preview.ts';
import type { Table } from '../../core/dataset/table.ts';

/** A change to the samples picked, to be looked at before it is made. */
export interface PlannedChange {
  action: Action;
  value?: ActionValue;
  /** In the order of the grid. */
  samples: Uint32Array;
  /** What the change of these would come to. */
  plan: (samples: Uint32Array) => ChangePreview;
  /** What was predicted as it was planned. */
  predicted: Table['predicted'];
}

/** Samples in the order of the grid, those that it does not show last. @param shown those of the grid, in order */
export function inOrder(samples: Uint32Array, shown: Uint32Array): Uint32Array {
  const asked = new Set(samples);
  return Uint32Array.from(new Set([...shown.filter((index) => asked.has(index)), ...samples]));
}
