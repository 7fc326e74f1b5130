import { classNamed } from '../dataset/classes.ts';
import { NO_LABEL, type DatasetInfo } from '../dataset/types.ts';
import { parseHubName, urlOf } from '../formats/hugging-face.ts';
import { PRESETS, type PresetName } from '../training/presets.ts';
import { viewFromStages } from './view-text.ts';
import type { ViewStage } from './stages.ts';

/** What a link says of the data set that it is about. */
export type SharedDataset = {
  /** On screen. */
  name: string;
  samples: number;
} & (
  | { kind: 'demo' }
  /** What lies elsewhere may change: its contents tell it. */
  | { kind: 'url'; url: string; fingerprint: string }
  /** A data set of Hugging Face, its revision, and the splits that were imported. */
  | { kind: 'hub'; repository: string; revision: string; splits: string[]; fingerprint: string }
  /** Files of the person's own. */
  | { kind: 'own'; fingerprint: string }
);

/** Label noise that a link asks for. */
export interface SharedNoise {
  kind: 'symmetric' | 'asymmetric';
  /** 0 … 1. */
  rate: number;
  seed: number;
  /** Samples that it went over. */
  samples: number;
  /** Of asymmetric noise: the class that each class becomes, by name. */
  map?: Record<string, string>;
}

/** The run that a link asks for. */
export type SharedRun =
  { source: 'trained'; recipe: PresetName; epochs: number; batch: number; seed: number } | { source: 'probe' };

/** All that a link holds: no label, no decision and no picture. */
export interface SharedLink {
  dataset: SharedDataset;
  noise: SharedNoise | null;
  run: SharedRun | null;
  view: LinkedStage[];
}

/** A link as it was read. */
export interface ReadLink extends SharedLink {
  /** What was left out, since this version does not know it: "the run". */
  leftOut: string[];
}

/** A stage of a view with its classes by name, null for none: numbers may be others elsewhere. */
export type LinkedStage =
  | Exclude<ViewStage, { stage: 'matchLabels' }>
  | (Omit<Extract<ViewStage, { stage: 'matchLabels' }>, 'classes'> & { classes: (string | null)[] });

/** Longest text of a link that browsers, mail and chats pass on. */
export const MOST_LINK_CHARACTERS = 8000;

const MOST_NAME = 1000;
const MOST_EPOCHS = 1000;
const MOST_BATCH = 65_536;

/** A view with its classes by name. */
export const withClassNames = (stages: readonly ViewStage[], classes: readonly string[]): LinkedStage[] =>
  stages.map((stage) =>
    stage.stage === 'matchLabels'
      ? { ...stage, classes: stage.classes.map((label) => (label === NO_LABEL ? null : classes[label])) }
      : stage,
  );

/**
 * A view with its classes as a data set numbers them.
 * @returns the stages, and names of classes that the data set has not: they are left out, and so is a filter that has no others
 */
export function withClassNumbers(
  stages: readonly LinkedStage[],
  dataset: Pick<DatasetInfo, 'classes' | 'retired'>,
): { stages: ViewStage[]; unknown: string[] } {
  const unknown: string[] = [];
  const numberOf = (name: string | null): number[] => {
    if (name === null) return [NO_LABEL];
    const label = classNamed(dataset, name);
    if (label < 0) unknown.push(name);
    return label < 0 ? [] : [label];
  };
  const numbered = stages.flatMap((stage): ViewStage[] => {
    if (stage.stage !== 'matchLabels') return [stage];
    const classes = stage.classes.flatMap(numberOf);
    return classes.length === 0 && stage.classes.length > 0 ? [] : [{ ...stage, classes }];
  });
  return { stages: numbered, unknown };
}

