import { UserError } from '../core/errors.ts';
import { backboneTitle } from '../core/backbone/backbone.ts';
import type { ModelFile, OwnBackbone } from '../core/backbone/own-backbone.ts';
import { db } from './database.ts';
import type { BackboneFileRow } from './records.ts';

/** All backbones of the person's own, oldest first. */
export function listBackbones(): Promise<OwnBackbone[]> {
  return db.backbones.toCollection().sortBy('addedAt');
}

/**
 * Keeps a backbone with its files, in one transaction. The same model with the same settings is there once.
 * @throws UserError 'name-taken' where another has its name
 */
export async function addBackbone(backbone: OwnBackbone, files: ModelFile[]): Promise<void> {
  const rows = await Promise.all(
    files.map(async ({ name, blob }): Promise<BackboneFileRow> => {
      return { backbone: backbone.backbone, name, bytes: new Uint8Array(await blob.arrayBuffer()) };
    }),
  );
  await db.transaction('rw', db.backbones, db.backboneFiles, async () => {
    const taken = (await listBackbones()).some(
      (one) => one.name === backbone.name && one.backbone !== backbone.backbone,
    );
    if (taken)
      throw new UserError('name-taken', `Another backbone is called “${backbone.name}”. Give this one another name.`);
    await db.backbones.put(backbone);
    await db.backboneFiles.bulkPut(rows);
  });
}

/** One of them by its key. @throws UserError 'deleted' where it was forgotten */
export async function getBackbone(key: string): Promise<OwnBackbone> {
  const known = await db.backbones.get(key);
  if (known) return known;
  throw new UserError(
    'deleted',
    `The backbone “${backboneTitle({ backbone: key })}” is no longer in this browser, so it sees no further pictures: add the same model again.`,
  );
}

/** The files of one. */
export async function readBackboneFiles(key: string): Promise<ModelFile[]> {
  const rows = await db.backboneFiles.where('backbone').equals(key).toArray();
  return rows.map(({ name, bytes }) => ({ name, blob: new Blob([bytes]) }));
}

/** Removes a backbone with its files. What its runs have seen of pictures stays with them. */
export async function forgetBackbone(key: string): Promise<void> {
  await db.transaction('rw', db.backbones, db.backboneFiles, async () => {
    await db.backbones.delete(key);
    await db.backboneFiles.where('backbone').equals(key).delete();
  });
}
