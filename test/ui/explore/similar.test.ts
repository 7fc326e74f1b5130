import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { openPicture } from '../../../src/ui/exchange/open-picture.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { motifPicture } from '../../support/motifs.ts';
import { storePhotos } from '../../support/photo-dataset.ts';
import { emptyDatabase } from '../../support/tiny-dataset.ts';

const COUNT = 24;
let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storePhotos(COUNT, (i) => motifPicture(i));
  look = await startLook();
  await look.session.open(info.id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '640px';
  await mount(stage);
  await expect.poll(() => deepQuery(stage, '.scroller')?.clientWidth).toBeGreaterThan(0);
});

const press = (key: string, keys: KeyboardEventInit = {}): boolean =>
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...keys }),
  );
const chips = (): string => textOf(deepQuery(stage, 'look-filter-chips')!);
const notice = () => stage.renderRoot.querySelector('look-similar-notice')!;
const order = (): HTMLSelectElement => deepQuery<HTMLSelectElement>(stage, 'select[aria-label="Sort by"]')!;
const first = (): number => look.session.view!.indices[0];

describe('find similar', () => {
  it('says so in a chip, offers the features that are missing, and sorts the view once they are there', async () => {
    look.session.selected = 9;
    press('m');
    await expect.poll(chips).toContain(`most like ${look.dataset.sample(9).name}`);
    await expect.poll(() => textOf(notice())).toContain(`To compare the ${COUNT} samples`);
    expect(order().selectedOptions[0].text).toBe('Sort: by similarity');
    expect(first()).toBe(0);
    await expectAccessible();
    await clickButton(notice(), 'Start');
    await expect.poll(first, { timeout: 60_000 }).toBe(9);
    expect(textOf(notice())).toBe('');
    // The next one has all that it needs.
    look.session.selected = 14;
    press('m');
    await expect.poll(first, { timeout: 20_000 }).toBe(14);
  }, 90_000);

  it('takes all that are picked', async () => {
    look.session.selection.replace([3, 4, 5]);
    await clickButton(stage, 'Find similar M');
    await expect.poll(chips).toContain('most like 3 samples');
  });

  it('ends where it is cancelled, and can be begun again', async () => {
    look.session.selected = 9;
    press('m');
    await clickButton(notice(), 'Start');
    await expect.poll(() => look.session.jobs.running('similar')).toBeTruthy();
    look.session.jobs.running('similar')!.cancel();
    await expect.poll(() => textOf(notice())).toContain('The samples were not compared.');
    await clickButton(notice(), 'Compare');
    await expect.poll(() => buttonNamed(notice(), 'Start'), { timeout: 20_000 }).toBeTruthy();
  });

  it('gives way to another order, which it lies over else, and goes with its chip', async () => {
    look.session.selected = 9;
    press('m');
    await expect.poll(chips).toContain('most like');
    order().value = 'index';
    order().dispatchEvent(new Event('change'));
    await expect.poll(() => look.session.view!.stages.map((one) => one.stage)).toEqual(['sortBy']);
    press('m');
    await expect.poll(chips).toContain('most like');
    deepQuery<HTMLButtonElement>(stage, 'look-filter-chips .remove, .chip .remove')!.click();
    await expect.poll(() => look.session.view!.stages.map((one) => one.stage)).toEqual(['sortBy']);
  });
});

describe('a picture that was dropped', () => {
  const dropped = async (): Promise<File> =>
    new File([await motifPicture(17, { type: 'image/jpeg' })], 'dropped.jpg', { type: 'image/jpeg' });

  it('is asked about; what is like it comes first, and the chip shows it', async () => {
    const dialog = openPicture(look, await dropped(), () => expect.unreachable());
    await dialog.updateComplete;
    expect(textOf(dialog)).toContain('What is “dropped.jpg” for?');
    await expectAccessible();
    await clickButton(dialog, 'Find what is like it in “Tiny”');
    expect(dialog.isConnected).toBe(false);
    await expect.poll(chips, { timeout: 20_000 }).toContain('most like dropped.jpg');
    const shown = deepQuery<HTMLImageElement>(stage, '.chip img')!;
    await expect.poll(() => shown.naturalWidth).toBe(48);
    await clickButton(notice(), 'Start');
    await expect.poll(first, { timeout: 60_000 }).toBe(17);
  }, 90_000);

  it('is imported where that is wanted, and nothing happens where it is called off', async () => {
    let imported = 0;
    const dialog = openPicture(look, await dropped(), () => (imported += 1));
    await clickButton(dialog, 'Import it as a data set of its own');
    expect(imported).toBe(1);
    await clickButton(
      openPicture(look, await dropped(), () => (imported += 1)),
      'Cancel',
    );
    expect(imported).toBe(1);
    expect(look.session.view!.stages).toEqual([]);
    expect(document.querySelector('look-picture-dialog')).toBeNull();
  });

  it('can be chosen from files instead, in the menu of orders', async () => {
    let asked = 0;
    stage.addEventListener(
      'look-like-picture',
      (event) => {
        asked += 1;
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
    order().value = [...order().options].find(({ text }) => text === 'Similar to a picture …')!.value;
    order().dispatchEvent(new Event('change'));
    expect(asked).toBe(1);
    expect(order().selectedOptions[0].text).toBe('Sort: as stored');
  });
});
