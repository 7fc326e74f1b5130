import { endingOf } from '../listing/paths.ts';

/** Pictures that can be read: by the browser's decoder, by a library (TIFF), or drawn by the page (SVG). */
export type ReadableKind = 'JPEG' | 'PNG' | 'WebP' | 'GIF' | 'BMP' | 'AVIF' | 'TIFF' | 'SVG';

const READABLE = /^(jpe?g|jpe|jfif|png|webp|gif|bmp|dib|avif|tiff?|svg)$/;
/** Pictures by their endings that no browser decodes. Raw files of cameras are TIFF by their bytes, so there the ending decides. */
const UNREADABLE: Record<string, string> = {
  ...named('HEIC', 'heic heif hif'),
  ...named('JPEG XL', 'jxl'),
  ...named('JPEG 2000', 'jp2 j2k j2c jpf jpx'),
  ...named('Photoshop', 'psd psb'),
  ...named('a raw file of a camera', 'cr2 cr3 crw nef nrw arw srf sr2 orf rw2 raf dng pef srw x3f raw'),
  ...named('OpenEXR', 'exr'),
  ...named('Radiance HDR', 'hdr'),
  ...named('Netpbm', 'ppm pgm pbm pnm pam'),
  ...named('Targa', 'tga'),
  ...named('DICOM', 'dcm dicom'),
  ...named('GIMP', 'xcf'),
  ...named('compressed SVG', 'svgz'),
};

function named(kind: string, endings: string): Record<string, string> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, kind]));
}

/** Whether a file's name says that it is a picture, one that can be read or one that cannot. */
export function isPictureName(path: string): boolean {
  const ending = endingOf(path);
  return READABLE.test(ending) || ending in UNREADABLE;
}

/** The kind of a picture that cannot be read, by its name: "HEIC". */
export const unreadableByName = (path: string): string | undefined => UNREADABLE[endingOf(path)];

/**
 * What kind of picture a file is, by its first bytes.
 * @returns `readable` or the name of a kind that is `not`; undefined for what is no picture
 */
export function pictureKind(head: Uint8Array): { readable: ReadableKind } | { not: string } | undefined {
  const ascii = (from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));
  const starts = ascii(0, 12);
  if (starts.startsWith('\xff\xd8\xff')) return { readable: 'JPEG' };
  if (starts.startsWith('\x89PNG')) return { readable: 'PNG' };
  if (starts.startsWith('GIF8')) return { readable: 'GIF' };
  if (starts.startsWith('RIFF') && starts.endsWith('WEBP')) return { readable: 'WebP' };
  // Behind BM stand the size, four zeros and the offset; then the header's own length.
  if (starts.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(head[14]) && head[15] === 0) {
    return { readable: 'BMP' };
  }
  if (/^(II\*\0|MM\0\*)/.test(starts)) return { readable: 'TIFF' };
  if (/^(II\+\0|MM\0\+)/.test(starts)) return { not: 'BigTIFF' };
  if (starts.slice(4, 8) === 'ftyp') return ofBrands(ascii(8, Math.min(head[3], 64)));
  if (starts.startsWith('\xff\x0a') || starts.startsWith('\0\0\0\x0cJXL ')) return { not: 'JPEG XL' };
  if (starts.startsWith('\0\0\0\x0cjP  ') || starts.startsWith('\xff\x4f\xff\x51')) return { not: 'JPEG 2000' };
  if (starts.startsWith('8BPS')) return { not: 'Photoshop' };
  if (starts.startsWith('\x76\x2f\x31\x01')) return { not: 'OpenEXR' };
  if (/^P[1-6][\s#]/.test(starts)) return { not: 'Netpbm' };
  if (ascii(128, 132) === 'DICM') return { not: 'DICOM' };
  return svgStart(head) >= 0 ? { readable: 'SVG' } : undefined;
}

/** Brands of an ISO base media file, four letters each; ISO/IEC 23008-12, and AVIF's specification. */
function ofBrands(brands: string): { readable: 'AVIF' } | { not: string } | undefined {
  if (/avi[fs]/.test(brands)) return { readable: 'AVIF' };
  if (/hei[cxms]|hev[cxms]|mif1|msf1/.test(brands)) return { not: 'HEIC' };
  return brands.startsWith('crx ') ? { not: 'a raw file of a camera' } : undefined;
}

/** Where the root element of an SVG begins; −1 where the bytes are none. */
export function svgStart(head: Uint8Array): number {
  const first = head.find((byte) => byte > 0x20);
  // A byte order mark, or markup at once; anything else, prose about SVG for one, is no picture.
  if (first !== 0x3c && first !== 0xef) return -1;
  const text = String.fromCharCode(...head.subarray(0, 16_384));
  const at = text.search(/<svg[\s>]/);
  return at >= 0 && !/<(html|body|head)[\s>]/i.test(text.slice(0, at)) ? at : -1;
}
