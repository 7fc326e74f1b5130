/** Whether a file starts as a pickle that holds a dictionary, of whatever protocol. */
export function looksPickled(head: Uint8Array): boolean {
  if (head[0] === 0x80) {
    return head[1] >= 2 && head[1] <= 5 && (head[2] === 0x7d || head[2] === 0x95);
  }
  // Protocol 0 begins "(dp0\n", protocol 1 "}q\0(".
  const zero = head[0] === 0x28 && head[1] === 0x64 && head[2] === 0x70 && head[3] >= 0x30 && head[3] <= 0x39;
  return zero || (head[0] === 0x7d && (head[1] === 0x71 || head[1] === 0x72 || head[1] === 0x28));
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

/** The brands that an ISO base media file names, four letters each (ISO/IEC 23008-12, and AVIF's specification); none for another file. */
export function brandsOf(head: Uint8Array): string {
  if (latin1(head, 4, 8) !== 'ftyp') return '';
  return latin1(head, 8, Math.min(head[3], 64));
}

/** Bytes `from … to` as text, one character each. */
export const latin1 = (head: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...head.subarray(from, to));

/** Whether bytes are text that may stand in a file of text. */
export const isText = (head: Uint8Array): boolean =>
  head.length > 0 && !head.some((byte) => byte < 9 || (byte > 13 && byte < 32));

/** Whether bytes begin as a web page does. */
export const isWebPage = (head: Uint8Array): boolean =>
  isText(head) && /^\s*<(!doctype html|html|head|meta|body)/i.test(new TextDecoder().decode(head));
