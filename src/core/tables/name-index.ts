import { nameOf } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';

/** A name that several samples have. */
const SEVERAL = -2;
/** A name that means no sample. */
export const NO_SAMPLE = -1;

/** How alike a name from outside and a sample's are, in words, from the strictest on. */
const SAID = [
  'exactly',
  'by folder and file name',
  'by file name',
  'by file name without extension',
  'by folder and file name in any case',
  'by file name in any case',
  'by number as file name',
] as const;

/** What of a path is compared, null where it has no such part, and how alike that is. */
interface Rule {
  level: number;
  of: (path: string) => string | null;
}

/** How many parts of a path, its end, are compared: the longest first. */
const TAILS = [6, 5, 4, 3, 2];

const RULES: readonly Rule[] = [
  { level: 0, of: (path) => path },
  ...TAILS.map((parts) => ({ level: 1, of: (path: string) => tailOf(path, parts) })),
  { level: 2, of: (path) => baseOf(path) },
  { level: 3, of: (path) => withoutExtension(baseOf(path)) },
  ...TAILS.map((parts) => ({ level: 4, of: (path: string) => tailOf(path.toLowerCase(), parts) })),
  { level: 5, of: (path) => withoutExtension(baseOf(path)).toLowerCase() },
  { level: 6, of: (path) => numberOf(withoutExtension(baseOf(path))) },
];

/** Finds samples by names as other tools write them. */
export class NameIndex {
  /** Words for each level that `find` answers. */
  static readonly said = SAID;
  /** Whether a level compares file names in full. */
  static readonly isFile = (level: number): boolean => level <= 2;
  private readonly maps = new Map<string, Map<string, number>>();

  constructor(private readonly table: Pick<Table, 'count' | 'names' | 'splits' | 'split'>) {}

  /**
   * The sample that a name means: the one whose name is the same, else, where it is only one, that with the same folders and file name,
   * file name, and so on.
   * @param split name of the split that it is in, where that is known
   * @returns its index, or NO_SAMPLE, the level that it was found at, and whether it is none because several have that name
   */
  find(name: string, split?: string): { sample: number; level: number; several: boolean } {
    const path = asPath(name);
    let several = false;
    for (const [at, { level, of }] of RULES.entries()) {
      const key = of(path);
      if (key === null) continue;
      // A whole name says the split itself.
      const whole = level === 0 ? this.map(at, undefined).get(key) : undefined;
      const sample = whole === undefined || whole === SEVERAL ? this.map(at, split).get(key) : whole;
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

  /** What a rule compares of each sample; of those of one split only, where it is one of the data set's. */
  private map(rule: number, split: string | undefined): Map<string, number> {
    const { table } = this;
    const within = table.splits.find(({ name }) => name.toLowerCase() === split?.toLowerCase());
    const id = `${rule}/${within?.name ?? ''}`;
    let map = this.maps.get(id);
    if (!map) {
      map = new Map();
      const end = within ? within.start + within.count : table.count;
      for (let i = within?.start ?? 0; i < end; i++) {
        const key = RULES[rule].of(asPath(nameOf(table, i)));
        if (key === null) continue;
        map.set(key, map.has(key) ? SEVERAL : i);
      }
      this.maps.set(id, map);
    }
    return map;
  }
}

const asPath = (name: string): string =>
  name
    .normalize()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '');
const tailOf = (path: string, parts: number): string | null => {
  const all = path.split('/');
  return all.length < parts ? null : all.slice(-parts).join('/');
};
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const withoutExtension = (base: string): string => base.replace(/(?<=.)\.[a-z]\w{1,4}$/i, '');

/** A whole number without the zeros before it, and those that pandas puts behind it ("3.0"); null for what is none. */
const numberOf = (stem: string): string | null => /^0*(\d+)(?:\.0+)?$/.exec(stem)?.[1] ?? null;
