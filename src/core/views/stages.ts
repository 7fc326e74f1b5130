import { nameOf } from '../dataset/names.ts';
import { Random } from '../dataset/random.ts';
import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import { isDecisionStage, passesDecision, type Decisions } from './decision-filter.ts';
import { fieldAt, labelField, type LabelField } from './fields.ts';
import { similarityField, similarityOf, type SimilarityStage } from './similarity.ts';
import { sortByField } from './sort.ts';

/**
 * One step of a view; plain data (but for `match`), so that a view can be stored and shared. With `not`, a filter lets through
 * exactly what it holds back without, in the order there was: `not` cat are also those without a label.
 */
export type ViewStage =
  | { stage: 'matchTags'; tags: string[]; all?: boolean; not?: boolean }
  | { stage: 'matchSplits'; splits: string[]; not?: boolean }
  /** NO_LABEL among the classes stands for samples without a label. */
  | { stage: 'matchLabels'; field: LabelField; classes: number[]; not?: boolean }
  | { stage: 'matchField'; field: string; values: string[]; not?: boolean }
  /** Those with any of these texts in their name, in whatever case. */
  | { stage: 'matchName'; texts: string[]; not?: boolean }
  | { stage: 'range'; field: string; min: number; max: number; not?: boolean }
  | { stage: 'exists'; field: string; present: boolean }
  | { stage: 'select'; indices: number[]; not?: boolean }
  | { stage: 'match'; test: (index: number) => boolean }
  | { stage: 'sortBy'; field: string; reverse: boolean }
  /** Leaves the order as it is until the similarities are computed. */
  | SimilarityStage
  | { stage: 'limit'; count: number }
  | { stage: 'skip'; count: number }
  | { stage: 'take'; count: number; seed: number };

/**
 * The samples that a view has, in its order: each stage works on what the one before left.
 * @param since what was decided when the view was shown: what a filter by decisions let through then it lets through still
 * @throws UserError 'view' where a stage names a field, tag, split or class that is not there
 */
export function applyStages(table: Table, stages: readonly ViewStage[], since: Decisions | null = null): Uint32Array {
  let indices = everyIndex(table.count);
  for (const stage of stages) {
    indices =
      since && isDecisionStage(stage)
        ? keep(indices, passesDecision(table, stage, since))
        : applyStage(table, stage, indices);
  }
  return indices === every ? indices.slice() : indices;
}

/** The list that filters begin with, never handed out: making it for a million takes as long as a filter. */
let every: Uint32Array = new Uint32Array(0);

function everyIndex(count: number): Uint32Array {
  if (every.length !== count) {
    every = new Uint32Array(count);
    for (let i = 0; i < count; i++) every[i] = i;
  }
  return every;
}

function applyStage(table: Table, stage: ViewStage, indices: Uint32Array): Uint32Array {
  if ('not' in stage && stage.not) {
    const left = new Uint8Array(table.count).fill(1);
    for (const index of applyStage(table, { ...stage, not: false }, indices)) left[index] = 0;
    return keep(indices, (i) => left[i] === 1);
  }
  switch (stage.stage) {
    case 'matchTags':
      return matchTags(table, stage.tags, stage.all ?? false, indices);
    case 'matchSplits': {
      const wanted = codesOf(
        stage.splits,
        table.splits.map((split) => split.name),
        'split',
      );
      return keepCodes(indices, table.split, wanted);
    }
    case 'matchLabels': {
      const { values } = labelField(table, stage.field);
      const count = table.classes.length;
      const wanted = new Uint8Array(stage.classes.includes(NO_LABEL) ? NO_LABEL + 1 : count);
      for (const label of stage.classes) {
        if (!(label < count || label === NO_LABEL))
          throw new UserError('view', `There is no class ${label}; there are 0 … ${count - 1}.`);
        wanted[label] = 1;
      }
      return keepCodes(indices, values, wanted);
    }
    case 'matchField': {
      const field = fieldAt(table, stage.field);
      if (field.kind !== 'text') throw new UserError('view', `“${stage.field}” is not a text field.`);
      // A sample without a value has a code beyond the names.
      return keepCodes(indices, field.values, codesOf(stage.values, field.names, `value of ${field.name}`));
    }
    case 'matchName': {
      const wanted = stage.texts.map((text) => text.toLowerCase());
      return keep(indices, (i) => {
        const name = nameOf(table, i).toLowerCase();
        return wanted.some((text) => name.includes(text));
      });
    }
    case 'range': {
      const { values, kind } = fieldAt(table, stage.field);
      if (kind !== 'number') throw new UserError('view', `“${stage.field}” has no range: it is not a number.`);
      // Scores are float32: the bounds are rounded alike, so that 0.8 takes in what is shown as 0.8.
      const [min, max] = [Math.fround(stage.min), Math.fround(stage.max)];
      return keepRange(indices, values, min, max);
    }
    case 'exists': {
      const { has } = fieldAt(table, stage.field);
      return keep(indices, (i) => has(i) === stage.present);
    }
    case 'select': {
      const there = new Uint8Array(table.count);
      for (let j = 0; j < indices.length; j++) there[indices[j]] = 1;
      const once = (i: number): boolean => there[i] === 1 && there[i]++ === 1;
      return Uint32Array.from(stage.indices.filter(once));
    }
    case 'match':
      return keep(indices, stage.test);
    case 'sortBy':
      return sortByField(indices, fieldAt(table, stage.field), stage.reverse);
    case 'sortBySimilarity':
    case 'sortByPicture': {
      const values = similarityOf(table, stage);
      return values ? sortByField(indices, similarityField(values), true) : indices;
    }
    case 'limit':
      return indices.slice(0, wholeCount(stage));
    case 'skip':
      return indices.slice(wholeCount(stage));
    case 'take':
      return new Random(stage.seed).shuffle(indices.slice()).slice(0, wholeCount(stage));
  }
}

