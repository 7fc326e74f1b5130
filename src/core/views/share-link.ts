import { classNamed } from '../dataset/classes.ts';
import { NO_LABEL, type DatasetInfo } from '../dataset/types.ts';
import { parseHubName } from '../formats/hugging-face.ts';
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
  | { kind: 'url'; url: string }
  /** A data set of Hugging Face, and its revision. */
  | { kind: 'hub'; repository: string; revision: string }
  /** Files of the person's own: nothing but its contents tells it. */
  | { kind: 'own'; fingerprint: string }
);

/** Label noise that a link asks for. */
export interface SharedNoise {
  kind: 'symmetric' | 'asymmetric';
  /** 0 … 1. */
  rate: number;
  seed: number;
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

/** A stage of a view with its classes by name, null for none: numbers may be others elsewhere. */
export type LinkedStage =
  | Exclude<ViewStage, { stage: 'matchLabels' }>
  | (Omit<Extract<ViewStage, { stage: 'matchLabels' }>, 'classes'> & { classes: (string | null)[] });

/** Longest text of a link that browsers, mail and chats pass on. */
export const MOST_LINK_CHARACTERS = 8000;

const MOST_NAME = 300;
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
 * @returns the stages, and names of classes that the data set has not: they are left out
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
  const numbered = stages.map((stage) =>
    stage.stage === 'matchLabels' ? { ...stage, classes: stage.classes.flatMap(numberOf) } : stage,
  );
  return { stages: numbered, unknown };
}

/** A link's contents as text for an address: base64url of JSON in UTF-8. */
export function linkToText(link: SharedLink): string {
  const bytes = new TextEncoder().encode(JSON.stringify(link));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Reads what `linkToText` wrote, or anybody else: all of it is checked, nothing else is taken over. @returns null where it is no link */
export function linkFromText(text: string): SharedLink | null {
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

function readLink(value: unknown): SharedLink | null {
  if (!isFields(value)) return null;
  const dataset = readDataset(value.dataset);
  const noise = value.noise === null ? null : readNoise(value.noise);
  const run = value.run === null ? null : readRun(value.run);
  const view = readView(value.view);
  if (!dataset || noise === undefined || run === undefined || !view) return null;
  return { dataset, noise, run, view };
}

function readDataset(value: unknown): SharedDataset | null {
  if (!isFields(value) || !isName(value.name) || !isWhole(value.samples, 1, 2 ** 32)) return null;
  const facts = { name: value.name, samples: value.samples };
  switch (value.kind) {
    case 'demo':
      return { ...facts, kind: 'demo' };
    case 'url': {
      // What is no address throws, and the link is none.
      const url = typeof value.url === 'string' ? new URL(value.url) : null;
      return url && /^https?:$/.test(url.protocol) ? { ...facts, kind: 'url', url: url.href } : null;
    }
    case 'hub':
      return isName(value.repository) && parseHubName(value.repository) && isName(value.revision)
        ? { ...facts, kind: 'hub', repository: value.repository, revision: value.revision }
        : null;
    case 'own':
      return isName(value.fingerprint) ? { ...facts, kind: 'own', fingerprint: value.fingerprint } : null;
    default:
      return null;
  }
}

function readNoise(value: unknown): SharedNoise | undefined {
  if (!isFields(value)) return undefined;
  const { kind, rate, seed, map } = value;
  if ((kind !== 'symmetric' && kind !== 'asymmetric') || !isSeed(seed)) return undefined;
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) return undefined;
  if (map === undefined) return { kind, rate, seed };
  if (!isFields(map) || !Object.entries(map).flat().every(isName)) return undefined;
  return { kind, rate, seed, map: map as Record<string, string> };
}

function readRun(value: unknown): SharedRun | undefined {
  if (!isFields(value)) return undefined;
  if (value.source === 'probe') return { source: 'probe' };
  const { source, recipe, epochs, batch, seed } = value;
  if (source !== 'trained' || typeof recipe !== 'string' || !Object.hasOwn(PRESETS, recipe)) return undefined;
  if (!isWhole(epochs, 1, MOST_EPOCHS) || !isWhole(batch, 1, MOST_BATCH) || !isSeed(seed)) return undefined;
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
