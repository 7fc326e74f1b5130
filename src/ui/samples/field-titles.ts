import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { TAG_PROCESSED } from '../../core/dataset/types.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import type { Quality } from '../../core/quality/qualities.ts';
import { fieldPaths } from '../../core/views/fields.ts';
import { QUALITY_TEXTS } from './quality-texts.ts';

const TITLES: Record<string, string> = {
  index: 'Index',
  split: 'Split',
  given: 'Given label',
  current: 'Current label',
  true: 'True label',
  predicted: 'Predicted',
  reviewed: 'Reviewed',
  excluded: 'Excluded',
  confidence: 'Confidence',
  tags: 'Tags',
};

/** How people call a field, by its path: a score by its title in the catalogue, with its key where that says something else. */
export function fieldTitle(table: Pick<Table, 'scores'>, path: string): string {
  if (path.startsWith('quality.')) return QUALITY_TEXTS[path.slice('quality.'.length) as Quality]?.title ?? path;
  const key = path.replace(/^insights\./, '');
  const score = path.startsWith('fields.') ? undefined : table.scores.get(key);
  if (!score) return TITLES[path] ?? path.replace(/^(insights|fields)\./, '');
  const { title } = catalogue[score.method];
  const twins = [...table.scores.values()].filter(({ method }) => method === score.method).length;
  return twins > 1 ? `${title} (${key})` : title;
}

/** How people call a value of a text field or a tag: a label that was kept is a confirmed one. */
export function valueTitle(path: string, value: string): string {
  if (path === 'tags' && value === TAG_PROCESSED) return `${value} (with predictions)`;
  return path === 'reviewed' && value === 'kept' ? 'confirmed' : printable(value);
}

/** Fields to sort by, in the order to offer them: scores first; predictions only where there are some. */
export function sortChoices(table: Table): { path: string; title: string }[] {
  const needsRun = new Set(['predicted', 'confidence']);
  return fieldPaths(table)
    .filter((path) => path !== 'tags' && (table.predicted !== null || !needsRun.has(path)))
    .map((path) => ({ path, title: fieldTitle(table, path) }));
}
