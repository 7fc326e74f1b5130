import { pictureKind, type ReadableKind } from '../picture-kind.ts';
import { tooLarge } from '../folders/picture-limits.ts';
import { pictureSize } from '../folders/picture-size.ts';

const MEDIA_TYPES: Record<ReadableKind, string> = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  WebP: 'image/webp',
  GIF: 'image/gif',
  BMP: 'image/bmp',
  AVIF: 'image/avif',
  TIFF: 'image/tiff',
  SVG: 'image/svg+xml',
};

/** The media type of an encoded picture by its first bytes; undefined for what cannot be read. */
export function mediaType(bytes: Uint8Array): string | undefined {
  const kind = pictureKind(bytes);
  return kind && 'readable' in kind ? MEDIA_TYPES[kind.readable] : undefined;
}

/** Width and height of an encoded picture, upright, by its head; or why it cannot be read. */
export async function uprightSize(bytes: Uint8Array): Promise<[number, number] | string> {
  const kind = pictureKind(bytes);
  if (!kind) return 'it is no picture that is known';
  if ('not' in kind) return `it is ${kind.not}, which browsers cannot read`;
  const size = await pictureSize(kind.readable, bytes, (from, to) => Promise.resolve(bytes.subarray(from, to)));
  if (!size) return `it begins as ${kind.readable} and does not go on as one`;
  return tooLarge(size) ?? size;
}
