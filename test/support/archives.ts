/** The archives that `scripts/test-archives.mjs` can make. */
export type ArchiveName =
  | 'cifar-10-binary.tar.gz'
  | 'cifar-10-python.tar.gz'
  | 'cifar-100-binary.tar.gz'
  | 'cifar-100-python.tar.gz'
  | 'cifar-10-folders.tar.gz';

/**
 * For browser tests: a real CIFAR archive with the first `train` and `test` images, made by the test server.
 * @returns null where the pictures that it is made of are missing: the test then skips itself, saying so
 */
export async function fetchArchive(name: ArchiveName, { train = 1000, test = 200 } = {}): Promise<File | null> {
  const answer = await fetch(`/test-archives/${name}?train=${train}&test=${test}`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`the test server could not make ${name}: ${answer.status} ${await answer.text()}`);
  return new File([await answer.blob()], name);
}

/** For browser tests: the built-in demo's archive, made by the same plugin that builds it into dist. */
export async function fetchDemo(): Promise<File> {
  const answer = await fetch('/demo/emoji-32.tar.gz');
  if (!answer.ok) throw new Error(`the test server could not make the demo: ${answer.status} ${await answer.text()}`);
  return new File([await answer.blob()], 'emoji-32.tar.gz');
}
