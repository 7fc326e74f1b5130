import { imageSize } from 'image-size';
import { svgStart } from '../first-bytes.ts';
import type { ReadableKind } from '../picture-kind.ts';

/** Of the element that begins an SVG, which holds its size. */
const ROOT_BYTES = 4096;
/** What browsers give an SVG that says nothing of its size (CSS 2.2, 10.3.2). */
const SVG_DEFAULT: [number, number] = [300, 150];

/**
 * Width and height as a picture is seen, after the orientation that its EXIF data ask for.
 * @param head the first bytes of the file
 * @param more reads bytes `from … to` of it, fewer at its end
 * @returns undefined where it does not say how large it is
 */
export async function pictureSize(
  kind: ReadableKind,
  head: Uint8Array,
  more: (from: number, to: number) => Promise<Uint8Array>,
): Promise<[number, number] | undefined> {
  if (kind === 'SVG') return svgSize(head);
  if (kind === 'TIFF') return measure(await tiffDirectory(head, more));
  return measure(kind === 'AVIF' ? asStill(head) : head);
}

function measure(bytes: Uint8Array): [number, number] | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    if (!(width > 0) || !(height > 0)) return undefined;
    return orientation >= 5 && orientation <= 8 ? [height, width] : [width, height];
  } catch {
    return undefined;
  }
}

function svgSize(head: Uint8Array): [number, number] {
  const start = svgStart(head);
  return measure(head.subarray(start, start + ROOT_BYTES)) ?? SVG_DEFAULT;
}

/** An animated AVIF, or one that names another brand first, under the brand of still ones, which is the one that is known. */
function asStill(head: Uint8Array): Uint8Array {
  const copy = head.slice();
  copy.set([0x61, 0x76, 0x69, 0x66], 8);
  return copy;
}

/** A TIFF's header with the directory that it points to right behind it, wherever that lies in the file. */
async function tiffDirectory(
  head: Uint8Array,
  more: (from: number, to: number) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (head.length < 8) return head;
  const littleEndian = head[0] === 0x49;
  const at = new DataView(head.buffer, head.byteOffset).getUint32(4, littleEndian);
  const directory = await more(at, at + 4096);
  const joined = new Uint8Array(8 + directory.length);
  joined.set(head.subarray(0, 8));
  new DataView(joined.buffer).setUint32(4, 8, littleEndian);
  joined.set(directory, 8);
  return joined;
}
