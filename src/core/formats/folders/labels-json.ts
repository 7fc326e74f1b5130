import type { OutsideTable } from '../../tables/outside-table.ts';

/** A table beside the pictures, and what is known of the classes in one of its columns. */
export interface LabelsTable extends OutsideTable {
  /** All classes in their order, and the column that holds them. */
  classes?: { column: string; names: string[] };
}

type Json = Record<string, unknown>;

/** What several labels of one picture stand beside one another by, in a cell. */
export const BETWEEN_LABELS = '|';

/**
 * Labels whose JSON says more than a table does: COCO's (`images`, `annotations`, `categories`), and both of FiftyOne's (`samples.json` of
 * a FiftyOneDataset, `labels.json` of a FiftyOneImageClassificationDataset).
 * @returns undefined for any other
 */
export function labelsFromJson(file: string, value: unknown): LabelsTable | undefined {
  if (!isObject(value)) return undefined;
  if (Array.isArray(value.images) && Array.isArray(value.annotations)) return fromCoco(file, value);
  if (Array.isArray(value.samples)) return fromSamples(file, value.samples.filter(isObject));
  if (isObject(value.labels)) return fromTargets(file, value.labels, value.classes);
  return undefined;
}

/** https://cocodataset.org/#format-data; a picture's categories, each once. */
function fromCoco(file: string, { images, annotations, categories }: Json): LabelsTable {
  const names = new Map<unknown, string>();
  for (const category of listOf(categories)) names.set(category.id, textOf(category.name ?? category.id));
  const found = new Map<unknown, Set<string>>();
  for (const { image_id: image, category_id: category } of listOf(annotations)) {
    if (!found.has(image)) found.set(image, new Set());
    found.get(image)!.add(names.get(category) ?? textOf(category));
  }
  const rows = listOf(images).map((image) => [
    textOf(image.file_name),
    [...(found.get(image.id) ?? [])].join(BETWEEN_LABELS),
  ]);
  return {
    ...twoColumns(file, rows, 'category'),
    classes: { column: 'category', names: [...new Set(names.values())] },
  };
}

/** Samples as FiftyOneDatasetExporter writes them: classifications become their labels, numbers and texts stay, all else is left out. */
function fromSamples(file: string, samples: Json[]): LabelsTable {
  const columns = new Map<string, string[]>();
  const put = (name: string, row: number, cell: string): void => {
    if (!columns.has(name)) columns.set(name, new Array<string>(samples.length).fill(''));
    columns.get(name)![row] = cell;
  };
  samples.forEach((sample, row) => {
    for (const [name, value] of Object.entries(sample)) {
      if (name.startsWith('_') || name === 'id' || name === 'metadata') continue;
      if (isObject(value)) {
        if (value._cls === 'Classification') put(name, row, textOf(value.label));
        else if (value._cls === 'Classifications') {
          put(
            name,
            row,
            listOf(value.classifications)
              .map((one) => textOf(one.label))
              .join(BETWEEN_LABELS),
          );
        }
      } else if (Array.isArray(value)) put(name, row, value.filter((tag) => typeof tag === 'string').join(', '));
      else put(name, row, textOf(value));
    }
  });
  return { file, rows: samples.length, columns: [...columns].map(([name, cells]) => ({ name, cells })) };
}

/** Targets as FiftyOneImageClassificationDatasetExporter writes them: a class or its number, an object that has it, or none. */
function fromTargets(file: string, labels: Json, classes: unknown): LabelsTable {
  const names = Array.isArray(classes) ? classes.map(textOf) : [];
  const labelOf = (target: unknown): string => {
    if (Array.isArray(target)) return target.map(labelOf).join(BETWEEN_LABELS);
    if (isObject(target)) return labelOf(target.label);
    return typeof target === 'number' ? (names[target] ?? String(target)) : textOf(target);
  };
  const rows = Object.entries(labels).map(([name, target]) => [name, labelOf(target)]);
  const table = twoColumns(file, rows);
  return names.length ? { ...table, classes: { column: 'label', names } } : table;
}

function twoColumns(file: string, rows: string[][], label = 'label'): LabelsTable {
  const columns = ['file_name', label].map((name, at) => ({ name, cells: rows.map((row) => row[at]) }));
  return { file, rows: rows.length, columns };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
