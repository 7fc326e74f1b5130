import type { ByteSource } from '../byte-source.ts';

/**
 * The arrays of an `.npz` by their keys, each as bytes that can be read without unpacking the others.
 * @param name of the archive, for errors
 * @throws UserError 'import' where its directory is damaged, a member is encrypted or packed in an unknown way, or it is made to fill a
 * disk; what the signal says
 */
export async function npzMembers(
  blob: Blob,
  name: string,
  signal: AbortSignal,
): Promise<{ key: string; source: ByteSource }[]> {
  const { listZip } = await import('../listing/list-zip.ts');
  const files = await listZip(blob, name, { signal, progress: () => undefined });
  const arrays = files.filter(({ path }) => path.endsWith('.npy'));
  return Promise.all(
    arrays.map(async (file) => ({ key: file.path.slice(0, -'.npy'.length), source: await file.source() })),
  );
}
