/* eslint-disable no-control-regex -- the expressions are held against bytes */
import { brandsOf, isText, isWebPage, latin1, looksPickled, svgStart } from './first-bytes.ts';
import { endingOf } from './listing/paths.ts';

/** What files are counted as: one of them, several. */
const GROUPS = {
  picture: ['picture', 'pictures'],
  foreignPicture: ['picture', 'pictures'],
  array: ['array file', 'array files'],
  foreignArray: ['array file', 'array files'],
  table: ['table', 'tables'],
  json: ['JSON file', 'JSON files'],
  archive: ['archive', 'archives'],
  text: ['text', 'texts'],
  webPage: ['web page', 'web pages'],
  xml: ['XML file', 'XML files'],
  yaml: ['YAML file', 'YAML files'],
  document: ['document', 'documents'],
  sound: ['sound', 'sounds'],
  video: ['video', 'videos'],
  program: ['program', 'programs'],
  font: ['font', 'fonts'],
  drawing: ['vector drawing', 'vector drawings'],
  icon: ['icon', 'icons'],
} as const;

type FileGroup = keyof typeof GROUPS;

/** A kind of file. */
interface Kind {
  /** `picture` can be read, `foreignPicture` cannot; so with arrays. */
  group: FileGroup;
  /** Endings of its names, in lower case. */
  endings: string;
  /** How it begins, as text of one character a byte; absent where its bytes do not tell. */
  begins?: RegExp | ((head: Uint8Array) => boolean);
  /** What it is, in words that fit after "is"; of a picture, its name with "picture". */
  what?: string;
}

const picture = (endings: string, begins: Kind['begins']): Kind => ({ group: 'picture', endings, begins });
const foreign = (endings: string, begins?: Kind['begins']): Kind => ({ group: 'foreignPicture', endings, begins });
const other = (group: FileGroup, endings: string, what?: string, begins?: Kind['begins']): Kind => ({
  ...{ group, endings, what, begins },
});

