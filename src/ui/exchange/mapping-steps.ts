import type { ColumnMeaning, MatchKind, TableMapping, TableQuestion } from '../../core/tables/table-mapping.ts';

/** Meanings that only one column can have. */
const SINGLE: readonly ColumnMeaning[] = ['name', 'split', 'index', 'labels', 'who'];

/** A mapping in which a column is something else. Answers to what was asked about the columns of before are taken off. */
export function withMeaning(
  { columns = {}, role }: TableMapping,
  { column, meaning }: { column: string; meaning: ColumnMeaning },
): TableMapping {
  const others = Object.entries(columns).map(([name, was]): [string, ColumnMeaning] => [
    name,
    was === meaning && SINGLE.includes(meaning) ? 'nothing' : was,
  ]);
  const kept = role === 'annotator' || role === 'field' ? {} : { role };
  return { ...kept, columns: { ...Object.fromEntries(others), [column]: meaning } };
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
