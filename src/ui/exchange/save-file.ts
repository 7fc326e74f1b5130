import { printable } from '../../core/dataset/names.ts';

/** What TypeScript does not know of the browser yet. */
type Saving = typeof window & {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
};

/** Where a file went, for people. */
export const whereItWent = (to: FileSystemFileHandle | null, fileName: string): string =>
  to ? `Written to ${printable(to.name)}` : `${printable(fileName)} is downloaded`;

/**
 * Asks a person where a file goes: in a click only.
 * @returns null where the browser does not ask
 * @throws AbortError where they put the question away
 */
export async function askWhereTo(suggestedName: string): Promise<FileSystemFileHandle | null> {
  const { showSaveFilePicker } = window as Saving;
  return showSaveFilePicker ? showSaveFilePicker({ suggestedName }) : null;
}
