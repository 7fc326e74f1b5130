import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { db } from '../../../src/store/database.ts';
import '../../../src/ui/explore/explore-stage.ts';
import '../../../src/ui/insights/insights-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { softPicture } from '../../support/soft-picture.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const CLASSES = ['cat', 'dog', 'frog'];

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
});

/** The stage over a data set. */
async function open(info: DatasetInfo) {
  const look = await startLook();
  await look.session.open(info.id);
  const stage = document.createElement('look-insights-stage');
  stage.look = look;
  const asked: string[] = [];
  stage.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  await mount(stage);
  return { look, asked, card: stage.renderRoot.querySelector('look-duplicates')! };
}

/** Fifty samples; 6, 16 and 46 (the test split) are one picture of class cat, dog and dog, 20 and 23 another of class frog. */
const fifty = () =>
  storeTinyDataset(50, CLASSES, (i) => (i === 16 || i === 46 ? [6, 0, 0] : [i === 23 ? 20 : i, 0, 0]));

const list = (card: Element) => card.shadowRoot!.querySelector('look-duplicate-list')!;
const rows = (card: Element) => [...list(card).renderRoot.querySelectorAll('li')];

const figure = async (card: Element, words: string): Promise<HTMLButtonElement> => {
  const find = () =>
    [...card.shadowRoot!.querySelectorAll<HTMLButtonElement>('button.figure')].find((one) =>
      textOf(one).includes(words),
    );
  await expect.poll(find, { timeout: 10_000 }).toBeTruthy();
  return find()!;
};

async function find(card: Element): Promise<void> {
  await clickButton(card, 'Find duplicates');
  await expect.poll(() => textOf(card), { timeout: 20_000 }).toMatch(/more than once|No exact duplicates among/);
  // The near ones are searched after the exact ones.
  await expect.poll(() => textOf(card), { timeout: 20_000 }).toMatch(/altered copies/);
}

