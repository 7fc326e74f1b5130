import { describe, expect, it } from 'vitest';
import { decodePicture, decodeWhole, decodeWithin, type PictureBox } from '../../workers/shared/decode-picture.ts';
import { plainPng } from '../../workers/shared/plain-png.ts';
import { flatPicture, makePicture, makeTiff, turned } from '../support/pictures.ts';

const WHITE = '#ffffff';

const box = (fit: PictureBox['fit'], width = 8, height = 8, background = WHITE): PictureBox => {
  return { width, height, fit, background };
};

/** Left red, middle green, right blue, each a third. */
const flag = (width: number, height: number, type?: string): Promise<Blob> =>
  makePicture(
    width,
    height,
    (context) => {
      ['#ff0000', '#00ff00', '#0000ff'].forEach((colour, third) => {
        context.fillStyle = colour;
        context.fillRect((third * width) / 3, 0, width / 3, height);
      });
    },
    type,
  );

const NAMES = { red: [255, 0, 0], green: [0, 255, 0], blue: [0, 0, 255], white: [255, 255, 255], black: [0, 0, 0] };

/** The nearest of a few colours at a place, or their distance from all where there is none. */
function colourAt(rgba: Uint8ClampedArray, width: number, x: number, y: number): string {
  const pixel = rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4);
  expect(pixel[3]).toBe(255);
  const found = Object.entries(NAMES).find(([, colour]) => colour.every((value, c) => Math.abs(value - pixel[c]) < 40));
  return found?.[0] ?? `rgb ${pixel.join(' ')}`;
}

async function colours(file: Blob, into: PictureBox, places: [number, number][]): Promise<string[]> {
  const { rgba } = await decodePicture({ file }, into);
  expect(rgba).toHaveLength(into.width * into.height * 4);
  return places.map(([x, y]) => colourAt(rgba, into.width, x, y));
}

it('cuts out the middle, stretches, or keeps the whole with a border', async () => {
  const wide = await flag(300, 100);
  const across: [number, number][] = [
    [0, 4],
    [4, 4],
    [7, 4],
  ];
  expect(await colours(wide, box('crop'), across)).toEqual(['green', 'green', 'green']);
  expect(await colours(wide, box('squeeze'), across)).toEqual(['red', 'green', 'blue']);
  const padded = box('pad', 30, 30, '#000000');
  expect(
    await colours(wide, padded, [
      [0, 0],
      [4, 15],
      [15, 15],
      [26, 15],
      [29, 29],
    ]),
  ).toEqual(['black', 'red', 'green', 'blue', 'black']);
});

it('takes in every pixel of a picture that it shrinks', async () => {
  const stripes = await makePicture(512, 512, (context) => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 512, 512);
    context.fillStyle = '#000';
    for (let x = 0; x < 512; x += 2) context.fillRect(x, 0, 1, 512);
  });
  const { rgba } = await decodePicture({ file: stripes }, box('squeeze', 24, 24));
  for (let at = 0; at < rgba.length; at += 4) expect(Math.abs(rgba[at] - 127.5)).toBeLessThan(4);
});

it('turns pictures upright as their EXIF data say', async () => {
  const jpeg = await turned(await flag(96, 48, 'image/jpeg'), 6);
  const { rgba, width, height } = await decodePicture({ file: jpeg }, box('squeeze'));
  expect([width, height]).toEqual([48, 96]);
  expect([0, 4, 7].map((y) => colourAt(rgba, 8, 4, y))).toEqual(['red', 'green', 'blue']);
});

describe('a picture whose bytes are in memory', () => {
  const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
  const both = async (file: Blob) => {
    const bytes = await bytesOf(file);
    return [
      await decodePicture({ file, bytes }, box('pad', 40, 24)),
      await decodePicture({ file }, box('pad', 40, 24)),
    ];
  };
  const glass = (width: number, height: number): Promise<Blob> =>
    makePicture(width, height, (context) => {
      for (let x = 0; x < width; x++) {
        context.fillStyle = `rgb(${(x * 7) % 256} ${(x * 31) % 256} ${(x * 83) % 256} / ${(x % 5) / 4})`;
        context.fillRect(x, 0, 1, height);
      }
    });

  it('has the very pixels that its file has', async () => {
    for (const file of [await glass(33, 17), await glass(90, 300), await turned(await flag(96, 48, 'image/jpeg'), 6)]) {
      const [fromBytes, fromFile] = await both(file);
      expect(fromBytes).toEqual(fromFile);
    }
  });

  it('is a PNG in the browser’s own colours and way up, or goes by way of its file', async () => {
    const png = await bytesOf(await glass(33, 17));
    const header = 33;
    const withChunk = (name: string): Uint8Array<ArrayBuffer> =>
      Uint8Array.of(
        ...png.slice(0, header),
        0,
        0,
        0,
        0,
        ...new TextEncoder().encode(name),
        0,
        0,
        0,
        0,
        ...png.slice(header),
      );
    const isRead = async (bytes: Uint8Array<ArrayBuffer>): Promise<boolean> => {
      const frame = await plainPng(bytes);
      frame?.close();
      return frame !== undefined;
    };
    // Only Chromium has a decoder for bytes for certain.
    if (typeof ImageDecoder !== 'undefined') expect(await isRead(png)).toBe(true);
    for (const name of ['iCCP', 'gAMA', 'cHRM', 'cICP', 'eXIf', 'acTL', 'abCD']) {
      expect(await isRead(withChunk(name)), name).toBe(false);
    }
    expect(await isRead(png.slice(0, png.length >> 1))).toBe(false);
    expect(await isRead(await bytesOf(await flag(9, 9, 'image/jpeg')))).toBe(false);
    expect(await isRead(new Uint8Array(0))).toBe(false);
  });
});

