import { standingClasses } from '../dataset/classes.ts';
import type { Table } from '../dataset/table.ts';
import { predictionKind } from '../training/imported-logits.ts';
import { isNoValue } from './cells.ts';
import { asNumber, numberRowsOf } from './number-rows.ts';
import type { OutsideColumn } from './outside-table.ts';

/** What stands before, or behind, a class in the name of a column of predictions. */
const PREDICTION =
  'p|pr|probs?|proba|probabilit(?:y|ies)|logits?|log[ _-]?probs?|preds?|pred[ _-]?probs?|predictions?|predicted|scores?|softmax|output|conf|confidence';
const BEFORE = new RegExp(`^(${PREDICTION})(?:[ _.:-]+(.+)|(\\d+))$`, 'i');
const BEHIND = new RegExp(`^(.+)[ _.:-]+(${PREDICTION})$`, 'i');
/** The name of an array of predictions, or of embeddings. */
const PREDICTIONS = new RegExp(`(^|[ _.-])(${PREDICTION})([ _.-]|$)`, 'i');
const EMBEDDINGS =
  /(^|[ _.-])(emb|embs|embed|embeddings?|feats?|features?|vectors?|hidden|latents?|activations?)([ _.-]|$)/i;
const EMBEDDING = /^(f|x|e|z|h|d|pc|dim|emb|embed|embeddings?|feats?|features?|vec|hidden|latent)[ _.:-]*(\d+)$/i;
/** A column of many that have no name but their number. */
const NUMBERED = /^(?:column )?(\d+)$/;
/** Unnamed columns from which they are embeddings. */
const WIDE = 8;

/** What is said of predictions alone: however many there are, numbered columns called so are meant as one a class. */
const SURELY = /^(p|pr|prob.*|log.*|softmax) /;
/** Rows that are looked at. */
const LOOKED_AT = 500;

/** What the name of a column says which class it is of. */
interface ColumnClass {
  /** What it has in common with the columns of the other classes. */
  stem: string;
  /** The class; −1 where the name has a number or a word that is none. */
  label: number;
  /** Its number, of which the first may be 0 or 1; −1 where it is a word. */
  number: number;
}

/** Columns of a model's predictions, in the order of their classes, and those of its embeddings. */
export interface ModelColumns {
  predictions: number[];
  embeddings: number[];
}

/**
 * Finds the columns that hold a model's predictions (one of numbers for each class, or one of k numbers a row) and its embeddings, by their
 * names and contents.
 * @param may columns that are not known to be something else
 */
export function findModelColumns(
  columns: readonly OutsideColumn[],
  target: Pick<Table, 'classes' | 'retired'>,
  may: (column: number) => boolean,
): ModelColumns {
  const k = standingClasses(target).length;
  const open = [...columns.keys()].filter(may);
  const arrays = open.filter((at) => numberRowsOf(columns[at]));
  const isNamed = (pattern: RegExp) => (at: number) => pattern.test(columns[at].name);
  const named = arrays.find(isNamed(PREDICTIONS));
  const groups = groupsOf(
    columns,
    target,
    open.filter((at) => !arrays.includes(at) && headOf(columns[at])),
  );
  const fitting = groups.predictions.at(0);
  const ofWidth = arrays.filter((at) => numberRowsOf(columns[at])!.width === k && !isNamed(EMBEDDINGS)(at));
  const unnamed = ofWidth.find((at) => isProbabilities(columns[at])) ?? ofWidth.at(0);
  const predictions = named !== undefined ? [named] : (fitting ?? (unnamed === undefined ? [] : [unnamed]));
  const rest = arrays.filter((at) => !predictions.includes(at));
  const called = rest.find(isNamed(EMBEDDINGS));
  const embedding = called ?? rest.find((at) => !isNamed(PREDICTIONS)(at));
  return { predictions, embeddings: embedding !== undefined ? [embedding] : (groups.embeddings.at(0) ?? []) };
}

