import { isCalledLabel } from '../../tables/column-words.ts';
import type { SchemaElement, SchemaTree } from 'hyparquet';
import { leafOf, readPages } from './column-pages.ts';
import { featuresOf, type Feature } from './features.ts';
import type { Leaf } from './page.ts';
import type { ParquetFile } from './parquet-file.ts';
import { pictureKind } from '../picture-kind.ts';

/** Columns that hold the pictures, in the order in which they are preferred where there are several. */
const PICTURE_NAMES = ['image', 'img', 'picture', 'photo', 'pixel_values', 'pixels'];

/** Where a data set's pictures lie. */
export interface PictureColumn {
  name: string;
  /** Encoded files, or numbers in lists of lists. */
  kind: 'files' | 'arrays';
  leaf: Leaf;
  /** Of the struct {bytes, path}: the file's name. */
  path?: Leaf;
}

/** The columns of a file, by what they are. */
export interface Layout {
  picture: PictureColumn | null;
  /** One value a row. */
  scalars: { name: string; leaf: Leaf; classes?: string[] }[];
  /** Lists of labels: a data set with several labels a sample. */
  labelLists: string[];
  /** What is of no use here. */
  others: string[];
}

/**
 * Tells the columns of a file apart: by what Hugging Face's library says of them, else by their types and first values.
 * @throws what the file's `fail` makes; what the signal says
 */
export async function layoutOf(file: ParquetFile, signal: AbortSignal): Promise<Layout> {
  const features = featuresOf(file);
  const pictures: PictureColumn[] = [];
  const layout: Layout = { picture: null, scalars: [], labelLists: [], others: [] };
  for (const node of file.schema.children) {
    const { name } = node.element;
    const feature = features.get(name);
    const picture = await pictureColumn(file, node, feature, signal);
    if (picture) pictures.push(picture);
    else if (name.startsWith('__index_level_')) continue;
    else if (isScalar(node)) layout.scalars.push({ name, leaf: leafOf(file.schema, [name]), ...classes(feature) });
    else if (isList(node) && (feature?.names || isCalledLabel(name) || /^(categories|tags?)$/i.test(name))) {
      layout.labelLists.push(name);
    } else layout.others.push(name);
  }
  const rank = ({ name }: PictureColumn): number => (PICTURE_NAMES.indexOf(name.toLowerCase()) + 100) % 100;
  pictures.sort((a, b) => rank(a) - rank(b));
  layout.picture = pictures[0] ?? null;
  layout.others.push(...pictures.slice(1).map(({ name }) => name));
  return layout;
}

const classes = (feature: Feature | undefined): { classes?: string[] } =>
  feature?.kind === 'ClassLabel' && feature.names ? { classes: feature.names } : {};

async function pictureColumn(
  file: ParquetFile,
  node: SchemaTree,
  feature: Feature | undefined,
  signal: AbortSignal,
): Promise<PictureColumn | null> {
  const { name } = node.element;
  const bytes = node.children.find(({ element }) => element.name === 'bytes' && isBytes(element));
  if (bytes && node.element.repetition_type !== 'REPEATED' && !isList(node)) {
    const path = node.children.find(({ element }) => element.name === 'path' && element.type === 'BYTE_ARRAY');
    const leaf = leafOf(file.schema, [name, 'bytes']);
    return leaf.repetition > 0
      ? null
      : { name, kind: 'files', leaf, ...(path && { path: leafOf(file.schema, [name, 'path']) }) };
  }
  if (isBytes(node.element) && isScalar(node)) {
    const leaf = leafOf(file.schema, [name]);
    return feature?.kind === 'Image' || (await holdsPictures(file, leaf, signal))
      ? { name, kind: 'files', leaf }
      : null;
  }
  if (isList(node)) {
    const leaf = leafOf(file.schema, pathOfLeaf(node));
    const depth = leaf.repetition;
    const numeric = /^(INT32|INT64|FLOAT|DOUBLE)$/.test(leaf.element.type ?? '');
    if (
      numeric &&
      (depth === 2 || depth === 3) &&
      (feature?.kind.startsWith('Array') || PICTURE_NAMES.includes(name))
    ) {
      return { name, kind: 'arrays', leaf };
    }
  }
  return null;
}

/** Whether the first value that is there starts as a picture does. */
async function holdsPictures(file: ParquetFile, leaf: Leaf, signal: AbortSignal): Promise<boolean> {
  for await (const { values } of readPages(file, leaf, signal)) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value instanceof Uint8Array) return pictureKind(value) !== undefined;
    }
  }
  return false;
}

const isScalar = ({ element, children }: SchemaTree): boolean =>
  children.length === 0 && element.repetition_type !== 'REPEATED';

/** Bytes that nothing calls text. */
const isBytes = ({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean =>
  type === 'BYTE_ARRAY' && !converted && !logical;

/** Whether values of a column are lists. */
function isList(node: SchemaTree): boolean {
  for (let at = node; ; at = at.children[0]) {
    if (at.element.repetition_type === 'REPEATED') return true;
    if (at.children.length !== 1) return false;
  }
}

function pathOfLeaf(node: SchemaTree): string[] {
  let at = node;
  while (at.children.length > 0) at = at.children[0];
  return at.path;
}
