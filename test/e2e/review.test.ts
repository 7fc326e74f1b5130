import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessiblePage } from './support/axe.ts';
import { tabTo } from './support/keyboard.ts';
import { openProfile, ready, scored, type Profile } from './support/profile.ts';

/** What a person has decided so far, and what they look at. */
const decisions = (page: Page) =>
  page.evaluate(() => {
    const { session, dataset } = window.look;
    const { current, reviewed, excluded, tagBits } = dataset.table;
    return {
      current: [...current],
      reviewed: [...reviewed],
      excluded: [...excluded],
      tags: [...tagBits],
      view: session.view!.stages,
      shown: session.view!.count(),
    };
  });

/** One sample as a script sees it, with what was decided about it (see REVIEWED). */
const sampleAt = (page: Page, index: number) =>
  page.evaluate((i) => {
    const { dataset } = window.look;
    const { reviewed, excluded, current, predicted } = dataset.table;
    return {
      tags: dataset.sample(i).tags,
      reviewed: reviewed[i],
      excluded: excluded[i],
      current: current[i],
      predicted: predicted![i],
    };
  }, index);

const selected = (page: Page) => page.evaluate(() => window.look.session.selected!);
const edits = (page: Page) => page.evaluate(() => window.look.session.journal.length);

/** Presses a key that makes an edit, and waits until it is made. */
async function edit(page: Page, key: string): Promise<void> {
  const before = await edits(page);
  await page.keyboard.press(key);
  await page.waitForFunction((n) => window.look.session.journal.length > n, before);
}

/** Waits until the dialog over the classes or tags has the keyboard. */
async function choiceOpen(page: Page): Promise<void> {
  await page.locator('look-choice-dialog input:focus').waitFor();
}

