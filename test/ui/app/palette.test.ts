import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { rememberOpen } from '../../../src/api/last-open.ts';
import { Look } from '../../../src/api/look.ts';
import '../../../src/ui/app/app.ts';
import type { Command } from '../../../src/ui/app/commands.ts';
import '../../../src/ui/app/palette.ts';
import type { LookPalette } from '../../../src/ui/app/palette.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { putOffFirstRanking } from '../../support/put-off-first-ranking.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

beforeEach(async () => {
  localStorage.clear();
  putOffFirstRanking();
  await emptyDatabase();
  history.replaceState(null, '', '#');
});

/** The page at a stage, with a data set of fifty samples, or none. */
async function openPage(stage: string, filled = true) {
  const info = filled ? await storeTinyDataset() : null;
  if (info) rememberOpen(info.id);
  history.replaceState(null, '', `#/${stage}`);
  const look = new Look();
  onTestFinished(() => {
    look.session.close();
    history.replaceState(null, '', '#');
  });
  const app = document.createElement('look-app');
  Object.assign(app, { look, ready: look.start() });
  await mount(app);
  await app.ready;
  await expect.poll(() => deepQuery(app, 'nav a[aria-current=page], .tools a[aria-current=page]')).toBeTruthy();
  return { app, look, info };
}

const press = (key: string, init: KeyboardEventInit = {}) =>
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
  );

const paletteOf = (app: Element) => deepQuery<LookPalette>(app, 'look-palette');

/** Opens it by its key, types, and takes the first that fits. */
async function take(app: Element, typed: string) {
  press('k', { ctrlKey: true });
  await expect.poll(() => paletteOf(app)).toBeTruthy();
  const palette = paletteOf(app)!;
  await palette.updateComplete;
  const input = palette.renderRoot.querySelector('input')!;
  input.value = typed;
  input.dispatchEvent(new InputEvent('input'));
  await palette.updateComplete;
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await expect.poll(() => paletteOf(app)).toBeNull();
}

const optionsOf = (palette: LookPalette) => [...palette.renderRoot.querySelectorAll('[role=option]')].map(textOf);

describe('what there is by its name', () => {
  it('opens by a key on every stage, with the keyboard in its field, and closes by the same key', async () => {
    for (const stage of ['data', 'noise', 'train', 'insights', 'explore', 'home', 'about', 'help']) {
      const { app } = await openPage(stage);
      press('k', stage === 'data' ? { metaKey: true } : { ctrlKey: true });
      await expect.poll(() => paletteOf(app)?.shadowRoot?.activeElement?.localName, { message: stage }).toBe('input');
      if (stage === 'train') await expectAccessible();
      press('k', { ctrlKey: true });
      await expect.poll(() => paletteOf(app)).toBeNull();
      app.remove();
      await emptyDatabase();
    }
  });

  it('leads to a stage, and opens by its button without a data set too', async () => {
    const { app } = await openPage('data', false);
    await clickButton(app, 'Find by name (Ctrl K)');
    await expect.poll(() => paletteOf(app)).toBeTruthy();
    await paletteOf(app)!.updateComplete;
    expect(optionsOf(paletteOf(app)!).some((text) => /Insights ?stage/.test(text))).toBe(true);
    await clickButton(paletteOf(app)!, 'Cancel');
    await expect.poll(() => paletteOf(app)).toBeNull();
    await take(app, 'insi');
    await expect.poll(() => location.hash).toBe('#/insights');
  });

  it('leads to the Help and to each of its pages', async () => {
    const { app } = await openPage('data', false);
    await take(app, 'help');
    await expect.poll(() => location.hash).toBe('#/help');
    await take(app, 'questions and');
    await expect.poll(() => location.hash).toBe('#/help/faq');
    await expect.poll(() => textOf(deepQuery(app, 'look-help') ?? app)).toContain('Do I have to train anything?');
  });

  it('shows the samples of a class, a view and a saved view in the explorer', async () => {
    const { app, look } = await openPage('data');
    await take(app, 'class cat');
    await expect.poll(() => location.hash).toContain('#/explore');
    const { table } = look.dataset;
    const cats = Array.from(table.current.keys()).filter((i) => table.classes[table.current[i]] === 'cat');
    expect([...look.session.view!.indices]).toEqual(cats);
    await look.saveView('the first five', look.dataset.view().limit(5));
    await take(app, 'first five');
    await expect.poll(() => look.session.view!.count()).toBe(5);
    await take(app, 'all samples');
    await expect.poll(() => look.session.view!.count()).toBe(50);
  });

  it('opens another data set and shows another run', async () => {
    const { app, look, info } = await openPage('train');
    await storePredictions(info!, await storeRun(info!, 3, { name: 'first' }), (i) => i % 3);
    await storePredictions(info!, await storeRun(info!, 3, { name: 'second' }), (i) => i % 3);
    await expect.poll(() => look.session.run?.name).toBe('second');
    await take(app, 'run first');
    await expect.poll(() => look.session.run?.name).toBe('first');
    const other = await storeTinyDataset(20);
    await look.renameDataset(other.id, 'Others');
    await expect.poll(() => look.session.datasets?.some(({ name }) => name === 'Others')).toBe(true);
    await take(app, 'others');
    await expect.poll(() => look.session.dataset?.name).toBe('Others');
  });

  it('does in the explorer what its keys do, to the sample looked at', async () => {
    const { app, look } = await openPage('explore');
    await expect.poll(() => deepQuery(app, 'look-grid')).toBeTruthy();
    look.session.selected = 7;
    await take(app, 'exclude');
    await expect.poll(() => look.dataset.table.excluded[7]).toBe(1);
    await take(app, 'undo');
    await expect.poll(() => look.dataset.table.excluded[7]).toBe(0);
  });

  it('lists fifty of any number of classes, and how many more there are', async () => {
    const commands = Array.from({ length: 65_534 }, (_, i): Command => ({
      name: `kind ${i}`,
      hint: 'class',
      run: () => {},
    }));
    const palette = await mount(Object.assign(document.createElement('look-palette'), { commands }));
    const chosen: string[] = [];
    palette.addEventListener('look-command', ({ detail }) => chosen.push(detail.name));
    expect(optionsOf(palette)).toHaveLength(50);
    expect(textOf(palette)).toContain('65,484 more: type to find them.');
    const input = palette.renderRoot.querySelector('input')!;
    input.value = 'kind 65533';
    input.dispatchEvent(new InputEvent('input'));
    await palette.updateComplete;
    expect(optionsOf(palette)).toHaveLength(1);
    input.value = '6553';
    input.dispatchEvent(new InputEvent('input'));
    await palette.updateComplete;
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) {
      input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await palette.updateComplete;
    }
    expect(chosen).toEqual(['kind 65531']);
    expect(input.getAttribute('aria-activedescendant')).toBe('choice-2');
    input.value = 'nothing of the kind';
    input.dispatchEvent(new InputEvent('input'));
    await palette.updateComplete;
    expect(textOf(palette)).toContain('Nothing is called so.');
  });
});

