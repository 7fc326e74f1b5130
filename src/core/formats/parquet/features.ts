import { valueOfKey, type ParquetFile } from './parquet-file.ts';

/** What Hugging Face's library writes of a column: its kind, and the names of its classes. */
export interface Feature {
  /** "Image", "ClassLabel", "Value", "Sequence" … */
  kind: string;
  /** Of a ClassLabel, or of a list of them. */
  names?: string[];
}

/**
 * The features that Hugging Face's library writes into a file's metadata, under the key `huggingface`.
 * https://huggingface.co/docs/datasets/about_dataset_features
 * @returns an empty map where there are none, or none that can be read
 */
export function featuresOf(file: ParquetFile): Map<string, Feature> {
  const features = new Map<string, Feature>();
  try {
    const written: unknown = JSON.parse(valueOfKey(file, 'huggingface') ?? '{}');
    const all = member(member(written, 'info'), 'features');
    if (all === null || typeof all !== 'object') return features;
    for (const [name, value] of Object.entries(all)) {
      const inner = Array.isArray(value) ? (value[0] as unknown) : (member(value, 'feature') ?? value);
      const names = member(inner, 'names');
      const kind = member(value, '_type');
      features.set(name, {
        kind: typeof kind === 'string' ? kind : '',
        ...(member(inner, '_type') === 'ClassLabel' && Array.isArray(names) && { names: names.map(String) }),
      });
    }
  } catch {
    // What is no JSON says nothing of the columns; they are told by their types then.
  }
  return features;
}

function member(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
