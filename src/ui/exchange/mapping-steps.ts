import type { ColumnMeaning, MatchKind, TableMapping, TableQuestion } from '../../core/tables/table-mapping.ts';
import type { PlannedColumn } from '../../core/tables/table-plan.ts';

/** Meanings that only one column can have. */
const SINGLE: readonly ColumnMeaning[] = ['name', 'split', 'index', 'labels', 'who'];

/** Meanings that columns have together: where one of them is left out, so are the others. */
const TOGETHER: readonly ColumnMeaning[] = ['prediction', 'embedding'];

/**
 * A mapping in which a column is something else. Answers to what was asked about the columns of before are taken off.
 * @param planned what the columns are so far
 */
export function withMeaning(
  { columns = {}, role, run, outOfSample }: TableMapping,
  { column, meaning }: { column: string; meaning: ColumnMeaning },
  planned: readonly Pick<PlannedColumn, 'name' | 'meaning'>[] = [],
): TableMapping {
  const was = planned.find(({ name }) => name === column)?.meaning;
  const left = meaning === 'nothing' && was && TOGETHER.includes(was) ? was : null;
  const alike = planned.filter((one) => one.meaning === left).map(({ name }) => [name, meaning] as const);
  const others = Object.entries(columns).map(([name, was]): [string, ColumnMeaning] => [
    name,
    was === meaning && SINGLE.includes(meaning) ? 'nothing' : was,
  ]);
  const kept = role === 'annotator' || role === 'field' ? {} : { role };
  const of = { ...(run !== undefined && { run }), ...(outOfSample && { outOfSample }) };
  return {
    ...kept,
    ...of,
    columns: { ...Object.fromEntries(others), ...Object.fromEntries(alike), [column]: meaning },
  };
}

/** A mapping with an answer. What labels are, and how rows are matched, decides whether they are in doubt. */
export function withAnswer(
  mapping: TableMapping,
  { about, value }: { about: TableQuestion['about']; value: string },
): TableMapping {
  if (about === 'columns') return withMeaning(mapping, { column: value, meaning: 'labels' });
  const { doubt, ...rest } = mapping;
  return { ...rest, ...(about === 'role' || about === 'match' ? {} : { doubt }), [about]: value };
}

/** A mapping with another way to match rows. Whether labels are in doubt is another question then. */
export function withMatch({ doubt: _, ...mapping }: TableMapping, match: MatchKind): TableMapping {
  return { ...mapping, match };
}
