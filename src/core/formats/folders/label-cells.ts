import { BETWEEN_LABELS } from '../../tables/labels-json.ts';

const BRACKETED = /^[[(](.*)[\])]$/;
/** Of rows with a label, those that must have several for a column to hold several labels a sample. */
const SEVERAL = 0.02;

/**
 * Whether a column holds several labels a sample: lists (`["cat", "dog"]`), or `cat|dog`, `cat;dog`, `cat, dog`, where the same parts
 * stand beside one another in other ways too.
 */
export function holdsSeveral(values: readonly (string | undefined)[]): boolean {
  const different = [...new Set(values)].filter((value): value is string => value !== undefined && value !== '');
  const known = values.filter((value): value is string => value !== undefined && value !== '');
  return [BETWEEN_LABELS, ';', ','].some((between) => {
    const several = known.filter((value) => partsOf(value, between).length > 1);
    if (several.length === 0 || several.length < SEVERAL * known.length) return false;
    if (several.every((value) => BRACKETED.test(value))) return true;
    // "Tench, Tinca tinca" is one label: such parts are more than the labels.
    const parts = new Set(different.flatMap((value) => partsOf(value, between)));
    return parts.size < different.length || (between !== ',' && different.some((value) => parts.has(value)));
  });
}

function partsOf(value: string, between: string): string[] {
  return value
    .replace(BRACKETED, '$1')
    .split(between)
    .map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .filter((part) => part !== '');
}
