import { isThumbnail, unpackFeatures } from './similarity.ts';
import type { ViewStage } from './stages.ts';

/** What every stage must hold, beside its name. */
const SHAPES: Record<Exclude<ViewStage['stage'], 'match'>, Record<string, (value: unknown) => boolean>> = {
  matchTags: { tags: isTexts, all: isFlagOrNone, not: isFlagOrNone },
  matchSplits: { splits: isTexts, not: isFlagOrNone },
  matchLabels: {
    field: (value) => ['given', 'current', 'true', 'predicted'].includes(value as string),
    classes: isNumbers,
    not: isFlagOrNone,
  },
  matchField: { field: isText, values: isTexts, not: isFlagOrNone },
  matchName: { texts: isTexts, not: isFlagOrNone },
  range: { field: isText, min: isBound, max: isBound, not: isFlagOrNone },
  exists: { field: isText, present: isFlag },
  select: { indices: isNumbers, not: isFlagOrNone },
  sortBy: { field: isText, reverse: isFlag },
  sortBySimilarity: { samples: (value) => isNumbers(value) && (value as number[]).length > 0 },
  sortByPicture: {
    name: isText,
    thumbnail: isThumbnail,
    backbone: isText,
    features: (value) => isText(value) && unpackFeatures(value as string) !== null,
  },
  limit: { count: isNumber },
  skip: { count: isNumber },
  take: { count: isNumber, seed: isNumber },
};

/**
 * A view as text, to be kept or sent.
 * @returns null where a stage filters by a function, which no text can say
 */
export function viewToText(stages: readonly ViewStage[]): string | null {
  if (stages.some(({ stage }) => stage === 'match')) return null;
  return JSON.stringify(stages);
}

/**
 * Reads what `viewToText` wrote, or anybody else: every stage is checked, nothing else is taken over.
 * @returns null where it is no view
 */
export function viewFromText(text: string): ViewStage[] | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  return viewFromStages(read);
}

/** The same with what was read already: every stage is checked, nothing else is taken over. */
export function viewFromStages(read: unknown): ViewStage[] | null {
  if (!Array.isArray(read)) return null;
  const stages = read.map(readStage);
  return stages.includes(null) ? null : (stages as ViewStage[]);
}

function readStage(value: unknown): ViewStage | null {
  const given = value as Record<string, unknown> | null;
  const name = given?.stage as keyof typeof SHAPES;
  if (typeof name !== 'string' || !Object.hasOwn(SHAPES, name)) return null;
  const shape = SHAPES[name];
  if (!Object.entries(shape).every(([key, fits]) => fits(given![key]))) return null;
  const known = Object.keys(shape).filter((key) => given![key] !== undefined);
  return { stage: name, ...Object.fromEntries(known.map((key) => [key, given![key]])) } as ViewStage;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A range that a script made may be open at an end. */
function isBound(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(value);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isFlagOrNone(value: unknown): boolean {
  return value === undefined || isFlag(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => Number.isInteger(one) && (one as number) >= 0);
}
