import { textColumn } from '../../src/core/dataset/field-column.ts';
import type { DatasetReader } from '../../src/core/formats/dataset-reader.ts';

/** A reader of grey 8×8 pictures, row i of the value i, with text columns. */
export function readerOf(about: {
  names: string[];
  columns: Record<string, string[]>;
  guess?: DatasetReader['guess'];
}): DatasetReader {
  const { names, columns } = about;
  return {
    format: 'test',
    name: 'test',
    rows: names.length,
    names,
    columns: Object.entries(columns).map(([name, values]) => ({ name, origin: 'a test', data: textColumn(values) })),
    guess: about.guess ?? { label: null, split: null, annotators: [] },
    sizes: new Uint32Array(2 * names.length).fill(8),
    duplicates: [],
    unreadable: [],
    strangers: [],
    notes: [],
    plain: false,
    async *pictures(wanted) {
      await Promise.resolve();
      for (let row = 0; row < names.length; row++) {
        if (wanted(row)) yield { row, pixels: new Uint8Array(192).fill(row), width: 8, height: 8 };
      }
    },
  };
}
