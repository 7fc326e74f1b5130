/** Dropped files or folders that a data set's origin names. */
const NAMED_ROOTS = 6;

/** What an origin is told from: files by their paths, a folder, an address, or a data set of a hub. */
type Brought =
  | { kind: 'files'; files: readonly { path: string }[] }
  | { kind: 'folder'; folder: { name: string } }
  | { kind: 'url'; url: string }
  | { kind: 'hugging-face'; repository: string; revision: string };

/** Where a data set came from, as it keeps it: names of files or of their folder, an address. The same for the same files. */
export function originOf(brought: Brought): string {
  switch (brought.kind) {
    case 'folder':
      return brought.folder.name;
    case 'url':
      return brought.url;
    case 'hugging-face':
      return `${brought.repository}@${brought.revision}`;
    case 'files': {
      const roots = new Set(brought.files.map(({ path }) => path.split('/')[0]));
      const named = [...roots].slice(0, NAMED_ROOTS).join(', ');
      return roots.size > NAMED_ROOTS ? `${named} and ${roots.size - NAMED_ROOTS} more` : named;
    }
  }
}

/** The only folder that files were dropped in, whatever lies beside it, a table say; null where there are several, or none. */
export function onlyFolder(files: readonly { path: string }[]): string | null {
  const folders = new Set<string>();
  for (const { path } of files) if (path.includes('/')) folders.add(path.split('/')[0]);
  return folders.size === 1 ? [...folders][0] : null;
}

/** Whether two origins may be the same files: the same name, that of a folder and of an archive of it, or of a file and its address. */
export function isSameOrigin(one: string, other: string): boolean {
  const plain = (origin: string): string =>
    origin.replace(/^https?:.*\//i, '').replace(/\.(zip|tar|(tar\.|t)(gz|zst))$/i, '');
  return one === other || plain(one) === plain(other);
}
