import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../../src/core/formats/byte-reader.ts';
import { isTarHeader, readTar } from '../../../src/core/formats/tar.ts';
import { never, refusal, streamOf, tarOf, text } from './support.ts';

async function unpack(bytes: Uint8Array, chunk = 1000): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const entry of readTar(new ByteReader(streamOf(bytes, chunk), never()), 'a.tar')) {
    files[entry.path] = new TextDecoder().decode(await entry.readAll(1e6));
  }
  return files;
}

/** A ustar header by hand, for what the packing library does not write. */
function header(name: string, size: number | string, type: string): Uint8Array {
  const block = new Uint8Array(512);
  block.set(text(name));
  block.set(text(size.toString(8).padStart(11, '0')), 124);
  block.set(text('        '), 148);
  block.set(text(type), 156);
  const sum = block.reduce((a, b) => a + b, 0);
  block.set(text(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return block;
}

function joined(...blocks: Uint8Array[]): Uint8Array {
  return Uint8Array.from(blocks.flatMap((block) => [...block, ...new Uint8Array(-block.length & 511)]));
}

describe('readTar', () => {
  it('gives every file with its path and bytes, however the stream is cut into chunks', async () => {
    const files = { 'a/one.txt': 'x'.repeat(700), 'a/two.txt': '', 'three.txt': 'y'.repeat(512) };
    const bytes = await tarOf(Object.fromEntries(Object.entries(files).map(([name, body]) => [name, text(body)])));
    for (const chunk of [1, 7, 512, 513, 100_000]) expect(await unpack(bytes, chunk)).toEqual(files);
  });

  it('skips what its reader leaves unread', async () => {
    const bytes = await tarOf({ a: text('a'.repeat(5000)), b: text('bb') });
    const seen: string[] = [];
    for await (const entry of readTar(new ByteReader(streamOf(bytes), never()), 'a.tar')) {
      await entry.readInto(new Uint8Array(1));
      seen.push(`${entry.name} ${entry.size}`);
    }
    expect(seen).toEqual(['a 5000', 'b 2']);
  });

  it('leaves out folders', async () => {
    expect(await unpack(await tarOf({ 'folder/': new Uint8Array(0), 'folder/f': text('f') }))).toEqual({
      'folder/f': 'f',
    });
  });

  it('knows long paths as pax writes them and as GNU tar does', async () => {
    const long = `${'deep/'.repeat(60)}data_batch_1.bin`;
    expect(await unpack(await tarOf({ [long]: text('1') }))).toEqual({ [long]: '1' });
    const gnu = joined(
      header('././@LongLink', long.length + 1, 'L'),
      text(`${long}\0`),
      header('cut', 1, '0'),
      text('1'),
      new Uint8Array(1024),
    );
    expect(await unpack(gnu)).toEqual({ [long]: '1' });
  });

  it('says where a header is damaged', async () => {
    const bytes = await tarOf({ a: text('a'), b: text('b') });
    bytes[1024 + 3] ^= 1;
    expect(await refusal(() => unpack(bytes))).toBe(
      'a.tar: the archive is damaged at byte 1,024. Download it again. Nothing was imported.',
    );
  });

  it('says where a header gives no size', async () => {
    const bytes = joined(header('a', 'z'.repeat(11), '0'), text('1'));
    expect(await refusal(() => unpack(bytes))).toMatch(
      /^a\.tar: the archive is damaged at byte 0: a file has no size\./,
    );
  });

  it('refuses an archive cut off at any byte before its end mark', async () => {
    const bytes = await tarOf({ a: text('a'.repeat(600)), b: text('b') });
    // Two blocks of zeros mark the end; one is enough to know it.
    const mark = bytes.length - 1024;
    for (let length = 1; length < mark + 512; length += 37) {
      expect(await refusal(() => unpack(bytes.slice(0, length)))).toMatch(/cut off/);
    }
    expect(await unpack(bytes)).toHaveProperty('b', 'b');
  });

  it('never throws anything but a sentence, whatever is flipped', async () => {
    const bytes = await tarOf({ [`${'p/'.repeat(80)}a`]: text('a'.repeat(600)), b: text('b') });
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = bytes.slice();
        damaged[at] ^= flip;
        await unpack(damaged).catch((error: unknown) => expect(error).toHaveProperty('code', 'import'));
      }),
      { numRuns: 400 },
    );
  });
});

describe('isTarHeader', () => {
  it('is not fooled by zeros, text or a short file', () => {
    expect(isTarHeader(new Uint8Array(512))).toBe(false);
    expect(isTarHeader(text('x'.repeat(512)))).toBe(false);
    expect(isTarHeader(header('a', 1, '0').subarray(0, 511))).toBe(false);
    expect(isTarHeader(header('a', 1, '0'))).toBe(true);
  });
});
