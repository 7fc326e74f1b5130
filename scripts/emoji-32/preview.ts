import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import sharp from 'sharp';

const SIDE = 32;
const COLUMNS = 14;
const ROWS = 4;

/** A contact sheet of the demo's first pictures, 14×4 of them at 32×32, as PNG: what the demo's card shows. */
export async function previewOf(archive: Uint8Array): Promise<Buffer> {
  const entries = await unpackTar(gunzipSync(archive));
  const batch = entries.find((entry) => entry.header.name.endsWith('data_batch_1.bin'))!.data!;
  const record = 1 + 3 * SIDE * SIDE;
  const sheet = Buffer.alloc(COLUMNS * ROWS * SIDE * SIDE * 3);
  for (let tile = 0; tile < COLUMNS * ROWS; tile++) {
    const [left, top] = [(tile % COLUMNS) * SIDE, Math.floor(tile / COLUMNS) * SIDE];
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const at = ((top + Math.floor(pixel / SIDE)) * COLUMNS * SIDE + left + (pixel % SIDE)) * 3;
      for (let c = 0; c < 3; c++) sheet[at + c] = batch[tile * record + 1 + c * SIDE * SIDE + pixel];
    }
  }
  return sharp(sheet, { raw: { width: COLUMNS * SIDE, height: ROWS * SIDE, channels: 3 } })
    .png()
    .toBuffer();
}
