import { crc32 } from '../formats/listing/crc32.ts';
import { joined, utf8 } from './archive-file.ts';
import { compressed } from './compress.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const DEPTH = 8;
const TRUE_COLOUR = 2;
/** Filter of a row: each byte less the one of the pixel before. */
const SUB = 1;

/** Pixels (row-major HWC RGB) as a PNG (W3C, third edition), which loses nothing. */
export async function pngOf(pixels: Uint8Array, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const stride = width * 3;
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const at = y * (stride + 1);
    rows[at] = SUB;
    for (let x = 0; x < stride; x++) {
      const from = y * stride + x;
      rows[at + 1 + x] = x < 3 ? pixels[from] : pixels[from] - pixels[from - 3];
    }
  }
  const packed: Uint8Array[] = [];
  for await (const part of compressed(once(rows), 'deflate')) packed.push(part);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = DEPTH;
  header[9] = TRUE_COLOUR;
  return joined([SIGNATURE, chunk('IHDR', header), chunk('IDAT', joined(packed)), chunk('IEND', new Uint8Array())]);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([utf8(type), data]);
  const all = new Uint8Array(body.length + 8);
  const view = new DataView(all.buffer);
  view.setUint32(0, data.length);
  all.set(body, 4);
  view.setUint32(4 + body.length, crc32(body));
  return all;
}
