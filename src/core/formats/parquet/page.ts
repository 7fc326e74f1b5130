import type { DecodedArray, PageHeader, SchemaElement, SchemaTree } from 'hyparquet';
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { bitWidth, readHybrid, type Cursor } from './levels.ts';
import { readValues } from './values.ts';

/** Bytes that a page may unpack to: 16 MiB, and 64 times what it takes packed, which pictures never come near. */
const unpackedLimit = (packed: number): number => Math.min(2 ** 30, 2 ** 24 + 64 * packed);

/** Unpacks a page of so many bytes. */
export type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

/** A leaf of the schema, as its pages are read. */
export interface Leaf {
  path: string[];
  element: SchemaElement;
  schemaPath: SchemaTree[];
  /** The highest definition level (above it a value is there) and repetition level (0: one value a row). */
  definition: number;
  repetition: number;
}

/** What stands in a page: with repetition levels where rows are lists, and a null where there is no value. */
export interface Page {
  values: ArrayLike<unknown>;
  repetitions?: Uint32Array;
}

/** How many values a data page holds, nulls among them; undefined for another kind of page. */
export function valuesIn(header: PageHeader): number | undefined {
  return header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values;
}

/**
 * Reads a dictionary page.
 * @throws Error or RangeError where it is damaged
 */
export function readDictionary(bytes: Uint8Array, header: PageHeader, leaf: Leaf, unpack: Unpack): DecodedArray {
  const page = unpackChecked(bytes, header.uncompressed_page_size, unpack);
  const count = header.dictionary_page_header!.num_values;
  const { type, type_length: length } = leaf.element;
  if (!type || !(count >= 0 && count <= 8 * page.length)) throw new Error(`a dictionary of ${count} values`);
  return converted(readPlain(cursorOver(page), type, count, length), leaf);
}

/**
 * Reads a data page of either version.
 * @param bytes the page behind its header
 * @throws Error or RangeError where it is damaged
 */
export function readDataPage(
  bytes: Uint8Array,
  header: PageHeader,
  leaf: Leaf,
  dictionary: DecodedArray | undefined,
  unpack: Unpack,
): Page {
  const v2 = header.data_page_header_v2;
  const count = valuesIn(header)!;
  let repetitions: Uint32Array | undefined;
  let definitions: Uint32Array | undefined;
  let cursor: Cursor;
  if (v2) {
    const levels = cursorOver(bytes);
    const { repetition_levels_byte_length: first, definition_levels_byte_length: second } = v2;
    if (!(first >= 0 && second >= 0 && first + second <= bytes.length)) throw new RangeError('levels outside the page');
    repetitions = readLevels(levels, leaf.repetition, count);
    levels.offset = first;
    definitions = readLevels(levels, leaf.definition, count);
    const body = bytes.subarray(first + second);
    const size = header.uncompressed_page_size - first - second;
    cursor = cursorOver(v2.is_compressed === false ? body : unpackChecked(body, size, unpack));
  } else {
    cursor = cursorOver(unpackChecked(bytes, header.uncompressed_page_size, unpack));
    repetitions = readSizedLevels(cursor, leaf.repetition, count);
    definitions = readSizedLevels(cursor, leaf.definition, count);
  }
  const present = definitions ? definitions.reduce((sum, level) => sum + Number(level === leaf.definition), 0) : count;
  const encoding = (header.data_page_header ?? v2)!.encoding;
  const stored = readValues(cursor, encoding, leaf.element, present, dictionary);
  const values: ArrayLike<unknown> = encoding.endsWith('_DICTIONARY') ? stored : converted(stored, leaf);
  return { values: present === count ? values : withNulls(values, definitions!, leaf.definition), repetitions };
}

function readLevels(cursor: Cursor, highest: number, count: number): Uint32Array | undefined {
  if (highest === 0) return undefined;
  const levels = new Uint32Array(count);
  readHybrid(cursor, bitWidth(highest), levels);
  return levels;
}

/** Levels behind their length in bytes, as pages of the first version have them. */
function readSizedLevels(cursor: Cursor, highest: number, count: number): Uint32Array | undefined {
  if (highest === 0) return undefined;
  const end = cursor.offset + 4 + cursor.view.getUint32(cursor.offset, true);
  cursor.offset += 4;
  const levels = readLevels(cursor, highest, count);
  cursor.offset = end;
  return levels;
}

function withNulls(values: ArrayLike<unknown>, definitions: Uint32Array, there: number): unknown[] {
  let next = 0;
  return Array.from(definitions, (level) => (level === there ? values[next++] : null));
}

function unpackChecked(packed: Uint8Array, size: number, unpack: Unpack): Uint8Array {
  if (!(size >= 0 && size <= unpackedLimit(packed.length))) throw new Error(`a page of ${size} bytes`);
  const page = unpack(packed, size);
  if (page.length !== size) throw new Error(`a page of ${page.length} bytes that was to have ${size}`);
  return page;
}

const cursorOver = (bytes: Uint8Array): Cursor => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  offset: 0,
});

/** Bytes stay bytes unless the schema calls them text; JSON stays text. */
const PARSERS = {
  ...DEFAULT_PARSERS,
  jsonFromBytes: DEFAULT_PARSERS.stringFromBytes,
  geometryFromBytes: (bytes: Uint8Array) => bytes,
  geographyFromBytes: (bytes: Uint8Array) => bytes,
};

function converted(values: DecodedArray, { path, element, schemaPath }: Leaf): DecodedArray {
  const decoder = { pathInSchema: path, type: element.type!, element, schemaPath, codec: 'UNCOMPRESSED' as const };
  return convert(values, { ...decoder, parsers: PARSERS, utf8: false });
}
