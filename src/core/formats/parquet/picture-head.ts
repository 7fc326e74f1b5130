import { imageSize } from 'image-size';

/** First bytes of encoded pictures, and their media types; `null` stands for any byte. */
const KINDS: [string, (number | null)[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  ['image/bmp', [0x42, 0x4d]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image/avif', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69]],
];

/** The media type of an encoded picture by its first bytes, or undefined. */
export function pictureKind(bytes: Uint8Array): string | undefined {
  return KINDS.find(([, magic]) => magic.every((byte, i) => byte === null || byte === bytes[i]))?.[0];
}

/**
 * Width and height of an encoded picture as it is shown, turned where its EXIF says so; only the head is looked at.
 * @returns null where the head cannot be read
 */
export function pictureSize(bytes: Uint8Array, kind: string): [number, number] | null {
  if (kind === 'image/png' && bytes.length >= 24) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + 16, 8);
    return sized(view.getUint32(0), view.getUint32(4));
  }
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    return orientation >= 5 ? sized(height, width) : sized(width, height);
  } catch {
    return null;
  }
}

const sized = (width: number, height: number): [number, number] | null =>
  width > 0 && height > 0 ? [width, height] : null;
