import type { OnProgress } from '../contracts/progress.ts';
import type { ModelOffer, ModelReader } from '../contracts/model-reader.ts';
import type { BackboneChoice } from '../core/backbone/backbone.ts';
import { checkSettings } from '../core/backbone/check-settings.ts';
import { readablePath } from '../core/backbone/model-address.ts';
import { modelError } from '../core/backbone/model-error.ts';
import type {
  BackboneSettings,
  BackboneTrial,
  ModelDescription,
  ModelFile,
  OwnBackbone,
} from '../core/backbone/own-backbone.ts';
import { UserError } from '../core/errors.ts';
import { addBackbone, listBackbones } from '../store/backbones.ts';
import { ensureSpace } from '../store/space.ts';
import { askToKeep } from './keep-data.ts';
import { modelReader } from './workers.ts';

/** Longest name that a backbone may have. */
const LONGEST_NAME = 60;

/** A model that was read: its files, and what they say. */
export interface OpenModel {
  files: ModelFile[];
  description: ModelDescription;
  /** Address, or the name of the file that was chosen. */
  from: string;
  /** What it would be called. */
  title: string;
}

/** What a model at an address would fetch. @throws UserError 'model' */
export function lookUpModel(signal: AbortSignal, url: string, by: ModelReader = modelReader): Promise<ModelOffer> {
  return by.lookUp(signal, url);
}

/** Fetches a model where it is only offered, and reads what it says. @throws UserError 'model', 'no-space' */
export async function openModel(
  signal: AbortSignal,
  source: readonly File[] | ModelOffer,
  onProgress: OnProgress,
  by: ModelReader = modelReader,
): Promise<OpenModel> {
  const files =
    'url' in source
      ? await by.fetchModel(signal, source, onProgress)
      : source.map((file) => ({ name: file.name, blob: file }));
  if (files.length === 0) throw modelError('No files were chosen.');
  const from = 'url' in source ? source.url : mainFile(files).name;
  return { files, description: await by.describeModel(signal, files), from, title: titleOf(source, from) };
}

/** Computes features of ten pictures of a data set. @throws UserError 'model'; 'bad-input' for settings that cannot be */
export async function tryModel(
  signal: AbortSignal,
  { files, description }: OpenModel,
  settings: BackboneSettings,
  datasetId: number,
  onProgress: OnProgress,
  by: ModelReader = modelReader,
): Promise<BackboneTrial> {
  checkSettings(description, settings);
  return by.tryOn(signal, files, settings, datasetId, onProgress);
}

/** Keeps a model as a backbone. @throws UserError 'bad-input' for its name, 'name-taken', 'no-space' */
export async function keepModel(
  { files, description, from }: OpenModel,
  wanted: string,
  settings: BackboneSettings,
  { features, rooted, backend, msPerPicture }: BackboneTrial,
): Promise<OwnBackbone> {
  const name = wanted.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw new UserError('bad-input', `A backbone needs a name of at most ${LONGEST_NAME} characters.`);
  const { format, bytes } = description;
  askToKeep();
  await ensureSpace(bytes);
  const key = `${name}#${await hashOf(files, { ...settings, rooted })}`;
  const backbone: OwnBackbone = {
    ...{ backbone: key, name, format, from, bytes, addedAt: Date.now() },
    ...{ settings, features, rooted, backend, msPerPicture },
  };
  await addBackbone(backbone, files);
  return backbone;
}

/** The choice that a backbone of the person's own is. @throws UserError 'not-found' where there is none of this name */
export async function ownChoice(name: string): Promise<BackboneChoice> {
  const { backbone, settings } = await backboneNamed(name);
  return { backbone, side: settings.side };
}

/** @throws UserError 'not-found' where there is none of this name */
export async function backboneNamed(name: string): Promise<OwnBackbone> {
  const known = (await listBackbones()).find((one) => one.name === name);
  if (known) return known;
  throw new UserError('not-found', `There is no backbone “${name}” in this browser.`);
}

/** The file that a model is called after: labels or settings may lie beside it. */
function mainFile(files: ModelFile[]): ModelFile {
  const called = (pattern: RegExp): ModelFile | undefined => files.find(({ name }) => pattern.test(name));
  return called(/\.onnx$/i) ?? called(/(^|\/)model\.json$/) ?? called(/\.json$/i) ?? files[0];
}

/** "mobilenet.onnx" is called "mobilenet"; a model.json as the folder that it lies in, where that is known. */
function titleOf(source: readonly File[] | ModelOffer, from: string): string {
  const path = 'url' in source ? readablePath(new URL(from)) : pathOf(source, from);
  const parts = path.split('/').filter((part) => part !== '' && !/^(resolve|main|master|onnx|blob)$/.test(part));
  const last = parts.pop() ?? '';
  const plain = last.replace(/\.(onnx|json)$/i, '');
  const title = /^model(_\w+)?$/i.test(plain) ? (parts.at(-1) ?? plain) : plain;
  return title.slice(0, LONGEST_NAME) || 'my backbone';
}

const pathOf = (files: readonly File[], name: string): string =>
  files.find((file) => file.name === name)?.webkitRelativePath || name;

/** A short hash of a model: the same files with the same settings are the same backbone. */
async function hashOf(files: ModelFile[], settings: object): Promise<string> {
  const sorted = files.slice().sort((a, b) => (a.name < b.name ? -1 : 1));
  const all = new Blob([JSON.stringify(settings), ...sorted.map(({ blob }) => blob)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await all.arrayBuffer()));
  return Array.from(digest.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
