import { groupOf, kindByBytes, kindByName, type FileKind } from './file-kinds.ts';

/** Pictures that can be read: by the browser's decoder, by a library (TIFF), or drawn by the page (SVG). */
export type ReadableKind = Extract<FileKind, 'JPEG' | 'PNG' | 'WebP' | 'GIF' | 'BMP' | 'AVIF' | 'TIFF' | 'SVG'>;

/** Whether a file's name says that it is a picture, one that can be read or one that cannot. */
export function isPictureName(path: string): boolean {
  const kind = kindByName(path);
  return kind !== undefined && isPicture(groupOf(kind));
}

/** The kind of a picture that cannot be read, by its name: "HEIC". */
export function unreadableByName(path: string): string | undefined {
  const kind = kindByName(path);
  return kind && groupOf(kind) === 'foreignPicture' ? kind : undefined;
}

/**
 * What kind of picture a file is, by its first bytes.
 * @returns `readable` or the name of a kind that is `not`; undefined for what is no picture
 */
export function pictureKind(head: Uint8Array): { readable: ReadableKind } | { not: string } | undefined {
  const kind = kindByBytes(head, isPicture);
  if (!kind) return undefined;
  return groupOf(kind) === 'picture' ? { readable: kind as ReadableKind } : { not: kind };
}

const isPicture = (group: string): boolean => group === 'picture' || group === 'foreignPicture';
