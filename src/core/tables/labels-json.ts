import { columnsFromRows } from './json-columns.ts';
import type { OutsideTable } from './outside-table.ts';

type Json = Record<string, unknown>;

/** What several labels of one picture stand beside one another by, in a cell. */
export const BETWEEN_LABELS = '|';

/**
 * Labels whose JSON says more than a table does: COCO's (`images`, `annotations`, `categories`), both of FiftyOne's (`samples.json` of
 * a FiftyOneDataset, `labels.json` of a FiftyOneImageClassificationDataset), and Label Studio's tasks with their annotations.
 * @returns undefined for any other
 */
export function labelsFromJson(file: string, value: unknown): OutsideTable | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isTask) ? fromTasks(file, value) : undefined;
  if (!isObject(value)) return undefined;
  const named = listOf(value.images).some((image) => image.file_name !== undefined);
  if (named && Array.isArray(value.annotations)) return fromCoco(file, value);
  if (Array.isArray(value.samples)) {
    const samples = value.samples.filter(isObject);
    return samples.some(({ filepath }) => filepath !== undefined) ? fromSamples(file, samples) : undefined;
  }
  if (isObject(value.labels) && Array.isArray(value.classes)) return fromTargets(file, value.labels, value.classes);
  return undefined;
}

/** https://cocodataset.org/#format-data; a picture's categories, each once. */
function fromCoco(file: string, { images, annotations, categories }: Json): OutsideTable {
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
    ...twoColumns(file, rows, 'file_name', 'category'),
    classes: { column: 'category', names: [...new Set(names.values())] },
  };
}

const isTask = (task: unknown): task is Json & { data: Json; annotations: unknown[] } =>
  isObject(task) && isObject(task.data) && Array.isArray(task.annotations);

/** https://labelstud.io/guide/export: a row an annotation that was not called off, with the data of its task. */
function fromTasks(file: string, tasks: readonly (Json & { data: Json; annotations: unknown[] })[]): OutsideTable {
  const rows = tasks.flatMap(({ data, annotations }) =>
    listOf(annotations)
      .filter((annotation) => annotation.was_cancelled !== true)
      .map((annotation): [string, string][] => {
        const chosen = listOf(annotation.result).flatMap(({ value }) =>
          isObject(value) && Array.isArray(value.choices) ? value.choices.map(textOf) : [],
        );
        const by = annotation.completed_by;
        return [
          ...Object.entries(data).map(([name, cell]): [string, string] => [name, textOf(cell)]),
          ['annotator', isObject(by) ? textOf(by.email ?? by.id) : textOf(by)],
          ['choice', chosen.join(BETWEEN_LABELS)],
        ];
      }),
  );
  return columnsFromRows(file, rows.length, (row) => rows[row]);
}

/** Samples as FiftyOneDatasetExporter writes them: classifications become their labels, numbers and texts stay, all else is left out. */
function fromSamples(file: string, samples: Json[]): OutsideTable {
  return columnsFromRows(file, samples.length, (row) =>
    Object.entries(samples[row]).flatMap(([name, value]): [string, string][] => {
      const cell = name.startsWith('_') || name === 'id' || name === 'metadata' ? undefined : cellOf(value);
      return cell === undefined ? [] : [[name, cell]];
    }),
  );
}

function cellOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.filter((tag) => typeof tag === 'string').join(', ');
  if (!isObject(value)) return textOf(value);
  if (value._cls === 'Classification') return textOf(value.label);
  if (value._cls !== 'Classifications') return undefined;
  return listOf(value.classifications)
    .map((one) => textOf(one.label))
    .join(BETWEEN_LABELS);
}

/** Targets as FiftyOneImageClassificationDatasetExporter writes them: a class or its number, an object that has it, or none. */
function fromTargets(file: string, labels: Json, classes: unknown[]): OutsideTable {
  const names = classes.map(textOf);
  const labelOf = (target: unknown): string => {
    if (Array.isArray(target)) return target.map(labelOf).join(BETWEEN_LABELS);
    if (isObject(target)) return labelOf(target.label);
    return typeof target === 'number' ? (names[target] ?? String(target)) : textOf(target);
  };
  const rows = Object.entries(labels).map(([name, target]) => [name, labelOf(target)]);
  const table = twoColumns(file, rows, 'name', 'label');
  return names.length ? { ...table, classes: { column: 'label', names } } : table;
}

function twoColumns(file: string, rows: string[][], name: string, label: string): OutsideTable {
  const columns = [name, label].map((column, at) => ({ name: column, cells: rows.map((row) => row[at]) }));
  return { file, rows: rows.length, columns };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