/** A link's contents as text for an address: base64url of JSON in UTF-8. */
export function linkToText(link: SharedLink): string {
  const bytes = new TextEncoder().encode(JSON.stringify(link));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/**
 * Reads what `linkToText` wrote, or anybody else: all of it is checked, nothing else is taken over.
 * @returns null where it is no link, or tells no data set; noise, run and view that this version does not know are left out
 */
export function linkFromText(text: string): ReadLink | null {
  if (text.length > MOST_LINK_CHARACTERS) return null;
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const json = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
    return readLink(JSON.parse(json) as unknown);
  } catch {
    return null;
  }
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MOST_NAME;
const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isSeed = (value: unknown): value is number => isWhole(value, 0, 2 ** 32 - 1);

function readLink(value: unknown): ReadLink | null {
  if (!isFields(value)) return null;
  const dataset = readDataset(value.dataset);
  if (!dataset) return null;
  const leftOut: string[] = [];
  const part = <T>(name: string, given: unknown, read: (given: unknown) => T | null): T | null => {
    if (given === null) return null;
    const found = read(given);
    if (found === null) leftOut.push(name);
    return found;
  };
  const noise = part('the label noise', value.noise, readNoise);
  const run = part('the run', value.run, readRun);
  const view = part('the view', value.view, readView) ?? [];
  return { dataset, noise, run, view, leftOut };
}

function readDataset(value: unknown): SharedDataset | null {
  if (!isFields(value) || !isName(value.name) || !isWhole(value.samples, 1, 2 ** 32)) return null;
  const facts = { name: value.name, samples: value.samples };
  if (value.kind === 'demo') return { ...facts, kind: 'demo' };
  const { fingerprint } = value;
  if (!isName(fingerprint)) return null;
  switch (value.kind) {
    case 'url': {
      const url = typeof value.url === 'string' ? publicAddress(value.url) : null;
      return url === null ? null : { ...facts, kind: 'url', url, fingerprint };
    }
    case 'hub': {
      const { repository, revision, splits } = value;
      const named = isName(repository) && parseHubName(repository)?.repository === repository && isName(revision);
      if (!named || !Array.isArray(splits) || !splits.every(isName)) return null;
      return { ...facts, kind: 'hub', repository, revision, splits, fingerprint };
    }
    case 'own':
      return { ...facts, kind: 'own', fingerprint };
    default:
      return null;
  }
}

/** An address that may be told to anybody; null where it is none, or holds a name, a password or a query, which may be secret. */
export function publicAddress(text: string): string | null {
  const url = urlOf(text);
  if (!url) return null;
  const isPlain = url.username === '' && url.password === '' && url.search === '';
  return isPlain && /^https?:$/.test(url.protocol) ? url.href : null;
}

function readNoise(value: unknown): SharedNoise | null {
  if (!isFields(value)) return null;
  const { kind, rate, seed, samples, map } = value;
  if ((kind !== 'symmetric' && kind !== 'asymmetric') || !isSeed(seed) || !isWhole(samples, 0, 2 ** 32)) return null;
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) return null;
  if (map === undefined) return { kind, rate, seed, samples };
  if (!isFields(map) || !Object.entries(map).flat().every(isName)) return null;
  return { kind, rate, seed, samples, map: map as Record<string, string> };
}

function readRun(value: unknown): SharedRun | null {
  if (!isFields(value)) return null;
  if (value.source === 'probe') return { source: 'probe' };
  const { source, recipe, epochs, batch, seed } = value;
  if (source !== 'trained' || typeof recipe !== 'string' || !Object.hasOwn(PRESETS, recipe)) return null;
  if (!isWhole(epochs, 1, MOST_EPOCHS) || !isWhole(batch, 1, MOST_BATCH) || !isSeed(seed)) return null;
  return { source, recipe: recipe as PresetName, epochs, batch, seed };
}

function readView(value: unknown): LinkedStage[] | null {
  if (!Array.isArray(value)) return null;
  const named = new Map<number, (string | null)[]>();
  // The stages' own check knows classes by number; names are put back behind it.
  const numbered = value.map((stage: unknown, at): unknown => {
    if (!isFields(stage) || stage.stage !== 'matchLabels' || !Array.isArray(stage.classes)) return stage;
    if (!stage.classes.every((name) => name === null || isName(name))) return null;
    named.set(at, stage.classes as (string | null)[]);
    return { ...stage, classes: [] };
  });
  const stages = viewFromStages(numbered);
  if (!stages) return null;
  return stages.map((stage, at) =>
    stage.stage === 'matchLabels' ? { ...stage, classes: named.get(at) ?? [] } : stage,
  );
}
