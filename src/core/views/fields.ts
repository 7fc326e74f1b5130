import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import type { Quality } from '../quality/qualities.ts';

/** A field of a table, as numbers to compare: class and text fields by their code, tags by their bits. */
export interface Field {
  /** Name without `insights.` or `fields.` before it. */
  name: string;
  kind: 'number' | 'class' | 'text' | 'tags';
  values: ArrayLike<number>;
  /** Names of the codes of a class or text field, or of the tag bits. */
  names: readonly string[];
  /** Whether sample i has a value. */
  has: (index: number) => boolean;
}

/** What a person decided about a sample, by the codes of REVIEWED. */
const REVIEW_NAMES = ['open', 'kept', 'relabelled', 'excluded', 'unsure'];
/** Whether a sample is left out of training. */
const EXCLUDED_NAMES = ['no', 'yes'];

/** Class columns by the name scripts know them by. */
export type LabelField = 'given' | 'current' | 'true' | 'predicted';

/**
 * Finds a field by its path: `index`, `split`, `reviewed`, `excluded`, `given`, `current`, `true`, `predicted`, `confidence`, `tags`,
 * `insights.<key>`, `quality.<name>`, `fields.<name>`, or the bare name of a score or field.
 * @throws UserError 'view' that says what there is
 */
export function fieldAt(table: Table, path: string): Field {
  const always = (): boolean => true;
  switch (path) {
    case 'index':
      return numberField(
        'index',
        Uint32Array.from({ length: table.count }, (_, i) => i),
      );
    case 'split':
      return { name: 'split', kind: 'text', values: table.split, names: table.splits.map((s) => s.name), has: always };
    case 'reviewed':
      return { name: 'reviewed', kind: 'text', values: table.reviewed, names: REVIEW_NAMES, has: always };
    case 'excluded':
      return { name: 'excluded', kind: 'text', values: table.excluded, names: EXCLUDED_NAMES, has: always };
    case 'given':
    case 'current':
    case 'true':
    case 'predicted':
      return labelField(table, path);
    case 'confidence':
      return numberField('confidence', table.confidence ?? new Float32Array(table.count).fill(NaN));
    case 'tags':
      return {
        name: 'tags',
        kind: 'tags',
        values: table.tagBits,
        names: table.tags,
        has: (i) => table.tagBits[i] !== 0,
      };
  }
  const quality = qualityAt(table, path);
  if (quality) return numberField(path, quality);
  const score = table.scores.get(path.replace(/^insights\./, ''));
  if (score && !path.startsWith('fields.')) return numberField(score.key, score.values);
  const name = path.replace(/^fields\./, '');
  const column = path.startsWith('insights.') ? undefined : table.fields.get(name);
  if (column?.kind === 'number') return numberField(name, column.values);
  if (column) {
    const { codes, dictionary } = column;
    return { name, kind: 'text', values: codes, names: dictionary, has: (i) => codes[i] < dictionary.length };
  }
  throw new UserError('view', `There is no field “${path}”; there are: ${fieldPaths(table).join(', ')}.`);
}

/** Every path of a table that can be sorted by, in the order to offer them. */
export function fieldPaths(table: Table): string[] {
  return [
    ...[...table.scores.keys()].map((key) => `insights.${key}`),
    ...['confidence', 'index', 'split', 'given', 'current', 'true', 'predicted', 'reviewed', 'excluded', 'tags'],
    ...[...(table.qualities?.keys() ?? [])].map((quality) => `quality.${quality}`),
    ...[...table.fields.keys()].map((name) => `fields.${name}`),
  ];
}

/** The values of a quality by its path, `quality.<name>`; undefined where it is none, or the pictures were not measured. */
function qualityAt({ qualities }: Table, path: string): Float32Array | undefined {
  return path.startsWith('quality.') ? qualities?.get(path.slice('quality.'.length) as Quality) : undefined;
}

/** The class column of this name; all NO_LABEL where there are no predictions. */
export function labelField(table: Table, name: LabelField): Field {
  const columns = { given: table.given, current: table.current, true: table.truth, predicted: table.predicted };
  const values = columns[name] ?? new Uint16Array(table.count).fill(NO_LABEL);
  return { name, kind: 'class', values, names: table.classes, has: (i) => values[i] !== NO_LABEL };
}

function numberField(name: string, values: ArrayLike<number>): Field {
  return { name, kind: 'number', values, names: [], has: (i) => !Number.isNaN(values[i]) };
}
