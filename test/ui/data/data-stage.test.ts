import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import { db } from '../../../src/store/database.ts';
import '../../../src/ui/data/data-stage.ts';
import { focusedElement } from '../../../src/ui/kit/focused.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { flatPicture } from '../../support/pictures.ts';
import { putOffFirstRanking } from '../../support/put-off-first-ranking.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

beforeEach(async () => {
  localStorage.clear();
  putOffFirstRanking();
  await emptyDatabase();
});

async function dataStage(look: Look) {
  const stage = document.createElement('look-data-stage');
  stage.look = look;
  return mount(stage);
}

/** Gives the page's address a `?dataset=` until the test ends. */
function askFor(url: string): void {
  const before = location.href;
  const address = new URL(before);
  address.searchParams.set('dataset', url);
  history.replaceState(null, '', address);
  onTestFinished(() => history.replaceState(null, '', before));
}

describe('the first visit', () => {
  it('explains the five steps on one screen and offers files and the demo', async () => {
    const stage = await dataStage(await startLook());
    const text = textOf(stage);
    for (const words of ['1 Data', '2 Noise', '3 Train', '4 Insights', '5 Explore', 'no upload, no account']) {
      expect(text).toContain(words);
    }
    expect(buttonNamed(stage, 'Choose files')).not.toBeNull();
    expect(text).not.toContain('In this browser');
    stage.style.height = '636px';
    expect(stage.scrollHeight).toBeLessThanOrEqual(stage.clientHeight);
    await expectAccessible();
  });

  it('opens the demo with one click', async () => {
    // The demo lies beside the page, and this page is the test runner's.
    const home = document.createElement('base');
    home.href = '/';
    document.head.append(home);
    onTestFinished(() => home.remove());
    const look = await startLook();
    const stage = await dataStage(look);
    await clickButton(stage, 'Try the demo');
    await expect.poll(() => textOf(stage), { timeout: 30_000 }).toContain('Next: noise or real labels');
    expect(look.dataset.name).toBe('Emoji-32');
    expect(textOf(stage)).toMatch(/9 classes · imported in \d/);
  });
});

describe('a link that brings a data set', () => {
  it('asks a foreign host for nothing before the person agrees', async () => {
    askFor('https://data.example/cifar-10-binary.tar.gz');
    const look = await startLook();
    const stage = await dataStage(look);
    expect(buttonNamed(stage, 'Fetch from data.example')).not.toBeNull();
    expect(look.session.jobs.list).toEqual([]);
    await expectAccessible();
    await clickButton(stage, 'No, thanks');
    await expect.poll(() => textOf(stage)).not.toContain('data.example');
    expect(location.search).not.toContain('dataset');
    expect(look.session.jobs.list).toEqual([]);
  });

  it('says what is wrong with a link that is none', async () => {
    askFor('ftp://data.example/x.tar.gz');
    const stage = await dataStage(await startLook());
    expect(textOf(stage)).toContain('only http and https can be fetched');
  });

  it('imports at once from the page’s own host, and not again after a reload', async ({ skip }) => {
    const url = '/test-archives/cifar-10-binary.tar.gz?train=300&test=60';
    if ((await fetch(url, { method: 'HEAD' })).status === 404) skip('the pictures for test archives are missing');
    askFor(url);
    const look = await startLook();
    const stage = await dataStage(look);
    await expect.poll(() => look.session.dataset?.count(), { timeout: 30_000 }).toBe(360);
    expect(location.search).not.toContain('dataset');
    await expect.poll(() => textOf(stage)).toContain('CIFAR-10 binary · 360 samples of 32×32 · 10 classes');
  });

  it('asks where the data set is here already, also on the page’s own host', async () => {
    const info = await storeTinyDataset();
    const url = new URL('/somewhere/tiny.tar.gz', location.href).href;
    await db.datasets.update(info.id, { source: url });
    askFor(url);
    const look = await startLook();
    const stage = await dataStage(look);
    await expect.poll(() => textOf(stage)).toContain('The data set of this link is in this browser already');
    await expectAccessible();
    expect(look.session.jobs.list).toEqual([]);
    await clickButton(stage, 'Open “Tiny”, with all that was done in it');
    await expect.poll(() => look.session.dataset?.name).toBe('Tiny');
    expect(location.search).not.toContain('dataset');
    expect(look.session.jobs.list).toEqual([]);
  });
});

