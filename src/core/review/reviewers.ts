import { decidesLabel, NO_LABEL, REVIEWED, type RetiredClass } from '../dataset/types.ts';
import type { ClassPatch } from '../edits/edit.ts';
import { classNamed } from '../dataset/classes.ts';
import { LabelPairs } from '../metrics/kappa.ts';

/** What one person decided about the samples of a data set, one entry a sample. */
export interface Decisions {
  current: Uint16Array;
  /** Of REVIEWED. */
  reviewed: Uint8Array;
  excluded: Uint8Array;
}

/** How two persons' decisions compare. */
export interface ReviewerComparison {
  /** Samples that both decided about: gave or confirmed a label, or excluded. */
  both: number;
  /** Of those, how many alike. */
  agreed: number;
  /** Cohen's kappa over them, −1 … 1: agreement beyond chance; NaN where both decided about none. */
  kappa: number;
  /** Samples that both decided about differently, ascending. */
  disagreements: Uint32Array;
  /** Samples that only the other decided about, ascending. */
  onlyTheirs: Uint32Array;
  /** Samples that only you decided about. */
  onlyMine: number;
}

/** Neither label nor exclusion: nothing was decided, or a person could not tell. */
const OPEN = -1;
/** What stands for an exclusion among class numbers. */
const EXCLUDED = NO_LABEL + 1;

function outcomeOf({ current, reviewed, excluded }: Decisions, i: number): number {
  if (excluded[i] === 1 && reviewed[i] !== REVIEWED.no) return EXCLUDED;
  return decidesLabel(reviewed[i]) ? current[i] : OPEN;
}

/** What was decided about a sample, for people: a class name, "no label" or "excluded"; empty where nothing was. */
export function outcomeInWords(decisions: Decisions, i: number, classes: readonly string[]): string {
  const outcome = outcomeOf(decisions, i);
  if (outcome === OPEN) return '';
  return outcome === EXCLUDED ? 'excluded' : (classes[outcome] ?? 'no label');
}

/**
 * Lays decisions of another person beside one's own.
 * @param theirs by the class numbers of `own`
 */
export function compareReviewers(own: Decisions, theirs: Decisions): ReviewerComparison {
  const pairs = new LabelPairs();
  const disagreements: number[] = [];
  const onlyTheirs: number[] = [];
  let onlyMine = 0;
  for (let i = 0; i < own.current.length; i++) {
    const [a, b] = [outcomeOf(own, i), outcomeOf(theirs, i)];
    if (a === OPEN || b === OPEN) {
      if (b !== OPEN) onlyTheirs.push(i);
      else if (a !== OPEN) onlyMine += 1;
      continue;
    }
    pairs.add(a, b);
    if (a !== b) disagreements.push(i);
  }
  const { count, agreeing } = pairs;
  return {
    ...{ both: count, agreed: agreeing, onlyMine },
    // Both gave every sample the same one label: that is agreement, though chance would have it so too.
    kappa: pairs.chance === 1 ? 1 : pairs.kappa(),
    disagreements: Uint32Array.from(disagreements),
    onlyTheirs: Uint32Array.from(onlyTheirs),
  };
}

/** Classes as one person has them. */
interface Classes {
  classes: readonly string[];
  retired: readonly RetiredClass[];
}

/**
 * Labels of the same data set by the class numbers of another person: those of a class of the same name; else, where it came with the data
 * set, the same class by whatever name, as it stands there.
 * @param edits of `own`, which say which classes were added
 * @returns the labels, and the names of classes that `own` lacks; their samples have NO_LABEL
 */
export function translateLabels(
  labels: Uint16Array,
  from: Classes,
  own: { classes: string[]; retired: RetiredClass[] },
  edits: readonly { classes?: ClassPatch[] }[],
): { labels: Uint16Array; missing: string[] } {
  const touched = new Map<number, boolean>();
  for (const { label, before } of edits.flatMap(({ classes }) => classes ?? [])) {
    if (!touched.has(label)) touched.set(label, before === null);
  }
  const cameWithData = (label: number): boolean => label < own.classes.length && touched.get(label) !== true;
  const into = new Map(own.retired.map((gone) => [gone.label, gone.into]));
  const numbers = from.classes.map((name, label) => {
    const named = classNamed(own, name);
    if (named >= 0) return named;
    // Another class of theirs has the name that this one has here: it is that one.
    const taken = label < own.classes.length && classNamed(from, own.classes[label]) >= 0;
    return cameWithData(label) && !taken ? (into.get(label) ?? label) : NO_LABEL;
  });
  const used = new Set(labels);
  const isMissing = (_: string, label: number): boolean => used.has(label) && numbers[label] === NO_LABEL;
  return {
    labels: labels.map((label) => (label === NO_LABEL ? label : numbers[label])),
    missing: from.classes.filter(isMissing),
  };
}
