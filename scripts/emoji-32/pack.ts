import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import sharp from 'sharp';
import { Random } from '../../src/core/dataset/random.ts';
import { selectDrawings, type Drawing } from './select.ts';

const SIDE = 32;
const TEST_SHARE = 0.2;
const SEED = 32;
const FOLDER = 'emoji-32';

/** Draws one emoji on white. @returns 3,072 bytes as CIFAR stores them: 1,024 red, then green, then blue, row-major */
export async function drawPlanes(svg: string): Promise<Buffer> {
  const { data } = await sharp(Buffer.from(svg))
    .resize(SIDE, SIDE, { fit: 'contain', background: '#fff' })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const planes = Buffer.alloc(SIDE * SIDE * 3);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    for (let channel = 0; channel < 3; channel++) planes[channel * SIDE * SIDE + pixel] = data[3 * pixel + channel];
  }
  return planes;
}

/** Parts the drawings 80/20, whole emoji by whole emoji, and orders each part at random: a prefix of it is a fair sample. */
export function splitDrawings(drawings: Drawing[]): { train: Drawing[]; test: Drawing[] } {
  const random = new Random(SEED);
  const emoji = [...new Set(drawings.map((drawing) => drawing.emoji))];
  const order = random.shuffle(emoji.map((_, place) => place));
  const held = new Set(order.slice(0, Math.round(emoji.length * TEST_SHARE)).map((place) => emoji[place]));
  const shuffled = (part: Drawing[]) => random.shuffle(part.map((_, place) => place)).map((place) => part[place]);
  return {
    train: shuffled(drawings.filter((drawing) => !held.has(drawing.emoji))),
    test: shuffled(drawings.filter((drawing) => held.has(drawing.emoji))),
  };
}

/** One batch file in CIFAR-10's binary layout: a label byte and 3,072 bytes of pixels an image. */
async function batchOf(drawings: Drawing[], classes: string[]): Promise<Buffer> {
  const records: Buffer[] = [];
  for (const { category, svg } of drawings) {
    records.push(Buffer.from([classes.indexOf(category)]), await drawPlanes(svg));
  }
  return Buffer.concat(records);
}

function rowsOf(split: string, drawings: Drawing[]): string[] {
  return drawings.map(({ emoji, style }, index) => `${split},${index},${emoji.replaceAll('-', ' ')},${style}`);
}

/** Draws the demo and packs it as CIFAR's binary archives are, with a samples.csv beside the batches. Always the same bytes. */
export async function packEmoji32(): Promise<Buffer> {
  const drawings = selectDrawings();
  const classes = [...new Set(drawings.map((drawing) => drawing.category))].sort();
  const { train, test } = splitDrawings(drawings);
  const csv = ['split,index,emoji,style', ...rowsOf('train', train), ...rowsOf('test', test), ''].join('\n');
  const files: [string, Uint8Array][] = [
    ['batches.meta.txt', Buffer.from(classes.join('\n') + '\n')],
    ['samples.csv', Buffer.from(csv)],
    ['data_batch_1.bin', await batchOf(train, classes)],
    ['test_batch.bin', await batchOf(test, classes)],
  ];
  const tar = await packTar(
    files.map(([name, body]) => ({
      header: { name: `${FOLDER}/${name}`, size: body.length, mode: 0o644, mtime: new Date(0), type: 'file' as const },
      body,
    })),
  );
  return gzipSync(tar, { level: 9 });
}
