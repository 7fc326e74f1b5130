/** One file of what is to be imported: in a folder, in an archive, or dropped by itself. Nothing of it is read yet. */
export interface ListedFile {
  /** Path below what was dropped, parts divided by `/`; a lone file's name. Never leads out of it: such names are text. */
  path: string;
  /** Bytes, unpacked. */
  size: number;
  /**
   * Its bytes; for a packed file they are unpacked now.
   * @throws UserError 'import' where it cannot be read, or unpacks to more than it should
   */
  blob(): Promise<Blob>;
}
