import { chosenSamples } from './chosen-samples.ts';
import { csvRows, formulaNotes } from './csv-table.ts';
import type { ExportFormat } from './export-format.ts';
import { fileNameOf } from './export-set.ts';
import { labelColumns, type LabelColumn } from './label-columns.ts';
import { tablePlan, type RowWriter } from './table-plan.ts';

/** All labels as CSV. */
export const labelsCsvFormat: ExportFormat = {
  title: 'Labels (CSV)',
  text: 'A row a sample: its labels, what was decided and when, predictions, fields and scores. “Add a table” reads it back.',
  choices: ['excluded', 'onlyChanges', 'fields', 'scores', 'escapeFormulas'],
  excluded: 'marked',
  plan(set, options) {
    const { indices, notes } = chosenSamples(set.table, options);
    return tablePlan(csvRows(labelColumns(set, options), options), indices, {
      fileName: `${fileNameOf(set.name)}-${options.onlyChanges ? 'changes' : 'labels'}.csv`,
      type: 'text/csv',
      notes: [...notes, ...formulaNotes(set, options)],
    });
  },
};

/** Of the labels only those that were changed, and the samples that were excluded. */
export const changesCsvFormat: ExportFormat = {
  title: 'Only the changes (CSV)',
  text: 'The same table, with a row for each label that was changed and each sample that was excluded.',
  choices: ['fields', 'scores', 'escapeFormulas'],
  excluded: 'marked',
  plan: (set, options) => labelsCsvFormat.plan(set, { ...options, excluded: 'marked', onlyChanges: true }),
};

/** All labels as JSON. */
export const labelsJsonFormat: ExportFormat = {
  title: 'Labels (JSON)',
  text: 'The same table as a list of objects, one a sample; what is not known is null.',
  choices: ['excluded', 'onlyChanges', 'fields', 'scores'],
  excluded: 'marked',
  plan(set, options) {
    const { indices, notes } = chosenSamples(set.table, options);
    return tablePlan(jsonRows(labelColumns(set, options)), indices, {
      fileName: `${fileNameOf(set.name)}-labels.json`,
      type: 'application/json',
      notes,
    });
  },
};

function jsonRows(columns: readonly LabelColumn[]): RowWriter {
  const keys = columns.map(({ name }) => JSON.stringify(name));
  const cell = ({ type, value }: LabelColumn, index: number): string => {
    const found = value(index);
    return JSON.stringify(type === 'time' && found !== null ? new Date(found).toISOString() : found);
  };
  return {
    head: '[\n',
    row: (index) => `{${columns.map((column, at) => `${keys[at]}: ${cell(column, index)}`).join(', ')}}`,
    between: ',\n',
    tail: '\n]\n',
  };
}
