import { renamed, type ListedFile } from '../listed-file.ts';

/** What systems and programs leave beside a person's own files. */
const LITTER = /(^|\/)(\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini|(__MACOSX|\.git|\.ipynb_checkpoints|@eaDir)\/.*)$/i;

/** Whether a file is none of a person's own: the companions that macOS, Windows, Git and notebooks leave. */
export const isLitter = (path: string): boolean => LITTER.test(path);

/** A path without what says nothing: parts that are empty or `.`, a slash in front. `..` and all else stay as text. */
export function tidyPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** The path's last part: "cat.png". */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What stands behind the last dot of a file's name, in lower case: "png"; empty where there is none. */
export function endingOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** A name without its ending; of archives the two: "photos.tar.gz" → "photos". */
export function withoutEnding(name: string): string {
  return name.replace(/(\.tar)?\.[^./]{1,10}$/i, '') || name;
}

/**
 * The person's own files among those listed, with tidy paths, each different: where an archive has one path twice, the second is called
 * "cat (2).png".
 */
export function distinctFiles(files: readonly ListedFile[]): ListedFile[] {
  const taken = new Set<string>();
  const own: ListedFile[] = [];
  for (const file of files) {
    const tidy = tidyPath(file.path);
    if (tidy === '' || isLitter(tidy)) continue;
    const path = distinctFrom(taken, tidy);
    taken.add(path);
    own.push(path === file.path ? file : renamed(file, path));
  }
  return own;
}

/** A path, or where that is taken the next one with a number that is not: "cat (2).png". */
export function distinctFrom(taken: ReadonlySet<string>, wanted: string): string {
  let path = wanted;
  for (let n = 2; taken.has(path); n++) path = numbered(wanted, n);
  return path;
}

function numbered(path: string, n: number): string {
  const ending = endingOf(path);
  return ending === '' ? `${path} (${n})` : `${path.slice(0, -ending.length - 1)} (${n}).${path.slice(-ending.length)}`;
}
