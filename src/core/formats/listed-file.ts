/** One file of what is to be imported: in a folder, in an archive, or dropped by itself. Nothing of it is read yet. */
export interface ListedFile {
  /** Path below what was dropped, parts divided by `/`; a lone file's name. Never leads out of it: such names are text. */
  path: string;
  /** Bytes, unpacked; null where only reading it tells, as in a folder that the browser opens file by file. */
  size: number | null;
  /**
   * Its bytes; for a packed file they are unpacked now.
   * @throws UserError 'import' where it cannot be read, or unpacks to more than it should
   */
  blob(): Promise<Blob>;
  /**
   * Its first bytes, and all of them where there are no more than `count`: there where that takes less than `blob`, as in a packed file.
   * @throws UserError 'import' where it cannot be read
   */
  head?(count: number): Promise<Uint8Array>;
}

/** The first bytes of a file, and all of them where there are no more than `count`. @throws UserError 'import' where it cannot be read */
export async function headOf(file: ListedFile, count: number): Promise<Uint8Array> {
  if (file.head) return file.head(count);
  const blob = await file.blob();
  return new Uint8Array(await blob.slice(0, count).arrayBuffer());
}

/** The same file under another path. */
export function renamed(file: ListedFile, path: string): ListedFile {
  const { size, head } = file;
  return { path, size, blob: () => file.blob(), head: head && ((count) => head.call(file, count)) };
}
