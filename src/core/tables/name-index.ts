import { nameOf } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { tidyPath } from '../formats/listing/paths.ts';

/** A name that several samples have. */
const SEVERAL = -2;
/** A name that means no sample. */
export const NO_SAMPLE = -1;

/** How a path and a sample's are made alike, from the strictest way on. */
const FORMS = [
  (path: string) => path,
  (path: string) => withoutExtension(path),
  (path: string) => withoutExtension(path).toLowerCase(),
  (path: string) => withNumber(withoutExtension(path)),
  (path: string) => path.replace(/(^|\/)[0-9a-f]{8}-(?=[^/]+$)/, '$1'),
] as const;

/** Samples whose names can be asked for, and their splits where they have some. */
interface Named {
  count: number;
  nameOf: (index: number) => string;
  splits?: readonly { name: string; start: number; count: number }[];
}

/** Finds samples by names as other tools write them: paths that lead to them from elsewhere, file names, with their extension or without. */
export class NameIndex {
  /** Words for each level that `find` answers. */
  static readonly said = [
    'exactly',
    'by folder and file name',
    'by file name',
    'by file name without extension',
    'by file name in any case',
    'by number as file name',
    'by file name behind what Label Studio puts before it',
  ] as const;
  /** Whether a level compares file names in full. */
  static readonly isFile = (level: number): boolean => level <= 2;
  private readonly maps = new Map<string, Map<string, number>>();

  constructor(private readonly named: Named) {}

  /** The samples of a data set. */
  static of(table: Pick<Table, 'count' | 'names' | 'splits' | 'split'>): NameIndex {
    return new NameIndex({ count: table.count, splits: table.splits, nameOf: (index) => nameOf(table, index) });
  }

  /**
   * The sample that a name means: the one whose name is the same, else the one whose path ends with the longest end of it, then without
   * regard to the extension, then in any case.
   * @param name as a table has it
   * @param among name of the split that it is in, and the folder, with a slash behind it, that the name may count from, where they are known
   * @returns its index, or NO_SAMPLE, the level that it was found at, and whether it is none because several have that name
   */
  find(
    name: string,
    among: { split?: string; folder?: string } = {},
  ): { sample: number; level: number; several: boolean } {
    const { split, folder = '' } = among;
    const path = asPath(name);
    let several = false;
    if (path === '') return { sample: NO_SAMPLE, level: 0, several };
    // A whole name says the split itself.
    const whole = this.map(0, 0, undefined);
    const same = whole.get(folder + path) ?? whole.get(path);
    if (same !== undefined && same !== SEVERAL) return { sample: same, level: 0, several };
    for (const [form, alike] of FORMS.entries()) {
      const parts = alike(path).split('/');
      for (let depth = parts.length; depth > 0; depth--) {
        const map = this.map(form, depth, split);
        const sample = map.get(parts.slice(-depth).join('/'));
        if (sample !== undefined && sample !== SEVERAL)
          return { sample, level: form > 0 ? form + 2 : depth > 1 ? 1 : 2, several: false };
        several ||= sample === SEVERAL;
        if (sample === SEVERAL) break;
      }
    }
    return { sample: NO_SAMPLE, level: 0, several };
  }

  /** Whether most samples' file names are numbers. */
  get numbered(): boolean {
    const { named } = this;
    let numbers = 0;
    for (let i = 0; i < named.count; i++)
      numbers += Number(/(^|\/)\d+$/.test(withoutExtension(asPath(named.nameOf(i)))));
    return numbers * 2 > named.count;
  }

  /** Samples by the last `depth` parts of their paths, 0 = all; of one split only, where it is one of the data set's. */
  private map(form: number, depth: number, split: string | undefined): Map<string, number> {
    const { named } = this;
    const within = named.splits?.find(({ name }) => name.toLowerCase() === split?.toLowerCase());
    const id = `${form}/${depth}/${within?.name ?? ''}`;
    let map = this.maps.get(id);
    if (!map) {
      map = new Map();
      const end = within ? within.start + within.count : named.count;
      for (let i = within?.start ?? 0; i < end; i++) {
        const key = endOf(FORMS[form](asPath(named.nameOf(i))), depth);
        if (key !== undefined) map.set(key, map.has(key) ? SEVERAL : i);
      }
      this.maps.set(id, map);
    }
    return map;
  }
}

/** The last parts of a path; undefined where it has fewer. @param depth how many, 0 = all */
function endOf(path: string, depth: number): string | undefined {
  if (depth === 0) return path;
  const parts = path.split('/');
  return parts.length < depth ? undefined : parts.slice(-depth).join('/');
}

const asPath = (name: string): string =>
  tidyPath(
    name
      .trim()
      .normalize()
      .replaceAll('\\', '/')
      // Label Studio's files of a folder of one's own.
      .replace(/^(file:\/\/|.*\/data\/local-files\/\?d=)/, ''),
  );
const withoutExtension = (path: string): string => path.replace(/(?<=[^/])\.[a-z]\w{1,4}$/i, '');

/** The number that a path ends with, without zeros before it, and without those that pandas puts behind it ("3.0"). */
const withNumber = (path: string): string => path.replace(/(^|\/)0*(\d+)(\.0+)?$/, '$1$2');
