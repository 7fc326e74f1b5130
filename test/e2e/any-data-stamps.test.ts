import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseFolder, importAs, standing, summaryOf } from './support/imports.ts';
import { openProfile, type Profile } from './support/profile.ts';
import { filesIn } from './support/real-folder.ts';

/**
 * Folder that Debian's package tuxpaint-stamps-default is unpacked in; it is 161 MB, so that nobody fetches it without being asked:
 * `apt-get download tuxpaint-stamps-default && dpkg -x tuxpaint-stamps-default_*.deb stamps`.
 */
const STAMPS = process.env.SECOND_LOOK_STAMPS;

describe.skipIf(!STAMPS)('a package of pictures among thousands of sounds (skipped without SECOND_LOOK_STAMPS)', () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await openProfile();
  });
  afterAll(() => profile.close());

  it('is looked through with strangers summed up by kind, and imported', async () => {
    const { page } = profile;
    const files = filesIn(STAMPS!).filter((file) => statSync(path.join(STAMPS!, file)).size > 0);
    const ending = (wanted: RegExp): number => files.filter((file) => wanted.test(file)).length;
    await chooseFolder(page, STAMPS!);
    const summary = await summaryOf(page);
    const strangers = await summary.locator('look-import-findings li').allInnerTexts();
    expect(strangers.length).toBeLessThan(20);
    expect(strangers.join('\n')).toContain(`Passed over: ${ending(/\.ogg$/i).toLocaleString('en')} sounds (.ogg)`);

    const pictures = ending(/\.(png|svg)$/i);
    const name = await summary.getByRole('textbox', { name: 'Name of the data set' }).inputValue();
    await importAs(page, name, /^Import [\d,]+ samples$/);
    const { names, classes } = await standing(page);
    // Some of the SVGs hold a foreign object, which no browser gives the pixels of; they are told of by name.
    expect(names!.filter((file) => /\.png$/i.test(file))).toHaveLength(ending(/\.png$/i));
    const notes = await page.locator('look-dataset-summary .notes').innerText();
    const left = /(\d+) pictures were left out: .*foreignObject/.exec(notes)?.[1] ?? 0;
    expect(names!.length + Number(left)).toBe(pictures);
    expect(classes.length).toBeGreaterThan(1);
    expect(profile.troubles).toEqual([]);
  });
});
