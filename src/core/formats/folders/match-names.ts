import { baseName, tidyPath, withoutEnding } from '../listing/paths.ts';

/** Several pictures have the name. */
const AMBIGUOUS = -1;

/** Finds pictures by what tables call them: their path or the end of it, their file's name, with or without its ending. */
export class NameMatcher {
  readonly #paths = new Map<string, number>();
  readonly #bases = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #root: string;

  /** @param names paths of the pictures below `root`, which ends with a slash or is empty */
  constructor(names: readonly string[], root: string) {
    this.#root = root;
    names.forEach((name, row) => {
      this.#paths.set(name, row);
      const base = baseName(name);
      once(this.#bases, base, row);
      once(this.#stems, withoutEnding(base), row);
      if (name.includes('/')) once(this.#stems, withoutEnding(name), row);
    });
  }

  /**
   * @param cell of a table
   * @param folder that the table lies in, with a slash behind it, or empty
   * @returns the picture's row; undefined where there is none, or several
   */
  find(cell: string, folder: string): number | undefined {
    const path = tidyPath(
      cell
        .trim()
        .replaceAll('\\', '/')
        .replace(/^file:\/\//, ''),
    );
    if (path === '') return undefined;
    const beside = `${folder}${path}`;
    const row =
      (beside.startsWith(this.#root) ? this.#paths.get(beside.slice(this.#root.length)) : undefined) ??
      this.#byEnd(path) ??
      this.#bases.get(baseName(path)) ??
      this.#stems.get(path) ??
      this.#stems.get(baseName(path));
    return row === AMBIGUOUS ? undefined : row;
  }

  /** By ever shorter ends of a path that leads here from somewhere else. */
  #byEnd(path: string): number | undefined {
    for (let end = path; ; end = end.slice(end.indexOf('/') + 1)) {
      const row = this.#paths.get(end);
      if (row !== undefined || !end.includes('/')) return row;
    }
  }
}

function once(map: Map<string, number>, name: string, row: number): void {
  map.set(name, map.has(name) && map.get(name) !== row ? AMBIGUOUS : row);
}
