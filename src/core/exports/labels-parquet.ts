import { chosenSamples } from './chosen-samples.ts';
import { csvRows } from './csv-table.ts';
import type { ExportFormat } from './export-format.ts';
import { fileNameOf } from './export-set.ts';
import { labelColumns, type LabelColumn } from './label-columns.ts';
import { parquetOf, partsOf, scalar, type ParquetColumn } from './parquet-writer.ts';
import { tablePlan } from './table-plan.ts';

/** Rows a group: what is held at once. */
const GROUP_ROWS = 20_000;

/** All labels as Parquet. */
export const labelsParquetFormat: ExportFormat = {
  title: 'Labels (Parquet)',
  text: 'The same table for pandas, Polars, DuckDB and Spark: read in a second, with types.',
  choices: ['excluded', 'onlyChanges', 'fields', 'scores'],
  excluded: 'marked',
  plan(set, options) {
    const { indices, notes } = chosenSamples(set.table, options);
    const columns = labelColumns(set, options);
    const file = { fileName: `${fileNameOf(set.name)}-labels.parquet`, type: 'application/vnd.apache.parquet', notes };
    return {
      // Rows are previewed as text, which takes about as much room.
      ...tablePlan(csvRows(columns, {}), indices, file),
      async *write(onSamples) {
        let done = 0;
        const groups = indices.length > 0 ? partsOf(indices, GROUP_ROWS) : [indices];
        const counted = function* (): Generator<Uint32Array> {
          for (const group of groups) {
            yield group;
            onSamples((done += group.length));
          }
        };
        yield* parquetOf(columns.map(parquetColumn), counted());
      },
    };
  },
};

function parquetColumn({ name, type, value }: LabelColumn): ParquetColumn {
  const convert: (value: string | number) => unknown =
    type === 'whole' ? (cell) => BigInt(cell) : type === 'time' ? (cell) => new Date(cell) : (cell) => cell;
  const cell = (index: number): unknown => {
    const found = value(index);
    return found === null ? null : convert(found);
  };
  return { name, schema: scalar(name, type), values: (indices) => Array.from(indices, cell) };
}