describe('an import that fails', () => {
  it('leaves its sentence on screen until it is dismissed, and the way to another try', async () => {
    const look = await startLook();
    const stage = await dataStage(look);
    await look.importFiles([new File(['these are notes'], 'notes.tar.gz')]).catch(() => {});
    await expect.poll(() => textOf(stage)).toMatch(/notes\.tar\.gz is .*Nothing was imported\./);
    expect(buttonNamed(stage, 'Choose files')!.disabled).toBe(false);
    await expectAccessible();
    await clickButton(stage, 'Dismiss');
    await expect.poll(() => textOf(stage)).not.toContain('notes.tar.gz');
  });

  it('says that a cancelled one left nothing', async () => {
    const look = await startLook();
    const stage = await dataStage(look);
    const gone = look.session.jobs.run('import', 'Importing x.tar.gz', (signal) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    gone.catch(() => {});
    await expect.poll(() => textOf(stage)).toContain('Importing x.tar.gz');
    await expectAccessible();
    await clickButton(stage, 'Cancel');
    await expect.poll(() => textOf(stage)).toContain('The import was cancelled; nothing of it is left.');
  });
});

describe('the open data set', () => {
  it('is told by splits, classes with counts, and pictures as they are stored', async () => {
    const info = await storeTinyDataset();
    const look = await startLook();
    await look.load('Tiny');
    const stage = await dataStage(look);
    const text = textOf(stage);
    expect(text).toContain('test · 50 samples of 32×32 · 3 classes');
    expect(text).toMatch(/train 40 samples ?test 10 samples/);
    expect(text).toMatch(/cat 17 dog 17 frog 16/);
    const canvas = deepQuery<HTMLCanvasElement>(stage, 'canvas')!;
    const colourAt = (place: number) => [
      ...canvas.getContext('2d')!.getImageData((place % 26) * 32 + 5, Math.floor(place / 26) * 32 + 5, 1, 1).data,
    ];
    await expect.poll(() => colourAt(4)).toEqual([4, 20, 0, 255]);
    expect(colourAt(49)).toEqual([49, (49 % info.classes.length) * 20, 100, 255]);
    await expectAccessible();
  });

  it('leads on to training, and aside to noise as long as there is none', async () => {
    await storeTinyDataset();
    const look = await startLook();
    await look.load('Tiny');
    const stage = await dataStage(look);
    const asked: string[] = [];
    stage.addEventListener('look-go', (event) => asked.push(event.detail.stage));
    await clickButton(stage, 'Next: train a network');
    await clickButton(stage, 'Inject label noise to try it out');
    await look.perturb({ rate: 0.2 });
    await expect.poll(() => buttonNamed(stage, 'Inject label noise to try it out')).toBeNull();
    await clickButton(stage, 'Next: train a network');
    expect(asked).toEqual(['train', 'noise', 'train']);
  });

  it('asks for labels before anything else where no sample has one', async () => {
    const look = await startLook();
    const stage = await dataStage(look);
    const picture = await flatPicture(40, 30, 'red');
    const files = ['1.png', '2.png'].map((name) => ({ path: `only/${name}`, file: new File([picture], name) }));
    await look.survey({ kind: 'files', files });
    await expect.poll(() => textOf(stage)).toContain('They can be imported without labels');
    await clickButton(stage, 'Import 2 samples');
    await expect.poll(() => buttonNamed(stage, 'Next: add labels'), { timeout: 30_000 }).not.toBeNull();
    for (const name of ['Inject label noise to try it out', 'Next: train a network'])
      expect(buttonNamed(stage, name)).toBeNull();
    await clickButton(stage, 'Next: add labels');
    const dialog = document.querySelector('look-add-table')!;
    onTestFinished(() => dialog.remove());
    await expect.poll(() => textOf(dialog)).toContain('Add a table to only');
  });

  it('leaves its place for an import that begins, whose heading gets the keyboard', async () => {
    await storeTinyDataset();
    const look = await startLook();
    await look.load('Tiny');
    const stage = await dataStage(look);
    stage.style.height = '300px';
    stage.scrollTop = 1e6;
    expect(stage.scrollTop).toBeGreaterThan(0);
    const files = await Promise.all(
      ['red', 'blue'].map(async (colour) => {
        const path = `pets/${colour}/1.png`;
        return { path, file: new File([await flatPicture(40, 30, colour)], '1.png') };
      }),
    );
    await look.survey({ kind: 'files', files });
    await expect.poll(() => focusedElement()?.textContent).toContain('Import pets');
    expect(focusedElement()!.localName).toBe('h1');
    expect(stage.scrollTop).toBe(0);
  });

  it('shows what the import noted', async () => {
    const { id } = await storeTinyDataset();
    const look = await startLook();
    look.session.lastImport = {
      datasetId: id,
      sampleCount: 50,
      elapsedMs: 1234,
      notes: ['1 file was skipped: a.txt.'],
    };
    await look.load('Tiny');
    const stage = await dataStage(look);
    expect(textOf(stage)).toContain('imported in 1.2 s');
    expect(textOf(stage)).toContain('1 file was skipped: a.txt.');
  });

  it('is deleted only after a question, and not while something works with it', async () => {
    await storeTinyDataset();
    const look = await startLook();
    await look.load('Tiny');
    const stage = await dataStage(look);
    await clickButton(stage, 'Delete Tiny');
    await expect.poll(() => textOf(stage)).toContain('50 samples, 0 runs, 0 edits go with it');
    await expectAccessible();
    await clickButton(stage, 'Keep');
    await expect.poll(() => textOf(stage)).not.toContain('go with it');
    expect(look.session.datasets).toHaveLength(1);
    const list = stage.shadowRoot!.querySelector('look-dataset-list')!;
    await expect.poll(() => list.shadowRoot!.activeElement?.ariaLabel).toBe('Delete Tiny');

    const training = look.session.jobs.run('train', 'Training “walkthrough”', (signal) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    training.catch(() => {});
    await clickButton(stage, 'Delete Tiny');
    await expect.poll(() => textOf(stage)).toContain('“Training “walkthrough”” still works with Tiny');
    look.session.jobs.running('train')!.cancel();
    await training.catch(() => {});

    await clickButton(stage, 'Delete Tiny');
    await clickButton(stage, 'Delete');
    await expect.poll(() => look.session.datasets).toEqual([]);
    await expect.poll(() => textOf(stage)).toContain('Find the wrong labels');
  });
});
