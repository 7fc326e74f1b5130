/** Pictures compress badly: CIFAR's archives unzip to no more than this many times their size. */
const UNZIPPED = 1.15;
/** Labels, tags, fields and what the database adds, over the bytes of the pictures. */
const COLUMNS = 1.03;

/**
 * Bytes that an import will take in the browser's store, estimated before anything is read.
 * @param files by name and size; a gzipped one counts as what it unzips to
 */
export function spaceNeeded(files: readonly { name: string; size: number }[]): number {
  const unzipped = files.reduce((sum, { name, size }) => sum + size * (/\.t?gz$/i.test(name) ? UNZIPPED : 1), 0);
  return Math.ceil(unzipped * COLUMNS);
}