it('lets the background through what is transparent', async () => {
  const hole = await makePicture(64, 64, (context) => {
    context.fillStyle = '#00f';
    context.fillRect(0, 0, 64, 32);
  });
  expect(
    await colours(hole, box('crop'), [
      [4, 1],
      [4, 6],
    ]),
  ).toEqual(['blue', 'white']);
  expect(await colours(hole, box('crop', 8, 8, '#ff0000'), [[4, 6]])).toEqual(['red']);
});

it('keeps the very pixels of a picture that has the size already', async () => {
  const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, at) => (at * 37) % 256);
  const { rgba } = await decodePicture({ pixels, width: 8, height: 8 }, box('crop'));
  expect([...rgba.filter((_, at) => at % 4 < 3)]).toEqual([...pixels]);
});

it('reads TIFF, grey and in colour', async () => {
  const grey = makeTiff(2, 1, 1, [0, 255]);
  expect(
    await colours(grey, box('squeeze', 2, 1), [
      [0, 0],
      [1, 0],
    ]),
  ).toEqual(['black', 'white']);
  const colour = makeTiff(2, 1, 3, [255, 0, 0, 0, 0, 255]);
  expect(
    await colours(colour, box('squeeze', 2, 1), [
      [0, 0],
      [1, 0],
    ]),
  ).toEqual(['red', 'blue']);
});

it('has the page draw an SVG, as large as it will be seen', async () => {
  const file = new Blob(['<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>']);
  const asked: number[][] = [];
  const { rgba } = await decodePicture({ file }, box('crop'), async (_, width, height) => {
    asked.push([width, height]);
    return createImageBitmap(await flatPicture(width || 4, height || 2, '#00ff00'));
  });
  expect(asked).toEqual([
    [0, 0],
    [16, 8],
  ]);
  expect(colourAt(rgba, 8, 4, 4)).toBe('green');
  await expect(decodePicture({ file }, box('crop'))).rejects.toThrow('an SVG is drawn by a page only');
});

it('says that a file is no picture, and which kind of TIFF it is that cannot be read', async () => {
  await expect(decodePicture({ file: new Blob(['hello']) }, box('crop'))).rejects.toThrow('cannot decode it');
  const cut = makeTiff(40, 40, 3, new Array<number>(4800).fill(9)).slice(0, 4900);
  await expect(decodePicture({ file: cut }, box('crop'))).rejects.toThrow('this kind of TIFF cannot be read');
});

it('shows the whole at its own shape, no larger than asked for and never enlarged', async () => {
  const large = await decodeWhole({ file: await flag(900, 300) }, 300, WHITE);
  expect([large.bitmap.width, large.bitmap.height, large.width, large.height]).toEqual([300, 100, 900, 300]);
  const small = await decodeWhole({ file: await flag(30, 60) }, 300, WHITE);
  expect([small.bitmap.width, small.bitmap.height]).toEqual([30, 60]);
});

it('makes a picture fit without ever enlarging it', async () => {
  const sizeIn = async (file: Blob, fit: PictureBox['fit']): Promise<number[]> => {
    const { rgba, width, height } = await decodeWithin({ file }, box(fit, 90, 90));
    expect(rgba).toHaveLength(width * height * 4);
    return [width, height];
  };
  const [large, small] = [await flag(300, 120), await flag(60, 30)];
  for (const fit of ['crop', 'pad', 'squeeze'] as const) expect(await sizeIn(large, fit)).toEqual([90, 90]);
  expect(await sizeIn(small, 'crop')).toEqual([30, 30]);
  expect(await sizeIn(small, 'pad')).toEqual([60, 60]);
  expect(await sizeIn(small, 'squeeze')).toEqual([60, 30]);
  const { rgba } = await decodeWithin({ file: small }, box('squeeze', 90, 90));
  expect([5, 30, 55].map((x) => colourAt(rgba, 60, x, 15))).toEqual(['red', 'green', 'blue']);
});
