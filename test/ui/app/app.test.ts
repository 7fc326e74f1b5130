import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { rememberOpen } from '../../../src/api/last-open.ts';
import { Look } from '../../../src/api/look.ts';
import '../../../src/ui/app/app.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { fetchArchive } from '../../support/archives.ts';
import { clickButton, deepQuery, mount, textOf } from '../../support/elements.ts';
import { putOffFirstRanking } from '../../support/put-off-first-ranking.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

beforeEach(async () => {
  localStorage.clear();
  putOffFirstRanking();
  await emptyDatabase();
  history.replaceState(null, '', '#');
});

/** The page as main.ts starts it. */
async function openPage() {
  const look = new Look();
  onTestFinished(() => {
    look.session.close();
    history.replaceState(null, '', '#');
    delete document.documentElement.dataset.theme;
  });
  const app = document.createElement('look-app');
  app.look = look;
  app.ready = look.start();
  await mount(app);
  await app.ready;
  await expect.poll(() => stageOf(app)).toBeTruthy();
  return { app, look };
}

const stageOf = (app: Element) => app.shadowRoot!.querySelector('nav a[aria-current=page]')?.getAttribute('href');

/** A job that runs until it is cancelled. */
function runForever(look: Look, title: string): void {
  look.session.jobs
    .run('predict', title, (signal) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    })
    .catch(() => {});
}

function drop(...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
}

it('the keyboard goes on at the new stage where the button that led there is gone', async () => {
  const { look, app } = await openPage();
  await look.session.open((await storeTinyDataset(50)).id);
  location.hash = '#/data';
  await clickButton(app, 'Next: train a network');
  await expect.poll(() => stageOf(app)).toBe('#/train');
  expect(app.shadowRoot!.activeElement?.localName).toBe('main');
});

describe('the page opens', () => {
  it('at Data where nothing is here yet', async () => {
    const { app } = await openPage();
    expect(stageOf(app)).toBe('#/data');
    expect(document.title).toBe('Data · Second Look');
    await expect.poll(() => textOf(app)).toContain('Find the wrong labels');
    await expectAccessible();
  });

  it('at Explore with the data set that was open last', async () => {
    const { id } = await storeTinyDataset();
    rememberOpen(id);
    const { app } = await openPage();
    expect(stageOf(app)).toBe('#/explore');
    expect(textOf(deepQuery(app, 'header')!)).toContain('Tiny 50 images · 3 classes');
  });

  it('at the stage that the address names', async () => {
    history.replaceState(null, '', '#/data');
    const { id } = await storeTinyDataset();
    rememberOpen(id);
    const { app } = await openPage();
    expect(stageOf(app)).toBe('#/data');
    expect(document.title).toBe('Data · Tiny · Second Look');
    await expectAccessible();
  });

  it('with a sentence where the browser lets it store nothing', async () => {
    const app = document.createElement('look-app');
    app.look = new Look();
    app.ready = Promise.reject(new DOMException('denied', 'SecurityError'));
    await mount(app);
    await expect.poll(() => textOf(app)).toContain('Allow this address to store data');
    await expectAccessible();
  });
});