/** Goes by keyboard to a stage of the flow. */
async function goTo(page: Page, name: RegExp): Promise<void> {
  await page.evaluate(() => {
    // Where a person who presses Ctrl-L and Tab begins.
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    (at as HTMLElement | null)?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  await tabTo(page, 'a', name);
  await page.keyboard.press('Enter');
}

describe('a whole review without a mouse, from the address bar on', () => {
  let profile: Profile;
  let page: Page;
  beforeAll(async () => {
    profile = await openProfile();
    page = profile.page;
  });
  afterAll(() => profile.close());

  it('opens the demo, injects noise and trains', async () => {
    await expectAccessiblePage(page, 'first visit');
    await tabTo(page, 'button', /^Try the demo/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.look.session.dataset);
    await goTo(page, /^(done )?Noise/);
    await tabTo(page, 'button', /^Inject label noise/);
    await expectAccessiblePage(page, 'Noise');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo the noise' }).waitFor();
    await goTo(page, /Train/);
    await tabTo(page, 'radio', /./);
    const custom = page.getByRole('radio', { name: /Custom/ });
    for (let k = 0; k < 4 && !(await custom.isChecked()); k++) await page.keyboard.press('ArrowDown');
    await tabTo(page, 'number', /Epochs/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1');
    await tabTo(page, 'button', /^Train, predict and score/);
    await expectAccessiblePage(page, 'Train');
    await page.keyboard.press('Enter');
    await scored(page);
  });

  it('reaches the worst labels and decides about one after another by single keys', async () => {
    await goTo(page, /Explore/);
    await page.locator('look-grid').waitFor();
    await tabTo(page, 'button', /^Suspects, worst first/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.look.session.view!.stages.length === 3);
    // The first one that nobody has decided about is looked at, before any key.
    await page.waitForFunction(() => window.look.session.selected === window.look.session.view!.indices[0]);
    await tabTo(page, 'grid', /./);
    await expectAccessiblePage(page, 'Explore');

    const first = await selected(page);
    const suggested = (await sampleAt(page, first)).predicted;
    await edit(page, 'Enter');
    expect(await sampleAt(page, first)).toMatchObject({ current: suggested, predicted: suggested });

    const second = await selected(page);
    expect(second).toBe(await page.evaluate(() => window.look.session.view!.indices[1]));
    const other = ((await sampleAt(page, second)).current + 1) % 9;
    await edit(page, String(other));
    expect(await sampleAt(page, second)).toMatchObject({ current: other, reviewed: 2 });

    const third = await selected(page);
    const { name, number } = await page.evaluate((i) => {
      const { classes, current } = window.look.dataset.table;
      const to = (current[i] + 2) % classes.length;
      return { name: classes[to], number: to };
    }, third);
    await page.keyboard.press('/');
    await choiceOpen(page);
    await expectAccessiblePage(page, 'Explore, choosing a class');
    await page.keyboard.type(name);
    await edit(page, 'Enter');
    expect((await sampleAt(page, third)).current).toBe(number);
    await page.locator('look-choice-dialog').waitFor({ state: 'detached' });

    const fourth = await selected(page);
    await edit(page, 'k');
    expect((await sampleAt(page, fourth)).reviewed).toBe(1);
    const fifth = await selected(page);
    await edit(page, 'x');
    expect((await sampleAt(page, fifth)).excluded).toBe(1);

    const sixth = await selected(page);
    await page.keyboard.press('t');
    await choiceOpen(page);
    await page.keyboard.type('blurry');
    await edit(page, 'Enter');
    expect((await sampleAt(page, sixth)).tags).toContain('blurry');
    await page.locator('look-choice-dialog').waitFor({ state: 'detached' });

    await edit(page, 'n');
    expect((await sampleAt(page, sixth)).reviewed).toBe(4);
    await edit(page, 'u');
    expect(await selected(page)).toBe(sixth);

    await page.keyboard.press('s');
    const seventh = await selected(page);
    expect(seventh).not.toBe(sixth);
    expect((await sampleAt(page, sixth)).reviewed).toBe(0);

    await edit(page, 'u');
    expect((await sampleAt(page, sixth)).tags).not.toContain('blurry');
    await edit(page, 'Control+z');
    expect((await sampleAt(page, fifth)).excluded).toBe(0);
    await edit(page, 'Control+y');
    expect((await sampleAt(page, fifth)).excluded).toBe(1);

    await page.keyboard.press('?');
    await page.locator('look-keys-dialog kbd').first().waitFor();
    await expectAccessiblePage(page, 'Explore, all keys');
    await page.keyboard.press('Escape');
    await page.locator('look-keys-dialog').waitFor({ state: 'detached' });
  });

  it('reviews one by one over the whole window, and is back in the grid at the same sample', async () => {
    const at = await selected(page);
    await page.keyboard.press('z');
    const mode = page.locator('look-review-mode');
    const guess = mode.getByRole('group', { name: 'Next guesses' }).getByRole('button');
    await guess.nth(2).waitFor();
    await mode.getByRole('region', { name: 'Next', exact: true }).getByRole('button').nth(4).waitFor();
    await expectAccessiblePage(page, 'Review one by one');
    // All that decides stands in a window of 1280×720 without scrolling, and the neighbours begin there.
    for (const seen of ['Decide', 'Next guesses', 'Class of this sample']) {
      const box = (await mode.getByRole('group', { name: seen }).boundingBox())!;
      expect(box.y + box.height, seen).toBeLessThanOrEqual(720);
    }

    const named = await guess.nth(1).innerText();
    await edit(page, 'w');
    const { name } = await page.evaluate((i) => ({ name: window.look.dataset.sample(i).current! }), at);
    expect(named).toContain(name);
    await edit(page, 'k');
    await edit(page, 'n');
    await edit(page, 'u');
    await edit(page, 'u');
    await edit(page, 'u');
    await page.waitForFunction((was) => window.look.session.selected === was, at);
    expect((await sampleAt(page, at)).reviewed).toBe(0);
    await page.keyboard.press('s');
    await page.waitForFunction((was) => window.look.session.selected !== was, at);
    const next = await selected(page);
    await page.keyboard.press('Escape');
    await mode.waitFor({ state: 'detached' });
    expect(await selected(page)).toBe(next);
    await page.keyboard.press('b');
    await page.waitForFunction((was) => window.look.session.selected === was, at);
  });

  it('changes a whole filtered view at once after a look at what will change', async () => {
    const wanted = await page.evaluate(() => window.look.dataset.info.classes[2]);
    await page.keyboard.press('f');
    await page.keyboard.type(wanted);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.look.session.view!.stages.length === 4);
    await page.keyboard.press('Escape');
    const filter = await page.evaluate(() => window.look.session.view!.stages[3]);
    expect(filter).toEqual({ stage: 'matchLabels', field: 'given', classes: [2] });
    await expectAccessiblePage(page, 'Explore, filtered');

    const before = await decisions(page);
    await tabTo(page, 'grid', /./);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('0');
    await page.locator('look-bulk-dialog h2').waitFor();
    await expectAccessiblePage(page, 'Explore, preview of a change');
    const title = await page.locator('look-bulk-dialog h2').innerText();
    const changing = await page.evaluate(() => {
      const { view, table } = window.look.session;
      return [...view!.indices].filter((i) => table!.current[i] !== 0).length;
    });
    expect(title).toContain(`elabel ${changing.toLocaleString('en')} samples`);
    // The button that carries it out has the keyboard.
    await page.locator('look-bulk-dialog [data-focus]:focus').waitFor();
    await edit(page, 'Enter');
    await page.locator('look-bulk-dialog').waitFor({ state: 'detached' });
    const after = await decisions(page);
    expect(after.current.filter((label, i) => label !== before.current[i])).toHaveLength(changing);
    await edit(page, 'u');
    expect(await decisions(page)).toEqual(before);
  });

  it('leaves out what is decided once one comes again, shows it on request, and brings back what is undone', async () => {
    const open = () =>
      page.evaluate(() => {
        const { view, table } = window.look.session;
        return [...view!.indices].filter((i) => table!.reviewed[i] === 0).length;
      });
    const shown = () => page.evaluate(() => window.look.session.view!.count());
    await goTo(page, /Insights/);
    await goTo(page, /Explore/);
    await expect.poll(shown).toBe(await open());
    const left = await shown();
    // The key works at once: no grid was sought for it.
    await page.waitForFunction(() => window.look.session.selected === window.look.session.view!.indices[0]);
    await edit(page, 'k');
    expect(await shown()).toBe(left);
    expect(await open()).toBe(left - 1);
    await tabTo(page, 'button', /^Show decided/);
    await page.keyboard.press('Enter');
    const filters = () => page.evaluate(() => JSON.stringify(window.look.session.view!.stages));
    await expect.poll(filters).not.toContain('"reviewed"');
    await expectAccessiblePage(page, 'Explore, what is decided too');
    await tabTo(page, 'button', /^Hide decided/);
    await page.keyboard.press('Enter');
    await expect.poll(shown).toBe(left - 1);
    await edit(page, 'u');
    await expect.poll(shown).toBe(left);
    await page.waitForFunction(() => window.look.session.selected === window.look.session.view!.indices[0]);
  });

  it('has everything after a reload, and undoes what was done before it', async () => {
    const before = await decisions(page);
    await page.reload();
    await ready(page);
    await page.waitForFunction(() => window.look.session.view && window.look.session.table?.scores.size);
    await page.locator('look-grid').waitFor();
    await expect.poll(async () => (await decisions(page)).view).toEqual(before.view);
    expect(await decisions(page)).toEqual(before);
    const excluded = before.excluded.filter((flag) => flag === 1).length;
    await edit(page, 'u');
    expect((await decisions(page)).excluded.filter((flag) => flag === 1)).toHaveLength(excluded - 1);
    await edit(page, 'Shift+U');
    expect(await decisions(page)).toEqual(before);
  });

  it('keeps the view by a name, and shows it again', async () => {
    await page.keyboard.press('f');
    await tabTo(page, 'button', /^Save view$/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('third class, worst first');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.look.views.length === 1);
    await page.locator('look-saved-views input').waitFor({ state: 'detached' });
    const kept = await page.evaluate(() => window.look.session.view!.stages);
    await page.keyboard.press('f');
    await tabTo(page, 'button', /^All samples/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.look.session.view!.stages.length === 0);
    await tabTo(page, 'button', /^third class, worst first/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.look.session.view!.stages.length === 4);
    expect(await page.evaluate(() => window.look.session.view!.stages)).toEqual(kept);
  });

  it('shows in one tab what is decided in another', async () => {
    const other = await profile.context.newPage();
    await other.goto(`${profile.url}#/explore`);
    await ready(other);
    await other.waitForFunction(() => window.look.session.view && window.look.session.table?.scores.size);
    await other.locator('look-grid').waitFor();
    expect(await other.evaluate(() => window.look.views.map(({ name }) => name))).toEqual(['third class, worst first']);
    await tabTo(other, 'grid', /./);
    await other.keyboard.press('End');
    await other.waitForFunction(() => window.look.session.selected !== null);
    const index = await selected(other);
    await edit(other, 'k');
    await page.waitForFunction((i) => window.look.dataset.table.reviewed[i] === 1, index);
    // Undo goes by what happened, whichever tab it happened in.
    await edit(page, 'u');
    await other.waitForFunction((i) => window.look.dataset.table.reviewed[i] === 0, index);
    await other.close();
  });

  it('takes the corrected labels home as CSV', async () => {
    await goTo(page, /Export/);
    await tabTo(page, 'button', /^Corrected labels \(CSV\)/);
    await expectAccessiblePage(page, 'Export');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const { data } = Papa.parse<Record<string, string>>(readFileSync(await download.path(), 'utf8').trim(), {
      header: true,
    });
    const known = await page.evaluate(() => {
      const { classes, given, current, excluded, count, splits, split } = window.look.dataset.table;
      return Array.from({ length: count }, (_, i) => ({
        split: splits[split[i]].name,
        index: String(i - splits[split[i]].start),
        given: classes[given[i]],
        current: classes[current[i]],
        excluded: excluded[i] === 1,
      }));
    });
    expect(data).toHaveLength(known.length);
    const read = data.map(({ split, index, given, current, excluded }) => {
      return { split, index, given, current, excluded: ['1', 'true', 'yes'].includes(excluded) };
    });
    expect(read).toEqual(known);
    expect(data.filter(({ given, current }) => given !== current).length).toBeGreaterThanOrEqual(2);
    expect(profile.troubles).toEqual([]);
  });
});
