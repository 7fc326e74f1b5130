import { fieldColumn, fieldText } from '../dataset/field-column.ts';
import type { Table } from '../dataset/table.ts';
import type { FieldColumn } from '../dataset/types.ts';

/** Fields that a table brings, those left out that are there already. */
export class PlannedFields {
  readonly columns = new Map<string, FieldColumn>();
  readonly annotators: string[] = [];
  readonly notes: string[] = [];

  constructor(private readonly target: Pick<Table, 'count' | 'fields'>) {}

  /** @param values one a row @param samples of each row, each once */
  add(name: string, values: readonly string[], samples: ArrayLike<number>, isAnnotator: boolean): void {
    const { target } = this;
    const column = fieldColumn(values, samples, target.count);
    const standing = target.fields.get(name);
    if (standing && isSame(standing, column, target.count)) {
      this.notes.push(`The field “${name}” is there already, with the same values.`);
      return;
    }
    let free = name;
    for (let again = 2; target.fields.has(free) || this.columns.has(free); again++) free = `${name} (${again})`;
    if (free !== name) this.notes.push(`There is a field “${name}” with other values; this one is called “${free}”.`);
    this.columns.set(free, column);
    if (isAnnotator) this.annotators.push(free);
  }
}

function isSame(a: FieldColumn, b: FieldColumn, count: number): boolean {
  for (let i = 0; i < count; i++) if (fieldText(a, i) !== fieldText(b, i)) return false;
  return true;
}
