import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { headOf } from '../../../../src/core/formats/listed-file.ts';
import { listFiles } from '../../../../src/core/formats/listing/list-files.ts';
import { refusal, tarOf, text } from '../support.ts';
import { blobOf, contents, list, quiet, zipOf, type Body } from './support.ts';
import { brought } from '../../../support/brought.ts';

const FILES = { 'pets/cat/1.png': 'meow'.repeat(500), 'pets/dog/2.png': 'woof', 'pets/empty.txt': '' };
const asZip = (options = {}): Promise<Blob> => zipOf(Object.entries(FILES), options);
const asTar = (): Promise<Uint8Array> =>
  tarOf(Object.fromEntries(Object.entries(FILES).map(([path, body]) => [path, text(body)])));

describe('listFiles', () => {
  it('lists what is in a zip archive, whether packed or stored', async () => {
    for (const level of [0, 6]) {
      const files = await list({ 'pets.zip': await asZip({ level }) });
      expect(files.map(({ path, size }) => [path, size])).toEqual(
        Object.entries(FILES).map(([path, body]) => [path, body.length]),
      );
      expect(await contents(files)).toEqual(FILES);
    }
  });

  it('lists what is in a tar archive, packed or not, whatever it is called', async () => {
    const tar = await asTar();
    for (const [name, bytes] of [
      ['pets.tar', tar],
      ['pets.tgz', gzipSync(tar)],
      ['download', gzipSync(tar)],
      ['pets.tar.deflate', deflateSync(tar)],
    ] as const) {
      expect(await contents(await list({ [name]: bytes })), name).toEqual(FILES);
    }
  });

  it('reads the beginning of a file in an archive, and no more than there is', async () => {
    const [file, small] = await list({ 'pets.zip': await asZip() });
    expect(new TextDecoder().decode(await headOf(file, 6))).toBe('meowme');
    expect(new TextDecoder().decode(await headOf(small, 1000))).toBe('woof');
  });

  it('reads beginnings in an archive in whatever order they are asked for, of small and large files', async () => {
    const bodies = Array.from({ length: 40 }, (_, i): [string, string] => [
      `${i}.png`,
      `${i} `.repeat(i % 7 === 3 ? 150_000 : 20_000 + 900 * i),
    ]);
    const orders = [bodies.map((_, i) => i), bodies.map((_, i) => 39 - i), bodies.map((_, i) => (i * 17) % 40)];
    for (const level of [0, 6]) {
      const zip = await zipOf(bodies, { level });
      for (const order of orders) {
        const files = await list({ 'pets.zip': zip });
        const heads = await Promise.all(
          order.map(async (i) => new TextDecoder().decode(await headOf(files[i], 65_536))),
        );
        expect(heads).toEqual(order.map((i) => bodies[i][1].slice(0, 65_536)));
        expect(await files[order[0]].blob().then((blob) => blob.text())).toBe(bodies[order[0]][1]);
      }
    }
  });

  it('leaves alone what is no archive: gzipped files, arrays and models that are zipped inside', async () => {
    const files = {
      'train-images-idx3-ubyte.gz': gzipSync('no tar'),
      'data.npz': await zipOf([['images.npy', 'x']]),
      'model.pt': await zipOf([['model/data.pkl', 'x']]),
    };
    expect((await list(files)).map(({ path }) => path)).toEqual(Object.keys(files));
  });

  it('opens archives that are dropped side by side, each into a folder of its name', async () => {
    const files = await list({
      'train.zip': await zipOf([['1.png', 'a']]),
      'test.zip': await zipOf([['1.png', 'b']]),
      'labels.csv': 'id,label',
    });
    expect(await contents(files)).toEqual({ 'labels.csv': 'id,label', 'train/1.png': 'a', 'test/1.png': 'b' });
  });

  it('takes archives in archives and in folders for files like others', async () => {
    const inner = await asZip();
    expect((await list({ 'outer.zip': await zipOf([['inner.zip', inner]]) })).map(({ path }) => path)).toEqual([
      'inner.zip',
    ]);
    expect((await list({ 'folder/inner.zip': inner })).map(({ path }) => path)).toEqual(['folder/inner.zip']);
  });

  it('leaves out what systems leave beside the files', async () => {
    const files = await list({
      'a.zip': await zipOf([
        ['cats/', ''],
        ['cats/1.png', 'a'],
        ['cats/._1.png', 'x'],
        ['__MACOSX/cats/._1.png', 'x'],
        ['cats/.DS_Store', 'x'],
        ['cats/Thumbs.db', 'x'],
        ['desktop.ini', 'x'],
      ]),
    });
    expect(files.map(({ path }) => path)).toEqual(['cats/1.png']);
  });

  it('keeps paths that would lead out of the archive, or hide what they are, as text', async () => {
    const paths = [
      '../../etc/passwd.png',
      'C:\\cats\\1.png',
      'a/\u202egnp.exe',
      'a/\u0007bell.png',
      'con/..\\..\\x.png',
    ];
    const files = await list({ 'evil.zip': await zipOf(paths.map((path) => [path, 'x'])) });
    expect(files.map(({ path }) => path)).toEqual(paths);
    const absolute = await list({ 'evil.tar': await tarOf({ '/etc/./1.png': text('x') }) });
    expect(absolute.map(({ path }) => path)).toEqual(['etc/1.png']);
  });

  it('tells two files of one path apart', async () => {
    const twice = await list({
      a: joinedTars(await tarOf({ 'cat.png': text('one') }), await tarOf({ './cat.png': text('two') })),
    });
    expect(await contents(twice)).toEqual({ 'cat.png': 'one', 'cat (2).png': 'two' });
  });

  it('refuses by name what is encrypted, cut off, split or packed as no browser unpacks', async () => {
    expect(await refusal(async () => list({ 'a.zip': await zipOf([['cat.png', 'x']], { password: 'secret' }) }))).toBe(
      'a.zip: cat.png is encrypted. Unzip the archive and drop the folder. Nothing was imported.',
    );
    const zip = await asZip();
    expect(await refusal(() => list({ 'a.zip': zip.slice(0, zip.size - 30) }))).toContain(
      'a.zip: the zip archive cannot be read',
    );
    expect(await refusal(() => list({ 'a.zip': 'no zip' }))).toContain('a.zip: the zip archive cannot be read');
    expect(await refusal(async () => list({ 'a.tar.gz': gzipSync(await asTar()).subarray(0, 120) }))).toContain(
      'cut off or damaged',
    );
    expect(await refusal(async () => list({ 'a.tar': (await asTar()).subarray(0, 700) }))).toContain('cut off');
    expect(await refusal(() => list({ 'a.tar.xz': 'x' }))).toContain('a.tar.xz is packed with xz');
  });

  it('unpacks Zstandard where the browser can, and else says what to do', async () => {
    const zstd = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0);
    expect(await refusal(() => list({ 'a.tar.zst': zstd }))).toMatch(
      /cannot unpack\. Pack it as \.tar\.gz or \.zip|damaged/,
    );
  });

  it('says which file of a zip archive is damaged when that is read', async () => {
    const bytes = new Uint8Array(await (await asZip()).arrayBuffer());
    // The first local header, without its signature.
    bytes[0] = 0;
    const [file] = await listFiles([brought('a.zip', blobOf(bytes))], quiet());
    expect(await refusal(() => file.blob())).toContain('a.zip: pets/cat/1.png is damaged');
  });

  it('refuses a file that unpacks to more, or less, than the directory says', async () => {
    const body = 'meow'.repeat(500);
    for (const claim of [10, 4000]) {
      const bytes = new Uint8Array(await (await zipOf([['cat.png', body]])).arrayBuffer());
      const central = new DataView(bytes.buffer, findCentral(bytes));
      central.setUint32(24, claim, true);
      const [file] = await list({ 'a.zip': bytes });
      expect(await refusal(() => file.blob())).toContain(
        `a.zip: cat.png does not unpack to the ${claim === 10 ? '10' : '4,000'} bytes`,
      );
    }
  });

  it.each([0, 6])(
    'says which file of a zip archive does not have the bytes that were packed, at level %i',
    async (level) => {
      const options = { level };
      const bytes = new Uint8Array(await (await zipOf([['cat.png', 'meow'.repeat(50)]], options)).arrayBuffer());
      const directory = new DataView(bytes.buffer, findCentral(bytes));
      directory.setUint32(16, directory.getUint32(16, true) ^ 1, true);
      const [file] = await list({ 'a.zip': bytes });
      const said =
        'a.zip: cat.png is damaged: its bytes do not match the checksum in the archive’s directory. Zip or download it again. Nothing was imported.';
      expect(await refusal(() => file.blob())).toBe(said);
      expect(await refusal(() => file.head!(200))).toBe(said);
      // Of the first bytes alone nothing can be said.
      expect(new TextDecoder().decode(await file.head!(8))).toBe('meowmeow');
    },
  );

  it.each([0, 6])('never gives another file’s bytes under a file’s name, at level %i', async (level) => {
    const files: [string, Body][] = ['a', 'b', 'c'].map((name) => [`${name}.png`, `${name} says ${'meow'.repeat(50)}`]);
    const bytes = new Uint8Array(await (await zipOf(files, { level })).arrayBuffer());
    const offsets = centralsIn(bytes).map((at) => new DataView(bytes.buffer, at + 42));
    offsets[1].setUint32(0, offsets[2].getUint32(0, true), true);
    const [a, b, c] = await list({ 'a.zip': bytes });
    const said = /^a\.zip: b\.png: another file stands where the archive’s directory says that it is/;
    expect(await refusal(() => b.blob())).toMatch(said);
    expect(await refusal(() => b.head!(5))).toMatch(said);
    expect(await contents([a, c])).toEqual({ 'a.png': files[0][1], 'c.png': files[2][1] });
  });

  it('compares the sizes before a file with those of the directory, where they are there', async () => {
    const bytes = new Uint8Array(await (await zipOf([['cat.png', 'meow'.repeat(50)]], { level: 0 })).arrayBuffer());
    const header = new DataView(bytes.buffer);
    header.setUint16(6, header.getUint16(6, true) & ~8, true);
    header.setUint32(18, 200, true);
    header.setUint32(22, 200, true);
    expect(await contents(await list({ 'a.zip': bytes }))).toEqual({ 'cat.png': 'meow'.repeat(50) });
    header.setUint32(22, 199, true);
    const [file] = await list({ 'a.zip': bytes });
    expect(await refusal(() => file.blob())).toContain('a.zip: cat.png: another file stands');
  });

  it('ends with what the signal says', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    const context = { signal: abort.signal, progress: () => undefined };
    for (const file of [await asZip(), blobOf(await asTar()), blobOf(gzipSync(await asTar()))]) {
      await expect(listFiles([brought('a', file)], context)).rejects.toThrow('enough');
    }
  });
});