describe('duplicates', () => {
  it('are searched when a person asks, before any network is trained, and each figure leads to its samples', async () => {
    const { look, asked, card } = await open(await fifty());
    expect(look.session.jobs.list).toEqual([]);
    await expectAccessible();
    await find(card);
    expect(textOf(await figure(card, 'more than once'))).toContain('5 samples of 50');
    (await figure(card, 'more than once')).click();
    expect([...look.session.view!.indices]).toEqual([6, 16, 46, 20, 23]);
    (await figure(card, 'several labels')).click();
    expect([...look.session.view!.indices]).toEqual([6, 16, 46]);
    (await figure(card, 'several splits')).click();
    expect([...look.session.view!.indices]).toEqual([6, 16, 46]);
    expect(asked).toEqual(['explore', 'explore', 'explore']);
    await expectAccessible();
  });

  it('that are none are told with how many samples were compared', async () => {
    const { card } = await open(await storeTinyDataset(50));
    await find(card);
    expect(textOf(card)).toContain('No exact duplicates among 50 samples.');
    expect(card.shadowRoot!.querySelector('look-duplicate-list')).toBeNull();
    await expectAccessible();
  });

  it('go by the names of their samples, printable, the whole path on hover', async () => {
    const info = await fifty();
    const names = Array.from({ length: 50 }, (_, i) => `pets/${i}/photo ${i}\u202e.png`);
    await db.columns.put({ datasetId: info.id, name: 'names', data: names });
    const { card } = await open(info);
    await find(card);
    const member = rows(card)[0].querySelector<HTMLElement>('[data-index="16"]')!;
    expect(textOf(member)).toBe('dog photo 16\\u{202e}.png');
    expect(member.title).toBe('dog, train, pets/16/photo 16\\u{202e}.png');
  });

  it('follow every edit: a conflict that is relabelled away is gone, and so is a leak that is left out of training', async () => {
    const { look, card } = await open(await fifty());
    await find(card);
    const notes = () => textOf(rows(card)[0].querySelector('.notes')!);
    expect(notes()).toBe('labels differacross splits3 the same');
    await look.relabel(6, 'dog');
    await expect.poll(notes).toBe('across splits3 the same');
    await look.exclude(46);
    await expect.poll(() => textOf(card)).toContain('each group stays within one split');
    await look.undo();
    await look.undo();
    await expect.poll(notes).toBe('labels differacross splits3 the same');
  });

  it('are settled where they stand: one label for all of them, or a split’s copies left out, and both taken back', async () => {
    const { look, card } = await open(await fifty());
    await find(card);
    card.shadowRoot!.host.setAttribute('style', 'width: 1100px');
    await expect.poll(() => buttonNamed(list(card), 'Label all 3 dog')).toBeTruthy();
    buttonNamed(list(card), 'Label all 3 dog')!.focus();
    await clickButton(list(card), 'Label all 3 dog');
    await expect.poll(() => look.dataset.sample(6).current).toBe('dog');
    await expect.poll(() => textOf(card)).toContain('1 sample relabelled dog.');
    expect(look.dataset.sample(16).reviewed).toBeNull();
    expect(buttonNamed(list(card), 'Label all 3 cat')).toBeNull();
    expect((list(card).renderRoot as ShadowRoot).activeElement?.closest('li')?.dataset.row).toBe('0');
    await expectAccessible();
    await clickButton(card, 'Undo');
    await expect.poll(() => look.dataset.sample(6).current).toBe('cat');
    await clickButton(list(card), 'Leave out those in test');
    await expect.poll(() => look.dataset.sample(46).excluded).toBe(true);
    await expect.poll(() => textOf(card)).toContain('1 sample of test left out of training.');
    await expectAccessible();
    expect(buttonNamed(list(card), 'Leave out those in test')).toBeNull();
    expect(buttonNamed(list(card), 'Label all 3 dog')).not.toBeNull();
    // Something else was done since: that is not to be taken back from here.
    await look.keep(1);
    await expect.poll(() => buttonNamed(card, 'Undo')?.closest('p')?.hidden).toBe(true);
  });

  it('stop when a person cancels, which is no error, and can be searched again', async () => {
    const { look, card } = await open(await fifty());
    await clickButton(card, 'Find duplicates');
    look.session.jobs.running('duplicates')!.cancel();
    await expect.poll(() => buttonNamed(card, 'Find duplicates')?.disabled, { timeout: 10_000 }).toBe(false);
    expect(deepQuery(card, '[role=alert]')).toBeNull();
    await find(card);
  });
});

describe('near duplicates', () => {
  /** Thirty pictures; 3 is a moved copy of 28 (the test split, of another class), 5 a brighter one of 8 (of its class). */
  const thirty = async () => {
    const info = await storeTinyDataset(30, CLASSES);
    const bytes = new Uint8Array(30 * 3072);
    for (let i = 0; i < 30; i++) bytes.set(softPicture(i), i * 3072);
    bytes.set(softPicture(28, { right: 2, down: 1 }), 3 * 3072);
    bytes.set(softPicture(8, { brighter: 20 }), 5 * 3072);
    await db.shards.update(info.shards[0].id, { bytes });
    return info;
  };

  it('are searched along with the exact ones, before any network is trained, those across splits first', async () => {
    const { look, card } = await open(await thirty());
    await find(card);
    expect(textOf(await figure(card, 'altered copies'))).toContain('2');
    await expectAccessible();
    const notes = () => rows(card).map((row) => textOf(row.querySelector('.notes')!));
    await expect.poll(notes).toHaveLength(1);
    expect(notes()[0]).toMatch(/^labels differacross splits(0\.9\d\d|> 0\.999) alike$/);
    (await figure(card, 'in several splits')).click();
    expect([...look.session.view!.indices]).toEqual([3, 28]);
    (await figure(card, 'altered copies')).click();
    expect([...look.session.view!.indices]).toEqual([3, 28, 5, 8]);
    await look.exclude(3);
    await expect.poll(() => textOf(card)).toContain('each group stays within one split');
  });

  it('that are none are told', async () => {
    const { card } = await open(await fifty());
    await find(card);
    await expect.poll(() => textOf(card), { timeout: 20_000 }).toContain('No near duplicates.');
  });
});

