/** Chunks of a PNG that do not change how its pixels look (PNG, third edition, 11). */
const SILENT = /^(IHDR|PLTE|tRNS|sRGB|pHYs|bKGD|sBIT|hIST|tIME|tEXt|zTXt|iTXt)$/;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where the header has the bits of a sample. */
const BIT_DEPTH_AT = 24;

/**
 * Decodes a PNG out of memory, which takes a fraction of what a bitmap of a blob does and gives the same pixels: not where it has more than
 * eight bits, colours of its own, an orientation or several frames.
 * @returns whoever asks closes it; undefined where it is another picture or is damaged, or the browser has no decoder for bytes
 */
export async function plainPng(bytes: Uint8Array<ArrayBuffer>): Promise<VideoFrame | undefined> {
  if (typeof ImageDecoder === 'undefined' || !isPlain(bytes)) return undefined;
  const decoder = new ImageDecoder({ data: bytes, type: 'image/png' });
  try {
    return (await decoder.decode()).image;
  } catch {
    return undefined;
  } finally {
    decoder.close();
  }
}

function isPlain(bytes: Uint8Array): boolean {
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte) || bytes[BIT_DEPTH_AT] > 8) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE.length; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (chunk === 'IDAT') return true;
    if (!SILENT.test(chunk)) return false;
  }
  return false;
}
