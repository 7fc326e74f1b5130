import type { SchemaElement } from 'hyparquet';

/** A column of a Parquet file: how it is stored, and its values of some samples. */
export interface ParquetColumn {
  name: string;
  schema: SchemaElement[];
  values(indices: Uint32Array): unknown[] | Promise<unknown[]>;
}

/**
 * A Parquet file, row group by row group.
 * @param meta what stands in it besides the rows, by key
 */
export async function* parquetOf(
  columns: readonly ParquetColumn[],
  groups: Iterable<Uint32Array>,
  meta: Record<string, string> = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'schema', num_children: columns.length }, ...columns.flatMap(({ schema }) => schema)],
    kvMetadata: Object.entries(meta).map(([key, value]) => ({ key, value })),
    createdBy: 'Second Look',
  });
  const taken = (): Uint8Array<ArrayBuffer> => {
    const written = bytes.getBytes().slice();
    bytes.index = 0;
    return written;
  };
  for (const indices of groups) {
    const columnData = [];
    for (const { name, values } of columns) columnData.push({ name, data: await values(indices) });
    await writer.write({ columnData, rowGroupSize: indices.length });
    yield taken();
  }
  await writer.finish();
  yield taken();
}

/** Samples in parts of so many. */
export function* partsOf(indices: Uint32Array, size: number): Generator<Uint32Array> {
  for (let start = 0; start < indices.length; start += size) yield indices.subarray(start, start + size);
}

/** How a column of texts or numbers is stored. */
export function scalar(name: string, type: 'text' | 'whole' | 'number' | 'time'): SchemaElement[] {
  const element = { name, repetition_type: 'OPTIONAL' as const };
  if (type === 'text') return [{ ...element, type: 'BYTE_ARRAY', converted_type: 'UTF8' }];
  if (type === 'whole') return [{ ...element, type: 'INT64' }];
  if (type === 'number') return [{ ...element, type: 'DOUBLE' }];
  return [{ ...element, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }];
}
