import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { lookAtPictures } from '../../../../src/core/formats/folders/look-at-pictures.ts';
import { list, quiet, zipOf, type Body } from '../listing/support.ts';

const look = async (files: Record<string, Body>) => lookAtPictures(await list(files), quiet());

/** Size of the only picture. */
async function sizeOf(body: Body, name = 'a'): Promise<unknown> {
  const { pictures, unreadable } = await look({ [name]: body });
  return pictures.length ? [pictures[0].width, pictures[0].height] : unreadable[0]?.why;
}

const photo = () => sharp({ create: { width: 70, height: 30, channels: 3, background: '#a52' } });

/** A PNG that says how large it is and has no pixels. */
function pngOf(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(57);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

describe('lookAtPictures', () => {
  it('tells kind and size from the bytes, whatever the name', async () => {
    const kinds = [
      photo().jpeg(),
      photo().png(),
      photo().webp(),
      photo().webp({ lossless: true }),
      photo().gif(),
      photo().avif(),
      photo().tiff(),
    ];
    for (const kind of kinds) expect(await sizeOf(await kind.toBuffer())).toEqual([70, 30]);
    const transparent = sharp({ create: { width: 9, height: 5, channels: 4, background: '#0000' } });
    expect(await sizeOf(await transparent.webp().toBuffer(), 'wrong.jpg')).toEqual([9, 5]);
  });

  it('gives the size as it is seen where EXIF turns the picture', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const turned = await photo().withMetadata({ orientation }).jpeg().toBuffer();
      expect(await sizeOf(turned), String(orientation)).toEqual(orientation < 5 ? [70, 30] : [30, 70]);
    }
  });

  it('finds the size behind much else: previews in a JPEG, the directory at the end of a TIFF', async () => {
    const jpeg = await photo().jpeg().toBuffer();
    const comment = Buffer.alloc(65_002, 0x20);
    comment.set([0xff, 0xfe, 0xfd, 0xe8]);
    expect(await sizeOf(Buffer.concat([jpeg.subarray(0, 2), comment, comment, comment, jpeg.subarray(2)]))).toEqual([
      70, 30,
    ]);
    const large = sharp({ create: { width: 300, height: 200, channels: 3, background: '#123' } });
    expect(await sizeOf(await large.tiff({ compression: 'none' }).toBuffer())).toEqual([300, 200]);
  });

  it('measures SVG by its size, its view or what browsers give it', async () => {
    const svg = (attributes: string): string =>
      `<?xml version="1.0"?>\n<!-- drawn -->\n<svg ${attributes}><path/></svg>`;
    expect(await sizeOf(svg('width="20" height="10"'))).toEqual([20, 10]);
    expect(await sizeOf(svg('viewBox="0 0 36 24"'))).toEqual([36, 24]);
    expect(await sizeOf(svg('width="100%"'))).toEqual([300, 150]);
    expect(await sizeOf('<html><svg width="1" height="1"></svg></html>', 'a.svg')).toContain('web page');
  });

  it('refuses by name a picture that no browser could hold, without decoding it', async () => {
    const { pictures, unreadable } = await look({
      'huge.png': pngOf(60_000, 60_000),
      'wide.png': pngOf(40_000, 1),
      'many.png': pngOf(20_000, 20_000),
      'fine.png': pngOf(16_000, 16_000),
    });
    expect(pictures.map(({ file }) => file.path)).toEqual(['fine.png']);
    expect(unreadable.map(({ path }) => path)).toEqual(['huge.png', 'wide.png', 'many.png']);
    expect(unreadable[0].why).toBe(
      'it has 60,000 × 60,000 pixels; at most 32,767 a side and 268 megapixels can be read',
    );
  });

  it('names what cannot be read, and why', async () => {
    const heic = '\0\0\0\x18ftypheic\0\0\0\0mif1heic';
    const { unreadable, strangers } = await look({
      'a.HEIC': 'x',
      'b.jpg': heic,
      'c.jxl': 'x',
      'd.cr2': 'II*\0',
      'e.png': '',
      'f.png': '<!doctype html><title>404</title>',
      'g.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]),
      'h.dat': 'no picture',
    });
    expect(unreadable).toEqual([
      { path: 'a.HEIC', why: 'it is HEIC, which browsers cannot read' },
      { path: 'b.jpg', why: 'it is HEIC, which browsers cannot read' },
      { path: 'c.jxl', why: 'it is JPEG XL, which browsers cannot read' },
      { path: 'd.cr2', why: 'it is a raw file of a camera, which browsers cannot read' },
      { path: 'e.png', why: 'it is empty' },
      { path: 'f.png', why: 'it is a web page (HTML), no picture' },
      { path: 'g.jpg', why: 'it begins as a JPEG picture and does not go on as one' },
    ]);
    expect(strangers.map(({ path }) => path)).toEqual(['h.dat']);
  });

  it('names a picture that is damaged in an archive, and goes on', async () => {
    const jpeg = await photo().jpeg().toBuffer();
    const bytes = new Uint8Array(
      await (
        await zipOf([
          ['a.jpg', jpeg],
          ['b.jpg', jpeg],
        ])
      ).arrayBuffer(),
    );
    bytes[0] = 0;
    const { pictures, unreadable } = await look({ 'x.zip': bytes });
    expect(pictures.map(({ file }) => file.path)).toEqual(['b.jpg']);
    expect(unreadable).toEqual([
      { path: 'a.jpg', why: 'x.zip: a.jpg is damaged or cut off in the archive. Zip or download it again.' },
    ]);
  });

  it('survives any bytes behind any beginning', async () => {
    const real = await Promise.all(
      [photo().jpeg(), photo().png(), photo().webp(), photo().gif(), photo().avif(), photo().tiff()].map((kind) =>
        kind.toBuffer(),
      ),
    );
    const flip = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...real),
        fc.array(flip, { maxLength: 6 }),
        fc.nat(),
        async (bytes, flips, cut) => {
          const bad = bytes.subarray(0, cut % 2 ? bytes.length : cut % bytes.length).slice();
          const copy = new Uint8Array(bad);
          for (const [at, to] of flips) if (copy.length) copy[at % copy.length] = to;
          const { pictures, unreadable, strangers } = await look({ a: copy });
          expect(pictures.length + unreadable.length + strangers.length).toBe(1);
        },
      ),
      { numRuns: 500 },
    );
  });
});