describe('all keys', () => {
  it('are shown by ? on every stage', async () => {
    for (const stage of ['data', 'noise', 'train', 'insights', 'explore', 'home', 'about', 'help']) {
      const { app } = await openPage(stage);
      if (stage === 'explore') await expect.poll(() => deepQuery(app, 'look-grid')).toBeTruthy();
      press('?', { shiftKey: true });
      await expect
        .poll(() => textOf(deepQuery(app, 'look-keys-dialog') ?? app), { message: stage })
        .toContain('Ctrl K');
      expect(document.querySelectorAll('look-app')).toHaveLength(1);
      if (stage === 'noise') {
        deepQuery(deepQuery(app, 'look-keys-dialog')!, 'a[href="#/help"]')!.click();
        await expect.poll(() => deepQuery(app, 'look-help')).toBeTruthy();
        expect(deepQuery(app, 'look-keys-dialog')).toBeNull();
      }
      app.remove();
      await emptyDatabase();
    }
  });
});

describe('another name for a data set', () => {
  it('is given in the menu of data sets, and stands in the header, the title and what else follows the store', async () => {
    const { app, look } = await openPage('data');
    const other = await startLook();
    await clickButton(app, 'Rename “Tiny” …');
    await expect.poll(() => deepQuery(app, 'look-rename-dialog')).toBeTruthy();
    const field = () => deepQuery<HTMLInputElement>(deepQuery(app, 'look-rename-dialog')!, 'input')!;
    await expectAccessible();
    field().value = '  My cats ';
    await clickButton(app, 'Rename');
    await expect.poll(() => deepQuery(app, 'look-rename-dialog')).toBeNull();
    await expect.poll(() => textOf(deepQuery(app, 'header')!)).toContain('My cats');
    await expect.poll(() => document.title).toContain('My cats');
    expect(look.dataset.name).toBe('My cats');
    await expect.poll(() => other.session.datasets?.map(({ name }) => name)).toEqual(['My cats']);
    await expect.poll(() => other.session.dataset?.name).toBe('My cats');
  });

  it('is refused where it is empty or another one’s, with a sentence', async () => {
    const { look, info } = await openPage('data');
    const other = await storeTinyDataset(20);
    await look.renameDataset(other.id, 'Others');
    await expect(look.renameDataset(info!.id, ' Others ')).rejects.toThrow('There is a data set “Others” already');
    await expect(look.renameDataset(info!.id, '  ')).rejects.toThrow('needs a name');
    await look.renameDataset(info!.id, info!.name);
    expect(look.dataset.name).toBe('Tiny');
    await look.deleteDataset(other.id);
    await expect(look.renameDataset(other.id, 'Gone')).rejects.toThrow('no longer in this browser');
  });
});
