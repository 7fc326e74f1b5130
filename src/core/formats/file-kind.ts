/** First bytes of files that people drop by mistake. */
const MAGIC: [number[], string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x42, 0x5a, 0x68], 'a bzip2 file'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz file'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard file'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'a NumPy array'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0x1f, 0x8b], 'a gzip file'],
];

/**
 * What a file is, by its first bytes, in words that fit after "is".
 * @returns undefined where they are not recognised
 */
export function fileKind(head: Uint8Array): string | undefined {
  const known = MAGIC.find(([magic]) => magic.every((byte, i) => head[i] === byte));
  if (known) return known[1];
  if (looksPickled(head)) return 'a Python pickle';
  if (head.length === 0 || head.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return undefined;
  const start = new TextDecoder().decode(head).trimStart().toLowerCase();
  if (/^<(!doctype html|html|head|meta|body)/.test(start)) return 'a web page (HTML)';
  return 'a text file';
}

/** Whether a file starts as a pickle that holds a dictionary, of whatever protocol. */
export function looksPickled(head: Uint8Array): boolean {
  if (head[0] === 0x80) {
    return head[1] >= 2 && head[1] <= 5 && (head[2] === 0x7d || head[2] === 0x95);
  }
  // Protocol 0 begins "(dp0\n", protocol 1 "}q\0(".
  const zero = head[0] === 0x28 && head[1] === 0x64 && head[2] === 0x70 && head[3] >= 0x30 && head[3] <= 0x39;
  return zero || (head[0] === 0x7d && (head[1] === 0x71 || head[1] === 0x72 || head[1] === 0x28));
}
