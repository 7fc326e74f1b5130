import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { BlobReader, ZipWriter } from '@zip.js/zip.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import sharp from 'sharp';
import { hasRealPictures, realFiles, realLabels } from './real-pictures.mjs';

const PHOTOS = 5000;
const CLASSES = 10;
const [WIDTH, HEIGHT] = [500, 375];
const MADE_AT_ONCE = 16;
const REAL = 60_000;
const CIFAR_10 = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');

/**
 * Makes what `bench -- import` reads.
 * @param {string} folder to make it in
 * @returns {Promise<string[]>} paths: a folder of photos, the same as a zip, and CIFAR-10 as Parquet where the real pictures are there
 */
export async function makeImportData(folder) {
  console.error(`Making ${PHOTOS} photos of ${WIDTH}×${HEIGHT} …`);
  const photos = path.join(folder, 'photos');
  const zip = path.join(folder, 'photos.zip');
  const writer = new ZipWriter(Writable.toWeb(createWriteStream(zip)), { level: 0 });
  for (let c = 0; c < CLASSES; c++) mkdirSync(path.join(photos, `class ${c}`), { recursive: true });
  for (let start = 0; start < PHOTOS; start += MADE_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(MADE_AT_ONCE, PHOTOS - start) }, (_, i) => start + i);
    const files = await Promise.all(numbers.map(photo));
    for (const [j, bytes] of files.entries()) {
      const name = `class ${numbers[j] % CLASSES}/${String(numbers[j]).padStart(5, '0')}.jpg`;
      writeFileSync(path.join(photos, name), bytes);
      await writer.add(name, new BlobReader(new Blob([new Uint8Array(bytes)])));
    }
  }
  await writer.close();
  return hasRealPictures() ? [photos, zip, await writeParquet(path.join(folder, 'cifar10.parquet'))] : [photos, zip];
}

/**
 * A photo of soft colours and grain, about as large as one of a camera.
 * @param {number} number
 */
async function photo(number) {
  const [w, h] = [25, 19];
  const coarse = Uint8Array.from(
    { length: w * h * 3 },
    (_, i) => (Math.imul(number * 9973 + i * 31 + 7, 2654435761) >>> 24) & 255,
  );
  const grain = { type: /** @type {const} */ ('gaussian'), mean: 128, sigma: 14 };
  const noise = await sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#808080', noise: grain },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(coarse, { raw: { width: w, height: h, channels: 3 } })
    .resize(WIDTH, HEIGHT, { kernel: 'cubic' })
    .composite([{ input: noise, blend: 'overlay' }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

/**
 * Hugging Face's layout: an image struct of bytes and path, and a class label with its names in the metadata.
 * @param {string} file
 */
async function writeParquet(file) {
  const jpegs = realFiles(REAL);
  console.error(`Making ${jpegs.length} PNGs in Parquet …`);
  /** @type {{ bytes: Uint8Array, path: string }[]} */
  const images = [];
  for (let start = 0; start < jpegs.length; start += 500) {
    const pngs = await Promise.all(jpegs.slice(start, start + 500).map((jpeg) => sharp(jpeg).png().toBuffer()));
    images.push(...pngs.map((png, i) => ({ bytes: new Uint8Array(png), path: `${start + i}.png` })));
  }
  const features = {
    image: { _type: 'Image' },
    label: { names: CIFAR_10, _type: 'ClassLabel' },
  };
  const written = parquetWriteBuffer({
    columnData: [
      { name: 'image', data: images },
      { name: 'label', data: Array.from(realLabels()) },
    ],
    schema: [
      { name: 'root', num_children: 2 },
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'label', type: 'INT32', repetition_type: 'OPTIONAL' },
    ],
    rowGroupSize: 1000,
    kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }],
  });
  writeFileSync(file, new Uint8Array(written));
  return file;
}