describe('a bomb', () => {
  it('is refused by its name when it is a zip archive whose directory says so', async () => {
    // 10 GB of zeros come to 10 MB; here the directory only says so.
    const bytes = new Uint8Array(
      await (await zipOf([['zeros.png', deflateRawSync(new Uint8Array(1000))]])).arrayBuffer(),
    );
    new DataView(bytes.buffer, findCentral(bytes)).setUint32(24, 4_000_000_000, true);
    expect(await refusal(() => list({ 'bomb.zip': bytes }))).toMatch(
      /^bomb\.zip unpacks to 4,000 MB or more from [1-9]\d* kB, as no pictures do/,
    );
  });

  it('is refused while it is unpacked when it is a packed tar archive', async () => {
    const head = (await tarOf({ 'zeros.png': text('x') })).subarray(0, 512);
    const size = '77777777777';
    head.set(text(size), 124);
    head.set(text('        '), 148);
    const sum = head.reduce((a, b) => a + b, 0);
    head.set(text(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    // A gzip file may have several members: the same megabyte of zeros again and again.
    const zeros = gzipSync(new Uint8Array(1_000_000));
    const bomb = new Blob([gzipSync(head), ...Array.from({ length: 400 }, () => zeros)] as BlobPart[]);
    expect(await refusal(() => list({ 'bomb.tar.gz': bomb }))).toMatch(
      /^bomb\.tar\.gz unpacks to 10\d MB or more from [1-9]\d* kB/,
    );
  });
});

/** Where the entries of a zip archive's directory begin. */
function centralsIn(bytes: Uint8Array): number[] {
  const at: number[] = [];
  const whole = Buffer.from(bytes.buffer);
  for (let i = findCentral(bytes); i >= 0; i = whole.indexOf('PK\x01\x02', i + 4, 'latin1')) at.push(i);
  return at;
}

/** Where the directory of a zip archive begins, for what no packer writes. */
function findCentral(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer).indexOf('PK\x01\x02', 0, 'latin1');
}

/** Two tar archives as one: the end mark of the first left out. */
function joinedTars(first: Uint8Array, second: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([first.subarray(0, 1024), second]));
}
