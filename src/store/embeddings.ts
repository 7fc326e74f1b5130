import { Dexie } from 'dexie';
import { choiceKey, type BackboneChoice } from '../core/backbone/backbone.ts';
import { datasetGone } from './columns.ts';
import { db } from './database.ts';
import type { EmbeddingRow } from './records.ts';

const rowsOf = (datasetId: number, choice: BackboneChoice) =>
  db.embeddings
    .where('[datasetId+choice+part]')
    .between([datasetId, choiceKey(choice), Dexie.minKey], [datasetId, choiceKey(choice), Dexie.maxKey]);

/**
 * Appends one part of a backbone's features, some 1,000 samples.
 * @param taps numbers a sample of each tap, in the order that `roots` has them @param roots n×d row-major
 * @throws UserError 'deleted' where the data set is gone
 */
export async function appendEmbeddings(
  datasetId: number,
  choice: BackboneChoice,
  { indices, taps, roots }: Pick<EmbeddingRow, 'indices' | 'taps' | 'roots'>,
): Promise<void> {
  await db.transaction('rw', db.datasets, db.embeddings, async () => {
    if ((await db.datasets.where('id').equals(datasetId).count()) === 0) throw datasetGone();
    // Never a number that was used before they were deleted: what is kept of the parts is told from newer ones by it.
    const part = ((await listEmbeddingParts(datasetId, choice)).at(-1) ?? Date.now()) + 1;
    await db.embeddings.add({ datasetId, choice: choiceKey(choice), part, indices, taps, roots });
  });
}

/** Numbers of the parts that a backbone's features of a data set are stored in, ascending. Looks at an index alone. */
export async function listEmbeddingParts(datasetId: number, choice: BackboneChoice): Promise<number[]> {
  const keys = (await rowsOf(datasetId, choice).primaryKeys()) as [number, string, number][];
  return keys.map(([, , part]) => part);
}

/** The backbones that some of a data set's pictures have features of, as `choiceKey` writes them. Looks at an index alone. */
export async function listEmbeddingChoices(datasetId: number): Promise<string[]> {
  const keys = await db.embeddings.where('datasetId').equals(datasetId).primaryKeys();
  return [...new Set(keys.map(([, choice]) => choice))];
}

/** One part; undefined where it is gone. */
export function readEmbeddingPart(
  datasetId: number,
  choice: BackboneChoice,
  part: number,
): Promise<EmbeddingRow | undefined> {
  return db.embeddings.get([datasetId, choiceKey(choice), part]);
}

/** Removes all of a backbone's features of a data set. */
export async function deleteEmbeddings(datasetId: number, choice: BackboneChoice): Promise<void> {
  await rowsOf(datasetId, choice).delete();
}

/** Which samples have a backbone's features: 1 where one has. */
export async function embeddedMask(
  datasetId: number,
  choice: BackboneChoice,
  sampleCount: number,
): Promise<Uint8Array> {
  const mask = new Uint8Array(sampleCount);
  await rowsOf(datasetId, choice).each((row) => {
    for (const i of row.indices) mask[i] = 1;
  });
  return mask;
}

/** The Web Lock that whoever computes a backbone's features of a data set holds. */
export const embeddingLock = (datasetId: number, choice: BackboneChoice): string =>
  `second-look:embeddings:${datasetId}:${choiceKey(choice)}`;