describe('files', () => {
  it('are imported wherever they are dropped, and the Data stage shows them', async ({ skip }) => {
    const file = await fetchArchive('cifar-10-binary.tar.gz', { train: 300, test: 60 });
    if (!file) return skip('the pictures for test archives are missing');
    const { app, look } = await openPage();
    location.hash = '#/about';
    await expect.poll(() => textOf(app)).toContain('About Second Look');
    await expectAccessible();
    drop(file);
    await expect.poll(() => look.session.dataset?.count(), { timeout: 30_000 }).toBe(360);
    await expect.poll(() => textOf(app)).toContain('360 images of 32×32');
  });

  it('picked on any stage go the same way', async () => {
    const { app } = await openPage();
    location.hash = '#/about';
    const input = app.shadowRoot!.querySelector<HTMLInputElement>('#look-files')!;
    expect([input.type, input.multiple]).toEqual(['file', true]);
    const chosen = new DataTransfer();
    chosen.items.add(new File(['these are notes'], 'notes.tar.gz'));
    input.files = chosen.files;
    input.dispatchEvent(new Event('change'));
    await expect.poll(() => textOf(app), { timeout: 10_000 }).toMatch(/notes\.tar\.gz is .*Nothing was imported/);
    expect(stageOf(app)).toBe('#/data');
  });

  it('are refused with a reason while another import runs', async () => {
    const { app, look } = await openPage();
    look.session.jobs.run('import', 'Importing a.tar.gz', () => new Promise(() => {})).catch(() => {});
    drop(new File(['x'], 'b.tar.gz'));
    await expect.poll(() => textOf(app)).toContain('“Importing a.tar.gz” is still running');
    await clickButton(app, 'Dismiss');
    await expect.poll(() => textOf(app)).not.toContain('is still running');
  });

  it('that are tables become tables of the data set that is open, one after the other', async () => {
    const { look } = await openPage();
    await look.session.open((await storeTinyDataset(50)).id);
    const dialog = () => document.querySelector('look-add-table');
    onTestFinished(() => dialog()?.remove());
    drop(new File(['index,note\n0,x\n1,y\n'], 'a.csv'), new File(['index,note\n0,x\n'], 'b.jsonl'));
    await expect.poll(() => textOf(dialog()!), { timeout: 10_000 }).toContain('a.csv · 2 rows');
    expect(textOf(dialog()!)).toContain(`Add a table to ${look.session.dataset!.name}`);
    await clickButton(dialog()!, 'Cancel');
    await expect.poll(() => dialog()?.file?.name).toBe('b.jsonl');
  });

  it('that are one picture are asked about while a data set is explored, and are to be imported elsewhere', async () => {
    const { look } = await openPage();
    await look.session.open((await storeTinyDataset(50)).id);
    const dialog = () => document.querySelector('look-picture-dialog');
    onTestFinished(() => dialog()?.remove());
    const picture = (name: string) => new File(['x'], name);
    location.hash = '#/explore';
    await expect
      .poll(() => document.querySelector('look-app')?.shadowRoot?.querySelector('look-explore-stage'))
      .toBeTruthy();
    drop(picture('a.jpg'), picture('b.jpg'));
    await expect.poll(() => look.session.jobs.list.map(({ kind }) => kind)).toEqual(['import']);
    expect(dialog()).toBeNull();
    location.hash = '#/explore';
    await expect
      .poll(() => document.querySelector('look-app')?.shadowRoot?.querySelector('look-explore-stage'))
      .toBeTruthy();
    await expect.poll(() => look.session.jobs.running('import')).toBeUndefined();
    drop(picture('a.jpg'));
    await expect.poll(() => textOf(dialog()!)).toContain('What is “a.jpg” for?');
    await clickButton(dialog()!, 'Import it as a data set of its own');
    await expect.poll(() => location.hash).toBe('#/data');
    expect(dialog()).toBeNull();
  });

  it('that are tables go with pictures where no data set is open', async () => {
    const { app } = await openPage();
    drop(new File(['index,label\n0,x\n'], 'a.csv'));
    await expect
      .poll(() => textOf(app), { timeout: 10_000 })
      .toMatch(/a\.csv is a table without pictures\. A table goes with pictures: drop both together/);
  });

  it('are awaited by an overlay while they are dragged over the page', async () => {
    const { app } = await openPage();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'x.tar'));
    window.dispatchEvent(new DragEvent('dragover', { dataTransfer, cancelable: true }));
    await expect.poll(() => textOf(app)).toContain('Drop to import');
    await expectAccessible();
    window.dispatchEvent(new DragEvent('dragleave', { dataTransfer, relatedTarget: null }));
    await expect.poll(() => textOf(app)).not.toContain('Drop to import');
  });
});

describe('long work', () => {
  it('is shown on every stage, with a Cancel that works', async () => {
    const { app, look } = await openPage();
    runForever(look, 'Predicting with “walkthrough”');
    await expect.poll(() => textOf(app)).toContain('Predicting with “walkthrough”');
    expect(deepQuery(app, 'nav [aria-label=running]')).not.toBeNull();
    await expectAccessible();
    await clickButton(app, 'Cancel');
    await expect.poll(() => textOf(app)).not.toContain('Predicting');
    expect(look.session.jobs.list.at(-1)!.status).toBe('cancelled');
  });

  it('that a stage shows itself is not shown a second time at its foot', async () => {
    rememberOpen((await storeTinyDataset()).id);
    const { app, look } = await openPage();
    location.hash = '#/home';
    await expect.poll(() => deepQuery(app, 'look-home-stage')).toBeTruthy();
    runForever(look, 'Predicting 50 samples');
    await expect.poll(() => textOf(app)).toContain('Predicting 50 samples');
    expect(textOf(app).split('Predicting 50 samples')).toHaveLength(2);
    await clickButton(app, 'Cancel');
  });

  it('that fails stays with its reason until it is dismissed', async () => {
    const { app, look } = await openPage();
    const failing = look.session.jobs.run('score', 'Scoring with “walkthrough”', () =>
      Promise.reject(new Error('This run has no predictions.')),
    );
    await failing.catch(() => {});
    await expect.poll(() => textOf(app)).toContain('Scoring with “walkthrough” failed. This run has no predictions.');
    await clickButton(app, 'Dismiss');
    await expect.poll(() => textOf(app)).not.toContain('failed');
  });
});

