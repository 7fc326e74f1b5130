import { standingClasses } from '../dataset/classes.ts';
import { isPictureName } from '../formats/picture-kind.ts';
import { baseName, endingOf } from '../formats/listing/paths.ts';
import type { ExportSet } from './export-set.ts';

/** Names that Windows has for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
/** Characters that some system does not allow in names, or does not show. */
const UNSAFE = /[\p{Cc}\p{Cf}<>:"/\\|?*\u2028\u2029]/gu;
/** Longest name in characters, so that no system's limit of 255 bytes is met. */
const MOST_CHARACTERS = 60;

/** What two names have in common where a file system may take one for the other. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

/** A name as a folder or a file can have it on every system: what cannot be becomes `_`, and what is too long is cut. */
export function safeName(name: string): string {
  const cut = Array.from(name.normalize('NFC').replace(UNSAFE, '_')).slice(0, MOST_CHARACTERS).join('');
  const safe = cut.replace(/^\.|[. ]+$/g, '_');
  return safe === '' || DEVICE.test(safe) ? `_${safe}` : safe;
}

/**
 * Names that differ from one another, whatever the case of letters and however their accents are written: of two that are the same the second
 * gets a number.
 */
export class DistinctNames {
  private readonly taken = new Set<string>();
  private readonly repeats = new Map<string, number>();

  /** @param numbered a name with a number; "cat (2)" where it is not given */
  constructor(private readonly numbered = (name: string, number: number): string => `${name} (${number})`) {}

  /** The name, or where it is taken the next one with a number. */
  next(wanted: string): string {
    let name = wanted;
    const key = folded(wanted);
    for (let number = this.repeats.get(key) ?? 2; this.taken.has(folded(name)); number++) {
      name = this.numbered(wanted, number);
      this.repeats.set(key, number + 1);
    }
    this.taken.add(folded(name));
    return name;
  }
}

/** The folder of each class: its name, made safe, each different. */
export function classFolders(table: Pick<ExportSet['table'], 'classes' | 'retired'>): {
  folderOf: (label: number) => string;
  notes: string[];
} {
  const distinct = new DistinctNames();
  const folders = new Map(
    standingClasses(table).map((label) => [label, distinct.next(safeName(table.classes[label]))]),
  );
  const changed = [...folders].filter(([label, folder]) => folder !== table.classes[label]);
  const notes = changed
    .slice(0, 1)
    .map(([label, folder]) =>
      changed.length === 1
        ? `The class “${table.classes[label]}” is called “${folder}”, which every system allows as a folder.`
        : `${changed.length} classes are called otherwise, as not every system allows their names for folders: “${table.classes[label]}” is “${folder}”.`,
    );
  return { folderOf: (label) => folders.get(label)!, notes };
}

/**
 * Paths for the pictures of samples, each different in its folder even without its ending: the name that a sample has, without the folders it
 * was in, else its number within its split.
 */
export class PicturePaths {
  private readonly distinct = new DistinctNames();

  constructor(private readonly set: ExportSet) {}

  /** @param folder with `/` behind it, or empty @param extension of the picture, where the sample's name has none of a picture */
  next(folder: string, index: number, extension: string): string {
    const { names, splits, split } = this.set.table;
    const name = names ? baseName(names[index]) : String(index - splits[split[index]].start).padStart(5, '0');
    const ending = isPictureName(name) ? name.slice(-endingOf(name).length) : extension;
    const stem = isPictureName(name) ? name.slice(0, -ending.length - 1) : name;
    return `${this.distinct.next(folder + safeName(stem))}.${ending}`;
  }
}

/** The folder of each split, with `/` behind it; none where the only one is not called as splits are. */
export function splitFolders({ table }: ExportSet, isNeeded: (name: string) => boolean): string[] {
  const distinct = new DistinctNames();
  if (table.splits.length === 1 && !isNeeded(table.splits[0].name)) return [''];
  return table.splits.map(({ name }) => `${distinct.next(safeName(name))}/`);
}
