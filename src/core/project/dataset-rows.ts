import type { DatasetInfo, FieldColumn, Normalisation, RetiredClass, Split } from '../dataset/types.ts';
import type { ClassPatch, ClassState, Edit, Patch } from '../edits/edit.ts';
import { viewFromStages } from '../views/view-text.ts';
import type { SavedView } from '../views/saved-view.ts';
import type { ViewStage } from '../views/stages.ts';
import {
  blob,
  details,
  either,
  fieldsOf,
  list,
  nothing,
  number,
  numbers,
  object,
  oneOf,
  record,
  text,
  triple,
  whole,
  type Check,
} from './checks.ts';
import { damaged } from './project-error.ts';

/** A data set as a project keeps it: where its pictures lie is said elsewhere. */
export type ProjectDataset = Omit<DatasetInfo, 'id' | 'shards' | 'originalBlocks'>;

/** Checks a data set's facts. */
export const datasetCheck = fieldsOf<ProjectDataset>()(
  {
    name: text,
    source: text,
    format: text,
    createdAt: number,
    sampleCount: whole,
    width: whole,
    height: whole,
    fit: oneOf('crop', 'pad', 'squeeze'),
    background: text,
    originals: oneOf('shards', 'store', 'folder'),
    normalisation: fieldsOf<Normalisation>()({ mean: triple(number), deviation: triple(number) }, {}),
    classes: list(text),
    retired: list(fieldsOf<RetiredClass>()({ label: whole, into: whole }, {})),
    splits: list(fieldsOf<Split>()({ name: text, start: whole, count: whole }, {})),
    tags: list(text),
    fields: list(text),
    annotators: list(text),
  },
  { annotatedAfter: record(whole) },
);

/** One column, of one entry a sample. */
export interface ProjectColumn {
  /** As the store has it: "given", "field/style", "run/1/predicted", where runs have the project's numbers. */
  name: string;
  data: Uint8Array | Uint16Array | Uint32Array | Float32Array | string[] | FieldColumn;
}

const fieldCheck: Check<FieldColumn> = either(
  object({
    kind: oneOf('text'),
    codes: either(numbers(Uint16Array), numbers(Uint32Array)),
    dictionary: list(text),
  }),
  object({ kind: oneOf('number'), values: numbers(Float32Array) }),
);

const integers = either(numbers(Uint8Array), either(numbers(Uint16Array), numbers(Uint32Array)));

/** Checks one column. */
export const columnCheck: Check<ProjectColumn> = object({
  name: text,
  data: either(either(integers, numbers(Float32Array)), either(list(text), fieldCheck)),
});

const labelColumn = oneOf('given', 'current', 'true', 'tags', 'excluded', 'reviewed');
const classState = fieldsOf<ClassState>()({ name: text, into: either(whole, nothing) }, {});

/** Checks one edit; its number, and that of the one that it takes back, are the project's own, from 1 on. */
export const editCheck = fieldsOf<Edit>()(
  {
    seq: whole,
    at: number,
    kind: oneOf(
      'noise',
      'labels',
      'truth',
      'relabel',
      'keep',
      'unsure',
      'tag',
      'exclude',
      'processed',
      'classes',
      'consensus',
      'undo',
    ),
    title: text,
    details,
    patches: list(
      fieldsOf<Patch>()(
        {
          column: labelColumn,
          indices: numbers(Uint32Array),
          before: numbers(Uint32Array),
          after: numbers(Uint32Array),
        },
        {},
      ),
    ),
  },
  {
    classes: list(fieldsOf<ClassPatch>()({ label: whole, before: either(classState, nothing), after: classState }, {})),
    undoes: whole,
  },
);

const stages: Check<ViewStage[]> = (value, where) => {
  const found = viewFromStages(value);
  if (!found) throw damaged(where, 'is no view');
  return found;
};

/** Checks one saved view. */
export const viewCheck = fieldsOf<Omit<SavedView, 'id'>>()({ name: text, createdAt: number, stages }, {});

/** Checks the pixels of some samples: count × height × width × 3 bytes, row-major HWC RGB. */
export const shardCheck = object({ start: whole, count: whole, bytes: numbers(Uint8Array) });

/** Checks the pictures of some samples as they came, one behind the other: where each begins, and where the last one ends. */
export const originalsCheck = object(
  { start: whole, count: whole, bytes: blob, offsets: numbers(Float64Array) },
  { pixels: object({ width: whole, height: whole }) },
);
