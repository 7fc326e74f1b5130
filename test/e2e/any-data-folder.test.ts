import { copyFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseFolder, importAs, outlineRow, outlineSplits, standing, summaryOf } from './support/imports.ts';
import { openProfile, scored, type Profile } from './support/profile.ts';
import { filesIn, storyFolder, unpackCifar } from './support/real-folder.ts';
import { showStage } from './support/scored-page.ts';

const { folder: home, remove } = storyFolder();
afterAll(remove);
const photos = path.join(home, 'my photos');
const there = unpackCifar(photos, { train: 240, test: 60 });

const classOf = (file: string): string => file.split('/')[1];
const baseOf = (file: string): string => file.split('/')[2];

/** Pictures that are moved into the folder of another class, and the class that they are of; the test split has no such file names. */
const misplaced = new Map<string, string>();
if (there) {
  const files = filesIn(photos);
  const tested = new Set(files.filter((file) => file.startsWith('test/')).map(baseOf));
  const ships = files.filter((file) => file.startsWith('train/ship/') && !tested.has(baseOf(file)));
  for (const file of ships.slice(0, 8)) {
    const to = file.replace('/ship/', '/cat/');
    renameSync(path.join(photos, file), path.join(photos, to));
    misplaced.set(to, 'ship');
  }
}

const current = (page: Page) => page.evaluate(() => [...window.look.dataset.table.current]);
const edits = (page: Page) => page.evaluate(() => window.look.session.journal.length);

/** Chooses a table in the dialog “Add a table”. */
async function chooseTable(page: Page, name: string, text: string): Promise<void> {
  await showStage(page, 'data');
  await page.getByRole('button', { name: 'Add labels or fields' }).click();
  const buffer = Buffer.from(text);
  await page.locator('look-pick-table input').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.locator('look-add-table').getByText(name).first().waitFor();
}

