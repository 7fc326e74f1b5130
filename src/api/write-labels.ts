import { labelsCsv } from '../core/exports/view-tables.ts';
import { macrotask } from '../core/macrotask.ts';
import type { LabelledSet } from '../core/exports/export-set.ts';

/** Milliseconds of work between two pauses: well within what a person notices. */
const WORK_MS = 12;

/** Writes corrected labels as CSV, of one moment, without holding the page up. */
export async function writeLabels(set: LabelledSet, indices: Uint32Array): Promise<Blob> {
  // Bytes, chunk by chunk: a Blob of long texts would be encoded in one go at the end.
  const encoder = new TextEncoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let began = performance.now();
  for (const chunk of labelsCsv(set, indices)) {
    chunks.push(encoder.encode(chunk));
    if (performance.now() - began < WORK_MS) continue;
    await macrotask();
    began = performance.now();
  }
  return new Blob(chunks, { type: 'text/csv' });
}