const isProbabilities = (column: OutsideColumn): boolean => {
  const { values, width } = numberRowsOf(column)!;
  return predictionKind(values, width) === 'probabilities';
};

/** Columns of one number a row, of predictions those first that name classes. */
function groupsOf(
  columns: readonly OutsideColumn[],
  target: Pick<Table, 'classes' | 'retired'>,
  numeric: readonly number[],
): { predictions: number[][]; embeddings: number[][] } {
  const k = standingClasses(target).length;
  const classOf = classReader(target);
  const byClass = new Map<string, number[]>();
  const byNumber = new Map<string, number[]>();
  const bare: number[] = [];
  const features: number[] = [];
  for (const at of numeric) {
    const { name } = columns[at];
    const of = classOf(name);
    if (of) add(of.number < 0 || of.label >= 0 ? byClass : byNumber, of.stem, at);
    else if (NUMBERED.test(name) && hasFractions(columns[at])) bare.push(at);
    else if (EMBEDDING.test(name)) features.push(at);
  }
  const some = (groups: Map<string, number[]>, test: (group: number[], stem: string) => boolean): number[][] =>
    [...groups].flatMap(([stem, group]) => (isGroup(columns, group) && test(group, stem) ? [group] : []));
  const classes = some(byClass, (group, stem) => {
    const known = group.filter((at) => classOf(columns[at].name)!.label >= 0).length;
    return known > 1 || (known === 1 && SURELY.test(stem));
  });
  const numbers = some(byNumber, (group, stem) => group.length === k || SURELY.test(stem));
  const predictions = [...classes, ...numbers];
  const embeddings = isGroup(columns, features) ? [features] : [];
  if (bare.length > 1 && bare.length === k && predictions.length === 0) predictions.push(bare);
  else if (bare.length >= WIDE && embeddings.length === 0) embeddings.push(bare);
  return { predictions, embeddings };
}

const isGroup = (columns: readonly OutsideColumn[], group: readonly number[]): boolean =>
  group.length > 1 && group.some((at) => hasFractions(columns[at]));

function add(groups: Map<string, number[]>, stem: string, at: number): void {
  groups.set(stem, [...(groups.get(stem) ?? []), at]);
}

/**
 * Reads names of columns: "cat", "prob_Cat", "cat score", "p_0". The answer is null where it says nothing of a class.
 * @param target whose standing classes they are compared with, in any case, a blank being as good as `_`
 */
export function classReader(target: Pick<Table, 'classes' | 'retired'>): (name: string) => ColumnClass | null {
  const labels = new Map<string, number>();
  const alike = new Map<string, number>();
  for (const label of standingClasses(target)) {
    const name = target.classes[label].normalize();
    labels.set(name, label);
    alike.set(tidy(name), alike.has(tidy(name)) ? -1 : label);
  }
  const labelOf = (name: string): number => labels.get(name.normalize()) ?? alike.get(tidy(name.normalize())) ?? -1;
  return (name) => {
    const whole = labelOf(name);
    if (whole >= 0) return { stem: '', label: whole, number: -1 };
    const before = BEFORE.exec(name);
    const behind = before ? null : BEHIND.exec(name);
    const rest = before ? (before[2] ?? before[3]) : behind?.[1];
    if (rest === undefined) return null;
    const label = labelOf(rest);
    const stem = before ? `${before[1]} …` : `… ${behind![2]}`;
    if (label < 0 && behind) return null;
    return { stem: stem.toLowerCase(), label, number: /^\d{1,6}$/.test(rest) ? Number(rest) : -1 };
  };
}

const tidy = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, ' ');

/** The first values of a column, as numbers; null where one is none. */
function headOf({ cells }: OutsideColumn): number[] | null {
  const head = cells.slice(0, LOOKED_AT).filter((cell) => !isNoValue(cell));
  const values = head.map(asNumber);
  return values.length > 0 && !values.some(Number.isNaN) ? values : null;
}

const hasFractions = (column: OutsideColumn): boolean => headOf(column)?.some((value) => value % 1 !== 0) ?? false;
