import type { TablePlan } from '../../src/core/tables/table-plan.ts';

/** A plan that sets given labels and does nothing else. */
export function givenLabels(indices: number[], labels: number[]): TablePlan {
  return {
    file: 'labels.csv',
    rows: indices.length,
    columns: [],
    own: null,
    role: 'given',
    match: null,
    repeated: 0,
    agreement: null,
    examples: [],
    questions: [],
    problem: null,
    notes: [],
    action: '',
    labels: { role: 'given', indices: Uint32Array.from(indices), labels: Uint16Array.from(labels) },
    restore: null,
    run: null,
    fields: new Map(),
    annotators: [],
    newClasses: [],
  };
}