/** All kinds of files that are known, by their names; the first that fits is it. */
const KINDS = {
  JPEG: picture('jpg jpeg jpe jfif', /^\xff\xd8\xff/),
  PNG: picture('png', /^\x89PNG/),
  GIF: picture('gif', /^GIF8/),
  WebP: picture('webp', /^RIFF[^]{4}WEBP/),
  // Behind BM stand the size, four zeros and the offset; then the header's own length.
  BMP: picture('bmp dib', /^BM[^]{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00/),
  TIFF: picture('tif tiff', /^(II\*\x00|MM\x00\*)/),
  BigTIFF: foreign('', /^(II\+\x00|MM\x00\+)/),
  AVIF: picture('avif', (head) => /avi[fs]/.test(brandsOf(head))),
  HEIC: foreign('heic heif hif', (head) => /hei[cxms]|hev[cxms]|mif1|msf1/.test(brandsOf(head))),
  // Most are TIFF by their bytes, so their endings decide.
  'a raw file of a camera': foreign('cr2 cr3 crw nef nrw arw srf sr2 orf rw2 raf dng pef srw x3f raw', (head) =>
    brandsOf(head).startsWith('crx '),
  ),
  'JPEG XL': foreign('jxl', /^(\xff\x0a|\x00\x00\x00\x0cJXL )/),
  'JPEG 2000': foreign('jp2 j2k j2c jpf jpx', /^(\x00\x00\x00\x0cjP {2}|\xff\x4f\xff\x51)/),
  Photoshop: foreign('psd psb', /^8BPS/),
  OpenEXR: foreign('exr', /^\x76\x2f\x31\x01/),
  'Radiance HDR': foreign('hdr'),
  Netpbm: foreign('ppm pgm pbm pnm pam', /^P[1-6][\s#]/),
  Targa: foreign('tga'),
  DICOM: foreign('dcm dicom', /^[^]{128}DICM/),
  GIMP: foreign('xcf'),
  'compressed SVG': foreign('svgz'),
  SVG: picture('svg', (head) => svgStart(head) >= 0),

  NumPy: other('array', 'npy', 'a NumPy array', /^\x93NUMPY/),
  'NumPy archive': other('array', 'npz'),
  MATLAB: other('array', 'mat', 'a MATLAB file', /^MATLAB (5\.0|7\.3)/),
  pickle: other('array', 'pkl pickle', 'a Python pickle', looksPickled),
  HDF5: other('foreignArray', 'h5 hdf5 he5', 'an HDF5 file', /^\x89HDF/),
  PyTorch: other('foreignArray', 'pt pth', 'a file of PyTorch'),
  TFRecord: other('foreignArray', 'tfrecord tfrecords', 'a TensorFlow data set (TFRecord)'),

  Parquet: other('table', 'parquet pq', 'a Parquet file', /^PAR1/),
  Arrow: other('table', 'arrow', 'an Arrow file', /^ARROW1/),
  CSV: other('table', 'csv'),
  TSV: other('table', 'tsv'),
  'other table': other('table', 'xlsx xls ods feather'),
  JSON: other('json', 'json'),
  'JSON Lines': other('json', 'jsonl ndjson'),
  GeoJSON: other('json', 'geojson'),

  ZIP: other('archive', 'zip', 'a ZIP archive', /^PK\x03\x04/),
  '7-Zip': other('archive', '7z', 'a 7-Zip archive', /^7z\xbc\xaf/),
  RAR: other('archive', 'rar', 'a RAR archive', /^Rar!/),
  bzip2: other('archive', 'bz2 tbz tbz2', 'a bzip2 file', /^BZh/),
  xz: other('archive', 'xz txz', 'an xz file', /^\xfd7zXZ/),
  Zstandard: other('archive', 'zst tzst', 'a Zstandard file', /^\x28\xb5\x2f\xfd/),
  gzip: other('archive', 'gz tgz', 'a gzip file', /^\x1f\x8b/),
  tar: other('archive', 'tar'),

  PDF: other('document', 'pdf', 'a PDF document', /^%PDF/),
  'other document': other('document', 'doc docx ppt pptx odt odp'),
  'web page': other('webPage', 'html htm css js', 'a web page (HTML)', isWebPage),
  XML: other('xml', 'xml xsd'),
  YAML: other('yaml', 'yaml yml'),
  sound: other('sound', 'ogg oga mp3 wav flac m4a aac opus mid midi wma aif aiff'),
  video: other('video', 'mp4 m4v mov avi mkv webm mpg mpeg wmv ogv'),
  program: other('program', 'py ipynb sh c h cpp exe dll so m r bat'),
  font: other('font', 'ttf otf woff woff2'),
  drawing: other('drawing', 'eps ai ps'),
  icon: other('icon', 'ico icns cur'),
  text: other('text', 'txt md rst rtf log names toml ini', 'a text file', isText),
} satisfies Record<string, Kind>;

/** The name of a kind of file: "JPEG", "HEIC", "ZIP". */
export type FileKind = keyof typeof KINDS;

const ALL = Object.entries(KINDS) as [FileKind, Kind][];
const BY_ENDING = new Map(
  ALL.flatMap(([name, { endings }]) => endings.split(' ').map((ending): [string, FileKind] => [ending, name])),
);
BY_ENDING.delete('');
/** All that an expression looks at. */
const LOOKED_AT = 132;

/** The kind that a file's name says that it is; undefined where the name does not tell. */
export const kindByName = (path: string): FileKind | undefined => BY_ENDING.get(endingOf(path));

const TEXT_TABLES: readonly (FileKind | undefined)[] = ['CSV', 'TSV', 'JSON', 'JSON Lines'];

/** Whether a file's name says that it is a table of text, which no data set is by itself. */
export const isTextTable = (path: string): boolean => TEXT_TABLES.includes(kindByName(path));

/** The kind of a file by its first bytes, of those that `among` asks for. */
export function kindByBytes(head: Uint8Array, among = (_group: FileGroup): boolean => true): FileKind | undefined {
  const start = latin1(head, 0, LOOKED_AT);
  return ALL.find(([, { group, begins }]) => {
    if (!begins || !among(group)) return false;
    return typeof begins === 'function' ? begins(head) : begins.test(start);
  })?.[0];
}

/** Whether bytes begin as files of a kind do. */
export function startsAs(head: Uint8Array, kind: FileKind): boolean {
  const { begins }: Kind = KINDS[kind];
  return typeof begins === 'function' ? begins(head) : !!begins?.test(latin1(head, 0, LOOKED_AT));
}

/** What files of a kind are counted among. */
export const groupOf = (kind: FileKind): FileGroup => KINDS[kind].group;

/** What so many files of a kind are called: "picture", "array files". */
export const countedAs = (kind: FileKind, count: number): string => GROUPS[groupOf(kind)][count === 1 ? 0 : 1];

/** What a file of a kind is, in words that fit after "is": "a PNG picture". */
export function describeKind(kind: FileKind): string {
  const { what, group }: Kind = KINDS[kind];
  if (what) return what;
  if (group !== 'picture' && group !== 'foreignPicture') return `${kind} file`;
  if (kind.startsWith('a ')) return kind;
  return `${/^[AO]|^SVG/.test(kind) ? 'an' : 'a'} ${kind} picture`;
}

/**
 * What a file is, by its first bytes, in words that fit after "is".
 * @returns undefined where they are not recognised
 */
export function fileKind(head: Uint8Array): string | undefined {
  const kind = kindByBytes(head);
  return kind && describeKind(kind);
}