function keep(indices: Uint32Array, test: (index: number) => boolean): Uint32Array {
  const kept = new Uint32Array(indices.length);
  let n = 0;
  for (let j = 0; j < indices.length; j++) if (test(indices[j])) kept[n++] = indices[j];
  return kept.slice(0, n);
}

// One loop a kind of filter: a test that is called for each sample takes longer than all the rest, and a million has to be quick.
// What does not pass is written too, and over again: a branch that is taken at random costs more than that.

/** @param wanted 1 by code where it is */
function keepCodes(indices: Uint32Array, values: ArrayLike<number>, wanted: Uint8Array): Uint32Array {
  const kept = new Uint32Array(indices.length);
  let n = 0;
  for (let j = 0; j < indices.length; j++) {
    kept[n] = indices[j];
    n += wanted[values[indices[j]]] === 1 ? 1 : 0;
  }
  return kept.slice(0, n);
}

function keepRange(indices: Uint32Array, values: ArrayLike<number>, min: number, max: number): Uint32Array {
  const kept = new Uint32Array(indices.length);
  let n = 0;
  for (let j = 0; j < indices.length; j++) {
    const value = values[indices[j]];
    kept[n] = indices[j];
    n += value >= min && value <= max ? 1 : 0;
  }
  return kept.slice(0, n);
}

/** @param least how many of the bits of `mask` a sample must have: any, or all of them */
function keepBits(indices: Uint32Array, values: Uint32Array, mask: number, least: 'any' | 'all'): Uint32Array {
  const kept = new Uint32Array(indices.length);
  let n = 0;
  for (let j = 0; j < indices.length; j++) {
    const bits = (values[indices[j]] & mask) >>> 0;
    if (least === 'all' ? bits === mask : bits !== 0) kept[n++] = indices[j];
  }
  return kept.slice(0, n);
}

function wholeCount({ stage, count }: { stage: string; count: number }): number {
  if (Number.isInteger(count) && count >= 0) return count;
  throw new UserError('view', `${stage}(${count}): the number of samples must be a whole number, 0 or more.`);
}

function matchTags(table: Table, tags: string[], all: boolean, indices: Uint32Array): Uint32Array {
  // A tag that no sample has had yet matches nothing: a view may be made before anything is tagged.
  const bits = tags.map((tag) => table.tags.indexOf(tag));
  if (all && bits.includes(-1)) return new Uint32Array(0);
  const mask = bits.reduce((sum, bit) => (bit < 0 ? sum : (sum | (1 << bit)) >>> 0), 0);
  return keepBits(indices, table.tagBits, mask, all ? 'all' : 'any');
}

function codesOf(wanted: readonly string[], names: readonly string[], what: string): Uint8Array {
  const mask = new Uint8Array(names.length);
  for (const name of wanted) {
    const code = names.indexOf(name);
    if (code < 0) {
      const some = names.slice(0, 12).join(', ') + (names.length > 12 ? ' …' : '');
      throw new UserError('view', `There is no ${what} “${name}”; there are: ${some}.`);
    }
    mask[code] = 1;
  }
  return mask;
}
