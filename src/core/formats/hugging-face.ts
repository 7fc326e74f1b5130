import { kindByName } from './file-kinds.ts';
import { shardName } from './parquet/shard-names.ts';

/** Where data sets are asked for unless a person names a mirror. */
export const HUGGING_FACE = 'https://huggingface.co';

/** The branch into which Hugging Face converts every data set that it can, as Parquet. */
export const CONVERTED = 'refs/convert/parquet';

/** A data set on the hub, as a person names it. */
export interface HubName {
  /** Origin of the hub: "https://huggingface.co". */
  hub: string;
  /** "uoft-cs/cifar10"; old ones have no owner: "mnist". */
  repository: string;
  /** Branch, tag or commit; empty where none was named. */
  revision: string;
}

/** A file of a data set. */
export interface HubFile {
  path: string;
  bytes: number;
}

/** One split of a configuration, as it would be fetched. */
export interface HubSplit {
  name: string;
  files: HubFile[];
  /** Hugging Face has converted only its beginning. */
  partial: boolean;
}

/** Files of one set of columns; many data sets have a single one. */
export interface HubConfig {
  name: string;
  splits: HubSplit[];
}

const REPOSITORY = /^[\w.-]+(\/[\w.-]+)?$/;

/**
 * Reads what a person typed or pasted: `uoft-cs/cifar10`, `uoft-cs/cifar10@main`, `hf://datasets/uoft-cs/cifar10`, or an address,
 * `https://huggingface.co/datasets/uoft-cs/cifar10/tree/main`, a mirror's too.
 * @returns null where it names no data set
 */
export function parseHubName(text: string): HubName | null {
  const typed = text.trim();
  const url = /^https?:/i.test(typed) ? urlOf(typed) : null;
  if (url) {
    const [section, ...parts] = decoded(url.pathname).split('/').filter(Boolean);
    if (section !== 'datasets' || parts.length === 0) return null;
    const at = parts.findIndex((part, i) => i > 0 && /^(tree|blob|resolve|viewer|discussions|commits?)$/.test(part));
    const behind = at < 0 ? [] : parts.slice(at);
    const repository = parts.slice(0, at < 0 ? 2 : at).join('/');
    const named = /^(tree|blob|resolve|commits?)$/.test(behind[0] ?? '') ? behind.slice(1) : [];
    const revision = named[0] === 'refs' ? named.slice(0, 3).join('/') : (named[0] ?? '');
    return named.length > 0 && !revision ? null : checked(url.origin, repository, revision);
  }
  const [repository, revision = '', ...more] = typed
    .replace(/^hf:\/\//, '')
    .replace(/^datasets\//, '')
    .split('@');
  return more.length > 0 ? null : checked(HUGGING_FACE, repository.replace(/\/$/, ''), revision);
}

function checked(hub: string, repository: string, revision: string): HubName | null {
  return REPOSITORY.test(repository) && !/(^|\/)\.\.?(\/|$)/.test(repository) ? { hub, repository, revision } : null;
}

/** An address, or null where it is none. */
export function urlOf(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Where the hub says which commit a revision is. */
export const revisionUrl = (hub: string, repository: string, revision: string): string =>
  `${hub}/api/datasets/${repository}/revision/${encodeURIComponent(revision)}`;

/** Where the hub lists all files of a revision, a page at a time. */
export const treeUrl = (hub: string, repository: string, revision: string): string =>
  `${hub}/api/datasets/${repository}/tree/${encodeURIComponent(revision)}?recursive=true`;

/** Where a file lies; the hub sends on to the host that keeps it. */
export const fileUrl = (hub: string, repository: string, revision: string, path: string): string =>
  `${hub}/datasets/${repository}/resolve/${encodeURIComponent(revision)}/${path.split('/').map(encodeURIComponent).join('/')}`;

/** The Parquet files in a page of the hub's list; whatever else stands there is passed over. */
export function parquetFilesIn(listed: unknown): HubFile[] {
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((entry: unknown) => {
    const { type, path, size } = (entry ?? {}) as Record<string, unknown>;
    const isFile = type === 'file' && typeof path === 'string' && kindByName(path) === 'Parquet';
    return isFile && typeof size === 'number' && size >= 0 ? [{ path, bytes: size }] : [];
  });
}

/**
 * Sorts files into configurations and splits, by their paths: `plain_text/train/0000.parquet`, `data/test-00000-of-00001.parquet`.
 * Files whose path names no split are one, `train`, as the hub takes them.
 */
export function configsOf(files: readonly HubFile[]): HubConfig[] {
  const configs: HubConfig[] = [];
  for (const file of files) {
    const { split, folder } = shardName(file.path);
    const config = entry(configs, folder || 'default', (name) => ({ name, splits: [] }));
    const place = entry(config.splits, split ?? 'train', (name) => ({ name, files: [], partial: false }));
    place.files.push(file);
    if (/(^|\/)partial-/.test(file.path)) place.partial = true;
  }
  return configs;
}

function entry<T extends { name: string }>(list: T[], name: string, make: (name: string) => T): T {
  const found = list.find((one) => one.name === name) ?? make(name);
  if (!list.includes(found)) list.push(found);
  return found;
}
