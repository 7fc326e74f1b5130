import { labelsCsv } from '../core/dataset/labels-csv.ts';
import { UserError } from '../core/errors.ts';
import { macrotask } from '../core/macrotask.ts';
import { decidedBy } from '../core/review/decisions.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Milliseconds of work between two pauses: well within what a person notices. */
const WORK_MS = 12;

/** Writes a view's corrected labels as CSV, of one moment, without holding the page up. */
export async function writeLabels(session: Session, view: View): Promise<Blob> {
  const { table, journal, undone } = session;
  if (!table) throw new UserError('no-dataset', 'No data set is open, so there are no labels to export.');
  const by = decidedBy(journal, undone, table.reviewed);
  // Bytes, chunk by chunk: a Blob of long texts would be encoded in one go at the end.
  const encoder = new TextEncoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let began = performance.now();
  for (const chunk of labelsCsv(table, view.indices, by, [...table.scores.values()])) {
    chunks.push(encoder.encode(chunk));
    if (performance.now() - began < WORK_MS) continue;
    await macrotask();
    began = performance.now();
  }
  return new Blob(chunks, { type: 'text/csv' });
}