describe.skipIf(!there)('a folder of real pictures (skipped where the pictures are missing)', () => {
  let profile: Profile;
  let page: Page;
  beforeAll(async () => {
    profile = await openProfile();
    page = profile.page;
  });
  afterAll(() => profile.close());

  it('says before anything is stored what it becomes, and shows pictures of it', async () => {
    await chooseFolder(page, photos);
    const summary = await summaryOf(page);
    await summary.getByText(/300 samples · [^·]+ ·\s+32×32 pixels/).waitFor();
    expect(await outlineSplits(summary)).toEqual(['train', 'test']);
    const files = filesIn(photos);
    const count = (start: string): string => String(files.filter((file) => file.startsWith(start)).length);
    expect(await outlineRow(summary, 'All')).toEqual(['All', '240', '60']);
    for (const name of ['cat', 'ship']) {
      expect(await outlineRow(summary, name)).toEqual([name, count(`train/${name}/`), count(`test/${name}/`)]);
    }
    await expect.poll(() => summary.locator('look-import-pictures figure').count()).toBe(5);
    expect(await page.evaluate(() => window.look.session.datasets!.length)).toBe(0);

    await importAs(page, 'my photos');
    const { splits, names, labels, size } = await standing(page);
    expect({ splits, size }).toEqual({ splits: { train: 240, test: 60 }, size: [32, 32] });
    expect([...names!].sort()).toEqual(files);
    expect(labels).toEqual(names!.map(classOf));
  });

  it('takes corrections by file name, with its counts, and undoes them in one step', async () => {
    const before = await current(page);
    const rows = [...misplaced].map(([file, label]) => `${baseOf(file)},${label}`);
    await chooseTable(
      page,
      'corrections.csv',
      ['filename,label', ...rows, '99999.jpg,ship', '00003.jpg,ship'].join('\n'),
    );
    const dialog = page.locator('look-add-table');
    await dialog.getByText(/8 of 10 rows matched\s+by name: 8 by file name; 2 are of no sample here/).waitFor();
    await dialog.getByText(/00003\.jpg \(several samples have this name\)/).waitFor();
    await dialog.getByRole('button', { name: '1 question to answer' }).waitFor();
    await dialog.getByRole('radio', { name: /^Corrections/ }).check();
    await dialog.getByRole('button', { name: 'Set 8 corrections' }).click();
    await dialog.getByText('Done: set 8 corrections.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();

    const { names, labels } = await standing(page);
    for (const [file, label] of misplaced) expect(labels[names!.indexOf(file)], file).toBe(label);
    const changed = await current(page);
    expect(changed.filter((label, i) => label !== before[i])).toHaveLength(8);
    expect(await edits(page)).toBe(1);

    await showStage(page, 'explore');
    await page.getByRole('grid').focus();
    await page.keyboard.press('u');
    await expect.poll(() => current(page)).toEqual(before);
  });

  it('asks about a table that counts samples from 1, and applies nothing before the answer', async () => {
    const before = await standing(page);
    const rows = before.labels.map((label, i) => `${i + 1},${label}`);
    await chooseTable(page, 'from one.csv', ['index,label', ...rows].join('\n'));
    const dialog = page.locator('look-add-table');
    await dialog.getByRole('radio', { name: /^True labels/ }).check();
    await dialog.getByText(/If the file counted samples from 1, it would be 298 of 299/).waitFor();
    const button = dialog.getByRole('button', { name: '1 question to answer' });
    await button.click();
    expect(await standing(page)).toEqual(before);

    await dialog.getByRole('radio', { name: /counts samples from 1/ }).check();
    await dialog.getByRole('button', { name: /^Set 300 true labels$/ }).click();
    await dialog.getByText('Done: set 300 true labels.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await standing(page)).toEqual(before);
    expect(await page.evaluate(() => [...window.look.dataset.table.truth])).toEqual(await current(page));
  });

  it('learns, opens the worst, takes a decision by key and the labels home with their names', async () => {
    await showStage(page, 'train');
    await page.getByRole('radio', { name: /Custom/ }).check();
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('2');
    await page.getByRole('button', { name: 'Train, predict and score' }).click();
    await scored(page);

    await showStage(page, 'explore');
    await page.getByRole('button', { name: /^Suspects, worst first/ }).click();
    await page.waitForFunction(() => window.look.session.view!.stages.length === 3);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(() => window.look.session.selected === window.look.session.view!.indices[0]);
    const worst = await page.evaluate(() => window.look.session.selected!);
    const { names } = await standing(page);
    await page.locator('look-inspector').getByText(names![worst]).first().waitFor();

    const label = ((await current(page))[worst] + 1) % 10;
    await page.keyboard.press(String(label));
    await expect.poll(async () => (await current(page))[worst]).toBe(label);

    await showStage(page, 'home');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Corrected labels \(CSV\)/ }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8').trim();
    const { data } = Papa.parse<Record<string, string>>(text, { header: true });
    const after = await standing(page);
    expect(data.map(({ name, current: label }) => [name, label])).toEqual(
      after.names!.map((name, i) => [name, after.labels[i]]),
    );
    expect(data[worst].given).toBe(classOf(names![worst]));
    expect(data[worst].current).not.toBe(data[worst].given);
  });

  it('is known when it is chosen again: opened, or compared with what it has become, decisions kept', async () => {
    const decided = await standing(page);
    await showStage(page, 'data');
    await chooseFolder(page, photos);
    const dialog = page.locator('look-known-dialog');
    await dialog.getByRole('heading', { name: 'Was “my photos” imported before?' }).waitFor();
    await dialog.getByRole('button', { name: 'Import it once more, as a data set of its own' }).waitFor();
    await dialog.getByRole('button', { name: /^Open “my photos”/ }).click();
    await page.locator('look-grid').waitFor();
    expect(await page.evaluate(() => window.look.session.datasets!.length)).toBe(1);

    const changedOne = decided.labels.findIndex((label, i) => label !== classOf(decided.names![i]));
    const others = filesIn(photos).filter((file) => file !== decided.names![changedOne] && file.startsWith('train/'));
    const [first, second, third, ...rest] = others;
    rmSync(path.join(photos, first));
    rmSync(path.join(photos, second));
    copyFileSync(path.join(photos, rest.at(-1)!), path.join(photos, third));
    const added = ['train/cat/new 1.jpg', 'train/cat/new 2.jpg', 'train/dog/new 3.jpg'];
    for (const [k, file] of added.entries()) copyFileSync(path.join(photos, rest[k]), path.join(photos, file));

    await showStage(page, 'data');
    await chooseFolder(page, photos);
    await dialog.getByRole('button', { name: /^Compare/ }).click();
    await summaryOf(page);
    const update = page.locator('look-import-update');
    expect(await update.locator('dt').allInnerTexts()).toEqual([
      'the same',
      'new',
      'another picture',
      'not there any more',
    ]);
    expect(await update.locator('dd').allInnerTexts()).toEqual(['297', '3', '1', '2']);
    await update.getByText('1 sample: another picture under the same name').click();
    await update.getByText(third, { exact: true }).waitFor();
    await update.getByRole('radio', { name: 'Leave them out' }).check();
    await importAs(page, 'my photos (2)', /^Import 301 samples$/);

    const after = await standing(page);
    expect(Object.values(after.splits)).toEqual([241, 60]);
    expect(after.names).toEqual(expect.arrayContaining(added));
    expect(after.names).not.toContain(first);
    const place = after.names!.indexOf(decided.names![changedOne]);
    expect(after.labels[place]).toBe(decided.labels[changedOne]);
    expect(after.labels[place]).not.toBe(classOf(after.names![place]));
    expect(profile.troubles).toEqual([]);
  });
});
