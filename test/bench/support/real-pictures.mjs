import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import sharp from 'sharp';

const PACKED = path.resolve(import.meta.dirname, '../../../../shared/data/cifar10.jpegs.br');
const LABELS = path.resolve(import.meta.dirname, '../../../../shared/data/cifar10.labels.bin');

/** Whether this machine has the real pictures. */
export const hasRealPictures = () => existsSync(PACKED);

/**
 * The first `count` of CIFAR-10's pictures.
 * @param {number} count
 * @returns {Buffer[]} JPEG files
 */
export function realFiles(count) {
  const packed = brotliDecompressSync(readFileSync(PACKED));
  const files = [];
  for (let at = 0; at < packed.length && files.length < count;) {
    const length = packed.readUInt16LE(at);
    files.push(packed.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return files;
}

/** The labels of CIFAR-10's pictures, in their order. */
export const realLabels = () => readFileSync(LABELS);

/**
 * The first `count` of CIFAR-10's pictures.
 * @param {number} count
 * @returns {Promise<Buffer[]>} 32 × 32 × 3 bytes each, row-major HWC RGB
 */
export function realPictures(count) {
  const files = realFiles(count);
  return Promise.all(files.map((file) => sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer()));
}
