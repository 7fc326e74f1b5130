import { Dexie } from 'dexie';
import { choiceKey, type BackboneChoice } from '../core/backbone/backbone.ts';
import { db } from './database.ts';
import type { EmbeddingRow } from './records.ts';

/** Numbers of the parts that a backbone's features of a data set are stored in, ascending. Looks at an index alone. */
export async function listEmbeddingParts(datasetId: number, choice: BackboneChoice): Promise<number[]> {
  const key = choiceKey(choice);
  const keys = await db.embeddings
    .where('[datasetId+choice+part]')
    .between([datasetId, key, Dexie.minKey], [datasetId, key, Dexie.maxKey])
    .primaryKeys();
  return keys.map(([, , part]) => part);
}

/** One part; undefined where it is gone. */
export function readEmbeddingPart(
  datasetId: number,
  choice: BackboneChoice,
  part: number,
): Promise<EmbeddingRow | undefined> {
  return db.embeddings.get([datasetId, choiceKey(choice), part]);
}
