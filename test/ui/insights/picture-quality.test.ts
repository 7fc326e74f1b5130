import { beforeEach, expect, it } from 'vitest';
import { db } from '../../../src/store/database.ts';
import '../../../src/ui/insights/insights-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { softPicture } from '../../support/soft-picture.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
});

/** The stage over thirty pictures, of which 4, 9 and 12 are nearly black, 12 the darkest. */
async function open() {
  const info = await storeTinyDataset(30);
  const bytes = new Uint8Array(30 * 3072);
  for (let i = 0; i < 30; i++) bytes.set(softPicture(i, { brighter: 30 }), i * 3072);
  for (const i of [4, 9, 12])
    bytes.set(
      softPicture(i).map((value) => value / (i + 4)),
      i * 3072,
    );
  await db.shards.update(info.shards[0].id, { bytes });
  const look = await startLook();
  await look.session.open(info.id);
  const stage = document.createElement('look-insights-stage');
  stage.look = look;
  const asked: string[] = [];
  stage.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  await mount(stage);
  return { look, asked, card: stage.renderRoot.querySelector('look-picture-quality')! };
}

const fault = (card: Element, title: string) =>
  [...card.shadowRoot!.querySelectorAll<HTMLButtonElement>('.fault')].find((one) => textOf(one).startsWith(title));

it('tells what is wrong with the pictures before any network is trained, and leads to them, the worst first', async () => {
  const { look, asked, card } = await open();
  await expectAccessible();
  await clickButton(card, 'Check the pictures');
  await expect.poll(() => fault(card, 'Too dark'), { timeout: 20_000 }).toBeTruthy();
  const dark = fault(card, 'Too dark')!;
  expect(textOf(dark)).toContain('3');
  expect(textOf(dark)).toContain('0.320');
  expect(textOf(card)).toContain('too bright');
  const canvases = () => [...dark.querySelectorAll('canvas')];
  expect(canvases().map(({ dataset }) => dataset.index)).toEqual(['12', '9', '4']);
  const drawn = (): boolean =>
    canvases().every((canvas) => canvas.getContext('2d')!.getImageData(16, 16, 1, 1).data[3] === 255);
  await expect.poll(drawn, { timeout: 10_000 }).toBe(true);
  await expectAccessible();
  dark.click();
  expect([...look.session.view!.indices]).toEqual([12, 9, 4]);
  expect(asked).toEqual(['explore']);
});

it('is there again without another search when the data set is opened anew', async () => {
  const { look, card } = await open();
  await look.checkPictures();
  await expect.poll(() => fault(card, 'Too dark')).toBeTruthy();
  const { id } = look.dataset.info;
  look.session.close();
  const again = await startLook();
  await again.session.open(id);
  const stage = document.createElement('look-insights-stage');
  stage.look = again;
  await mount(stage);
  await expect.poll(() => fault(stage.renderRoot.querySelector('look-picture-quality')!, 'Too dark')).toBeTruthy();
});