describe('the list of groups', () => {
  /** 2,000 samples of which each of the first 900 is there twice, of one class. */
  const many = () =>
    storeTinyDataset(2000, CLASSES, (i) => {
      const same = i < 1800 ? i % 900 : i;
      return [same % 256, Math.floor(same / 256), i % 3];
    });

  it('draws what is in sight of hundreds of groups, and every picture is that of the sample that its label names', async () => {
    const { look, card } = await open(await many());
    await find(card);
    expect(textOf(await figure(card, 'more than once'))).toContain('900');
    await clickButton(card, 'Exact duplicates 900');
    await expect.poll(() => rows(card).length).toBeGreaterThan(3);
    expect(rows(card).length).toBeLessThan(20);
    const drawnRight = (): boolean => {
      const members = [...list(card).renderRoot.querySelectorAll<HTMLElement>('.member')];
      return members.every((member) => {
        const index = Number(member.dataset.index);
        const [red, green, blue] = member.querySelector('canvas')!.getContext('2d')!.getImageData(16, 16, 1, 1).data;
        const same = index < 1800 ? index % 900 : index;
        const picture = red === same % 256 && green === Math.floor(same / 256) && blue === index % 3;
        return picture && textOf(member).startsWith(look.dataset.sample(index).current!);
      });
    };
    await expect.poll(drawnRight, { timeout: 10_000 }).toBe(true);
    const scroller = list(card).renderRoot.querySelector('.scroller')!;
    // A wheel on its way down the page is not caught by the list; only who wants that scrolls in it.
    expect(getComputedStyle(scroller).overflowY).toBe('hidden');
    await clickButton(list(card), 'Scroll through all 900 groups');
    await expect.poll(() => getComputedStyle(scroller).overflowY).toBe('auto');
    scroller.scrollTop = 40_000;
    await expect.poll(() => rows(card).some(({ dataset }) => dataset.row === '401')).toBe(true);
    await expect.poll(drawnRight, { timeout: 10_000 }).toBe(true);
    expect(rows(card).length).toBeLessThan(20);
    await expectAccessible();
  });

  it('is one stop for the Tab key, and the arrow keys go through groups and pictures', async () => {
    const { look, asked, card } = await open(await many());
    await find(card);
    await clickButton(card, 'Exact duplicates 900');
    await expect.poll(() => rows(card).length).toBeGreaterThan(3);
    const root = list(card).renderRoot as ShadowRoot;
    const stops = () =>
      [...root.querySelectorAll<HTMLElement>('li')].filter((li) => li.querySelector('[tabindex="0"]'));
    expect(stops()).toHaveLength(1);
    root.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
    const press = (key: string) =>
      root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const at = () => root.activeElement?.closest('li')?.dataset.row;
    press('ArrowDown');
    await expect.poll(at).toBe('1');
    press('End');
    await expect.poll(at).toBe('899');
    expect(stops()).toHaveLength(1);
    press('ArrowRight');
    // Those across splits, of 700 and up, come first.
    expect((root.activeElement as HTMLElement).dataset.index).toBe('1599');
    (root.activeElement as HTMLElement).click();
    expect([...look.session.view!.indices]).toEqual([699, 1599]);
    expect(look.session.selected).toBe(1599);
    expect(asked).toEqual(['explore']);
  });
});

it('the inspector says where else a sample’s picture is, and leads there', async () => {
  const look: Look = await startLook();
  await look.session.open((await fifty()).id);
  await look.findDuplicates();
  const stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '720px';
  await mount(stage);
  look.session.selected = 6;
  const inspector = () => stage.renderRoot.querySelector('look-inspector')!;
  await expect.poll(() => textOf(inspector())).toContain('also there as');
  expect(textOf(inspector())).toContain('test · 46, ≠ dog');
  await clickButton(inspector(), 'train · 16, ≠ dog');
  expect(look.session.selected).toBe(16);
});
