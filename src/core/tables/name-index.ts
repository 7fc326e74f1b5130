import { nameOf } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';

/** A name that several samples have. */
const SEVERAL = -2;
/** A name that means no sample. */
export const NO_SAMPLE = -1;

/** How alike a name from outside and a sample's are, from the strictest on. */
const LEVELS = [
  { said: 'exactly', of: (path: string) => path },
  { said: 'by folder and file name', of: (path: string) => path.split('/').slice(-2).join('/') },
  { said: 'by file name', of: (path: string) => baseOf(path) },
  { said: 'by file name without extension', of: (path: string) => withoutExtension(baseOf(path)) },
  { said: 'by file name in any case', of: (path: string) => withoutExtension(baseOf(path)).toLowerCase() },
  { said: 'by number as file name', of: (path: string) => numberOf(withoutExtension(baseOf(path))) },
] as const;

/** Finds samples by names as other tools write them. */
export class NameIndex {
  /** Words for each level that `find` answers. */
  static readonly said = LEVELS.map(({ said }) => said);
  /** Whether a level compares file names in full. */
  static readonly isFile = (level: number): boolean => level <= 2;
  private readonly maps = new Map<string, Map<string, number>>();

  constructor(private readonly table: Pick<Table, 'count' | 'names' | 'splits' | 'split'>) {}

  /**
   * The sample that a name means: the one whose name is the same, else, where it is only one, that with the same folder and file name, file
   * name, and so on.
   * @param split name of the split that it is in, where that is known
   * @returns its index, or NO_SAMPLE, the level that it was found at, and whether it is none because several have that name
   */
  find(name: string, split?: string): { sample: number; level: number; several: boolean } {
    const path = asPath(name);
    let several = false;
    for (let level = 0; level < LEVELS.length; level++) {
      const key = LEVELS[level].of(path);
      if (key === null) continue;
      const sample = this.map(level, split).get(key);
      if (sample !== undefined && sample !== SEVERAL) return { sample, level, several: false };
      several ||= sample === SEVERAL;
    }
    return { sample: NO_SAMPLE, level: 0, several };
  }

  /** Whether most samples' file names are numbers. */
  get numbered(): boolean {
    const { table } = this;
    if (table.names === null) return false;
    let numbers = 0;
    for (const name of table.names) numbers += Number(numberOf(withoutExtension(baseOf(asPath(name)))) !== null);
    return numbers * 2 > table.count;
  }

  /** Key of each sample at a level; of those of one split only, where it is one of the data set's. */
  private map(level: number, split: string | undefined): Map<string, number> {
    const { table } = this;
    const within = table.splits.find(({ name }) => name.toLowerCase() === split?.toLowerCase());
    const id = `${level}/${within?.name ?? ''}`;
    let map = this.maps.get(id);
    if (!map) {
      map = new Map();
      const end = within ? within.start + within.count : table.count;
      for (let i = within?.start ?? 0; i < end; i++) {
        const key = LEVELS[level].of(asPath(nameOf(table, i)));
        if (key === null) continue;
        map.set(key, map.has(key) ? SEVERAL : i);
      }
      this.maps.set(id, map);
    }
    return map;
  }
}

const asPath = (name: string): string => name.replaceAll('\\', '/').replace(/^(\.?\/)+/, '');
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const withoutExtension = (base: string): string => base.replace(/(?<=.)\.[a-z]\w{1,4}$/i, '');

/** A whole number without the zeros before it, and those that pandas puts behind it ("3.0"); null for what is none. */
const numberOf = (stem: string): string | null => /^0*(\d+)(?:\.0+)?$/.exec(stem)?.[1] ?? null;
