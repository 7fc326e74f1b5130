import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { extract } from '../../workers/engine/backbone/extract.ts';
import { describePicture } from '../../workers/engine/backbone/describe-picture.ts';
import { compare } from '../../workers/probe/compare.ts';
import { motifPicture } from '../support/motifs.ts';
import { storePhotos } from '../support/photo-dataset.ts';
import { turned } from '../support/pictures.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const CHOICE = { backbone: 'lite0-e14', side: 64 } as const;
const COUNT = 60;
/** Sample 41 is a copy of sample 7, smaller and encoded anew. */
const [SOURCE, COPY] = [7, 41];
const never = new AbortController().signal;
const quiet = (): void => undefined;

let info: DatasetInfo;

beforeAll(async () => {
  await emptyDatabase();
  const shape = (i: number) => ({ width: 120, height: i % 2 === 0 ? 120 : 90 });
  const fileOf = (i: number): Promise<Blob> =>
    i === COPY ? motifPicture(SOURCE, { width: 100, height: 75, type: 'image/jpeg' }) : motifPicture(i, shape(i));
  info = await storePhotos(COUNT, fileOf);
  await extract(
    never,
    info.id,
    Uint32Array.from({ length: COUNT }, (_, i) => i),
    CHOICE,
    quiet,
  );
}, 60_000);

afterAll(emptyDatabase);

const ranked = (values: Float32Array): number[] =>
  [...values.keys()].filter((i) => !Number.isNaN(values[i])).sort((a, b) => values[b] - values[a]);

async function likeFile(file: Blob, name = 'query.jpg'): Promise<number[]> {
  const { features } = await describePicture(never, info.id, CHOICE, new File([file], name));
  return ranked(await compare(never, info.id, { choice: CHOICE }, { features }, quiet));
}

describe('comparing samples', () => {
  it('has the sample itself and its planted copy first', async () => {
    const values = await compare(never, info.id, { choice: CHOICE }, { samples: Uint32Array.of(SOURCE) }, quiet);
    expect(ranked(values).slice(0, 2)).toEqual([SOURCE, COPY]);
    expect(values).toHaveLength(COUNT);
    expect(values[SOURCE]).toBeCloseTo(1, 5);
  });

  it('has all of several samples among the first, none of them being asked for alone', async () => {
    const samples = Uint32Array.of(3, 22, 50);
    const first = ranked(await compare(never, info.id, { choice: CHOICE }, { samples }, quiet)).slice(0, 3);
    expect(first.sort((a, b) => a - b)).toEqual([...samples]);
  });

  it('says that there are no features where there are none', async () => {
    const other = await storePhotos(3, (i) => motifPicture(i));
    const asked = compare(never, other.id, { choice: CHOICE }, { samples: Uint32Array.of(1) }, quiet);
    await expect(asked).rejects.toMatchObject({ code: 'not-computed' });
  });
});

describe('comparing a picture from a file', () => {
  it('finds a picture of the data set that was encoded anew, and its copy next', async () => {
    expect((await likeFile(await motifPicture(12, { type: 'image/jpeg' })))[0]).toBe(12);
    const file = await motifPicture(SOURCE, { width: 200, height: 150, type: 'image/webp' });
    expect((await likeFile(file)).slice(0, 2).sort((a, b) => a - b)).toEqual([SOURCE, COPY]);
  });

  it('holds it upright as its EXIF data say', async () => {
    const lying = await motifPicture(SOURCE, { width: 120, height: 90, type: 'image/jpeg', rotated: true });
    const upright = await likeFile(await turned(lying, 6));
    expect(upright.slice(0, 2).sort((a, b) => a - b)).toEqual([SOURCE, COPY]);
    const values = await describePicture(never, info.id, CHOICE, new File([lying], 'lying.jpg'));
    const held = await describePicture(never, info.id, CHOICE, new File([await turned(lying, 6)], 'held.jpg'));
    expect(values.thumbnail).not.toBe(held.thumbnail);
  });

  it('gives a small copy to show it by', async () => {
    const file = await motifPicture(5, { width: 640, height: 320 });
    const { thumbnail } = await describePicture(never, info.id, CHOICE, new File([file], 'large.png'));
    const bitmap = await createImageBitmap(await (await fetch(thumbnail)).blob());
    expect([bitmap.width, bitmap.height]).toEqual([48, 24]);
    expect(thumbnail.length).toBeLessThan(8000);
  });

  it('is refused in a sentence where the file is no picture', async () => {
    const text = new File(['not a picture'], 'a\u202eb.jpg');
    await expect(describePicture(never, info.id, CHOICE, text)).rejects.toThrow(
      '“a\\u{202e}b.jpg” cannot be compared: it is no picture that this browser reads.',
    );
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg');
    await expect(describePicture(never, info.id, CHOICE, svg)).rejects.toThrow('it is an SVG');
  });

  it('is refused where another network described it', async () => {
    const asked = compare(never, info.id, { choice: CHOICE }, { features: new Float32Array(7).fill(1) }, quiet);
    await expect(asked).rejects.toMatchObject({ code: 'bad-input' });
  });
});
