/** What TypeScript does not know of the browser yet. */
type Saving = typeof window & {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
};

/**
 * Asks a person where a file goes: in a click only.
 * @returns null where the browser does not ask
 * @throws AbortError where they put the question away
 */
export async function askWhereTo(suggestedName: string): Promise<FileSystemFileHandle | null> {
  const { showSaveFilePicker } = window as Saving;
  return showSaveFilePicker ? showSaveFilePicker({ suggestedName }) : null;
}
