import { utf8 } from './archive-file.ts';
import type { ExportPlan } from './export-format.ts';

/** Writes the rows of a table as text. */
export interface RowWriter {
  /** What stands before all rows, and behind them. */
  head: string;
  tail: string;
  /** One sample's row. */
  row(index: number): string;
  /** What stands between two rows. */
  between: string;
}

/** Rows a chunk. */
const CHUNK_ROWS = 1000;
/** Rows by which the size is told. */
const MEASURED_ROWS = 200;

/** A table of text, one row a sample. */
export function tablePlan(
  { head, tail, row, between }: RowWriter,
  indices: Uint32Array,
  file: Pick<ExportPlan, 'fileName' | 'type' | 'notes'>,
): ExportPlan {
  const rows = (from: number, to: number): string => {
    let text = '';
    for (let j = from; j < Math.min(to, indices.length); j++) text += (j > 0 ? between : '') + row(indices[j]);
    return text;
  };
  return {
    ...file,
    count: indices.length,
    size() {
      const measured = Math.min(MEASURED_ROWS, indices.length);
      const bytes = measured === 0 ? 0 : (utf8(rows(0, measured)).length / measured) * indices.length;
      return Promise.resolve({ bytes: Math.round(bytes) + utf8(head + tail).length, most: false });
    },
    preview: (lines) => Promise.resolve((head + rows(0, lines)).split(/\r?\n/).slice(0, lines)),
    async *write(onSamples) {
      if (head) yield utf8(head);
      for (let start = 0; start < indices.length; start += CHUNK_ROWS) {
        yield utf8(rows(start, start + CHUNK_ROWS));
        onSamples(Math.min(start + CHUNK_ROWS, indices.length));
      }
      if (tail) yield utf8(tail);
    },
  };
}
