import { beforeEach, describe, expect, it } from 'vitest';
import { REVIEWED, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { readColumn, readNames } from '../../src/store/columns.ts';
import { keep, relabel } from '../../src/tasks/edit-labels.ts';
import { update } from '../support/newer-version.ts';
import { imported, picture, samples, type Files } from '../support/picture-files.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

beforeEach(emptyDatabase);

/** Square pictures, each of a colour of its own, by path. */
async function pictures(reds: Record<string, number>, side = 40): Promise<Files> {
  const files = Object.entries(reds).map(async ([path, red]) => [path, await picture([red, 0, 0], side, side)]);
  return Object.fromEntries(await Promise.all(files)) as Files;
}

/** What was decided, by what the picture shows. */
async function decisions(info: DatasetInfo): Promise<Record<number, number>> {
  const reviewed = (await readColumn(info.id, 'reviewed')) as Uint8Array;
  const shown = (await samples(info)).map(([, , value], index) => [value, reviewed[index]]);
  return Object.fromEntries(shown.filter(([, decided]) => decided !== REVIEWED.no)) as Record<number, number>;
}

const indexOf = async ({ id }: DatasetInfo, name: string): Promise<Uint32Array> =>
  Uint32Array.of((await readNames(id))!.indexOf(name));

// Of squares of the training size the pixels are all that is kept, of other pictures the files.
describe.each([32, 64])('decisions about pictures of 32 pixels, trained at %i', (size) => {
  const red = (number: number): number => 20 * number;
  const files = (reds: Record<string, number>): Promise<Files> => pictures(reds, 32);

  it('go with the pictures where two were swapped', async () => {
    const older = await imported(await files({ 'x/a/1.png': red(1), 'x/a/2.png': red(2), 'x/b/3.png': red(3) }), {
      size,
    });
    await relabel(older, await indexOf(older, 'a/1.png'), 1, { by: 'person' });
    await keep(older, await indexOf(older, 'b/3.png'), { by: 'person' });
    const swapped = await files({ 'x/b/3.png': red(1), 'x/a/2.png': red(2), 'x/a/1.png': red(3) });
    const { survey, newer } = await update(older, swapped);
    expect(survey.update).toMatchObject({ same: 3, added: 0, changedCount: 0, goneCount: 0, movedCount: 2 });
    expect(survey.update!.moved).toEqual([
      { name: 'a/1.png', known: 'b/3.png' },
      { name: 'b/3.png', known: 'a/1.png' },
    ]);
    // Where it is in the folder now, its label is what it was decided to be.
    expect(await decisions(newer)).toEqual({ [red(1)]: REVIEWED.kept, [red(3)]: REVIEWED.relabelled });
  });

  it('go with the pictures where one was removed and those behind it were numbered anew', async () => {
    const older = await imported(
      await files({ 'x/a/1.png': red(1), 'x/a/2.png': red(2), 'x/a/3.png': red(3), 'x/b/4.png': red(4) }),
      { size },
    );
    await keep(older, await indexOf(older, 'a/2.png'), { by: 'person' });
    const fewer = await files({ 'x/a/1.png': red(2), 'x/a/2.png': red(3), 'x/b/4.png': red(4) });
    const { survey, newer } = await update(older, fewer);
    expect(survey.update).toMatchObject({ same: 3, added: 0, changedCount: 0, gone: ['a/1.png'], movedCount: 2 });
    expect(await decisions(newer)).toEqual({ [red(2)]: REVIEWED.kept });
    // The one that is gone is kept, under a name that no other has.
    const shown = await samples(newer);
    expect(shown.map(([name, , value]) => [name, value]).sort()).toEqual([
      ['a/1 (2).png', red(1)],
      ['a/1.png', red(2)],
      ['a/2.png', red(3)],
      ['b/4.png', red(4)],
    ]);
  });

  it('stay with the name where a picture was replaced by one that is not known', async () => {
    const older = await imported(await files({ 'x/a/1.png': red(1), 'x/b/2.png': red(2) }), { size });
    await keep(older, await indexOf(older, 'a/1.png'), { by: 'person' });
    // The new one is a copy of one that is where it was.
    const { survey, newer } = await update(older, await files({ 'x/a/1.png': red(2), 'x/b/2.png': red(2) }));
    expect(survey.update).toMatchObject({ same: 1, changed: ['a/1.png'], goneCount: 0, movedCount: 0 });
    expect(newer.sampleCount).toBe(2);
  });
});

describe('names that fit but for folders', () => {
  const red = (number: number): number => 2 * number;
  const numbered = (count: number, path: (number: number) => string, shown = red): Record<string, number> =>
    Object.fromEntries(Array.from({ length: count }, (_, k) => [path(k + 1), shown(k + 1)]));

  it('do not count where one picture of many is the same', async () => {
    const older = await imported(await pictures(numbered(30, (k) => `x/a${k % 2}/${k}.png`)));
    const others = await pictures(
      numbered(
        30,
        (k) => `y/z/a${k % 2}/${k}.png`,
        (k) => (k === 1 ? red(1) : 100 + k),
      ),
    );
    others['y/q/w.png'] = await picture([250, 0, 0]);
    const { survey } = await update(older, others);
    expect(survey.update).toMatchObject({ same: 1, changedCount: 0, added: 30, goneCount: 29, movedCount: 1 });
    expect(survey.notes.join(' ')).toMatch(/and so on with 30 names.*most pictures that were compared are others/);
  });

  it('count before whole names where the pictures say so', async () => {
    const older = await imported(await pictures(numbered(30, (k) => `x/${k}.png`)));
    const newer = await pictures({
      ...numbered(
        30,
        (k) => `x/${k}.png`,
        (k) => 100 + k,
      ),
      ...numbered(30, (k) => `x/old/${k}.png`),
    });
    const { survey } = await update(older, newer);
    expect(survey.update).toMatchObject({ same: 30, changedCount: 0, added: 30, goneCount: 0 });
    expect(survey.update!.matches).toEqual([{ name: 'old/1.png', known: '1.png', count: 30 }]);
  });

  it('are all told where a flat folder was sorted into more than a few', async () => {
    const older = await imported(await pictures(numbered(120, (k) => `x/${k}.png`)));
    const sorted = await pictures(numbered(120, (k) => `y/class ${k % 40}/${k}.png`));
    const { survey, newer } = await update(older, sorted);
    expect(survey.update).toMatchObject({ same: 120, added: 0, changedCount: 0, goneCount: 0, movedCount: 0 });
    expect([newer.sampleCount, newer.classes.length]).toEqual([120, 40]);
  });

  it('are decided picture by picture where each folder has some of those that are known', async () => {
    const older = await imported(await pictures(numbered(30, (k) => `x/${k}.png`)));
    const days = await pictures({
      ...numbered(
        30,
        (k) => `y/day1/${k}.png`,
        (k) => (k <= 18 ? red(k) : 100 + k),
      ),
      ...numbered(
        30,
        (k) => `y/day2/${k}.png`,
        (k) => (k > 18 ? red(k) : 200 + k),
      ),
    });
    const { survey } = await update(older, days);
    expect(survey.update).toMatchObject({ same: 30, changedCount: 0, added: 30, goneCount: 0 });
  });
});