it('each stage says in a figure what it gave', async () => {
  history.replaceState(null, '', '#/data');
  const { id } = await storeTinyDataset();
  rememberOpen(id);
  const { app, look } = await openPage();
  const nav = app.shadowRoot!.querySelector('nav')!;
  expect(textOf(nav)).toBe('Data 50 Noise Train Insights Explore & fix 50 Take home');
  await look.perturb({ rate: 0.25 });
  look.session.view = look.dataset.view().matchTags('mistake');
  await expect.poll(() => textOf(nav)).toBe('Data 50 Noise 25 % Train Insights Explore & fix 10 Take home');
  expect(nav.querySelectorAll('[aria-label=done]')).toHaveLength(2);
});

it('the header stands while another run is shown that has not the score that the view is sorted by', async () => {
  const info = await storeTinyDataset();
  rememberOpen(info.id);
  const first = await storeRun(info);
  await storePredictions(info, first, (i) => i % 3);
  const { app, look } = await openPage();
  const all = look.dataset.view();
  await look.computeScores(all, first.name, [{ key: 'suspicion', method: 'suspicion' }]);
  await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(1);
  look.session.view = all.sortBy('insights.suspicion').limit(5);
  const header = (): string => textOf(deepQuery(app, 'header')!);
  await expect.poll(header).toMatch(/Explore & fix 5/);
  const second = await storeRun(info, 4, { name: 'second' });
  await storePredictions(info, second, (i) => i % 3);
  await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(0);
  await expect.poll(header).not.toMatch(/Explore & fix 5/);
  location.hash = '#/train';
  await expect.poll(() => textOf(app)).toContain('Train a network');
  await look.computeScores(all, second.name, [{ key: 'suspicion', method: 'suspicion' }]);
  await expect.poll(header, { timeout: 10_000 }).toMatch(/Explore & fix 5/);
});

it('only a stage scrolls, never the page with its header and foot', async () => {
  const info = await storeTinyDataset();
  rememberOpen(info.id);
  const run = await storeRun(info);
  await storePredictions(info, run, (i) => i % 3);
  const { app, look } = await openPage();
  await look.computeScores(look.dataset.view(), run.name, [{ key: 'hardness', method: 'hardness' }]);
  for (const [stage, words] of [
    ['train', 'Train a network'],
    ['insights', 'Confident learning’s issues'],
    ['home', 'Before and after'],
  ]) {
    location.hash = `#/${stage}`;
    await expect.poll(() => textOf(app), { timeout: 10_000 }).toContain(words);
    const shown = deepQuery(app, `look-${stage}-stage`)!;
    expect(shown.scrollHeight, stage).toBeGreaterThan(shown.clientHeight);
    expect(app.shadowRoot!.querySelector('main')!.scrollHeight, stage).toBe(shown.clientHeight);
  }
});

it('a person at the keyboard skips the header with the first key', async () => {
  const { app } = await openPage();
  expect(app.shadowRoot!.querySelector('a, button, input')!.textContent).toBe('Skip to the content');
  await clickButton(app, 'Skip to the content');
  expect(app.shadowRoot!.activeElement?.localName).toBe('main');
});

it('the menu goes to another data set of this browser', async () => {
  history.replaceState(null, '', '#/data');
  const { id } = await storeTinyDataset();
  await storeTinyDataset(20);
  rememberOpen(id);
  const { app, look } = await openPage();
  await clickButton(app, 'Tiny');
  await expectAccessible();
  await clickButton(app, 'Tiny (2) 20');
  await expect.poll(() => look.dataset.name).toBe('Tiny (2)');
  await expect.poll(() => deepQuery(app, '[popover]')!.matches(':popover-open')).toBe(false);
});

it('the theme goes round from the system’s over light to dark, and is remembered', async () => {
  const { app } = await openPage();
  const { dataset } = document.documentElement;
  await clickButton(app, 'Theme: system');
  expect(dataset.theme).toBe('light');
  await clickButton(app, 'Theme: light');
  expect(dataset.theme).toBe('dark');
  delete dataset.theme;
  await openPage();
  expect(dataset.theme).toBe('dark');
});

it('the foot says so while there is no network', async () => {
  const { app } = await openPage();
  const online = { value: false };
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online.value });
  onTestFinished(() => void delete (navigator as { onLine?: boolean }).onLine);
  window.dispatchEvent(new Event('offline'));
  await expect.poll(() => textOf(app)).toContain('offline: what is here still works');
  await expectAccessible();
  online.value = true;
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => textOf(app)).not.toContain('offline');
});
