import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { linkFromText, type ReadLink } from '../../../src/core/views/share-link.ts';
import { db } from '../../../src/store/database.ts';
import '../../../src/ui/views/link-note.ts';
import type { LookLinkNote } from '../../../src/ui/views/link-note.ts';
import { shareLink } from '../../../src/ui/views/share.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let info: DatasetInfo;
let note: LookLinkNote;
let closed: number;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
  look = await startLook();
  onTestFinished(() => history.replaceState(null, '', '#'));
  await look.session.open(info.id);
});

/** The link to a view of what is open, as another person gets it. */
async function linkTo(view = look.dataset.view()): Promise<ReadLink> {
  look.session.view = view;
  const { hash } = new URL((await shareLink(look)).href);
  return linkFromText(new URLSearchParams(hash.slice(hash.indexOf('?'))).get('link')!)!;
}

async function show(link: ReadLink): Promise<void> {
  closed = 0;
  note = Object.assign(document.createElement('look-link-note'), { look, link });
  note.addEventListener('look-close', () => (closed += 1));
  await mount(note);
}

/** Of the data set that is open. */
const LOOK = 'Look whether it is the same';

const shownSamples = (): number[] => [...look.session.view!.indices];

describe('a link', () => {
  it('to a view of what is open shows it, by the names of its classes', async () => {
    const link = await linkTo(look.dataset.view().matchSplit('test').matchLabel('given', 'dog'));
    expect(link.dataset).toMatchObject({ kind: 'own', samples: 50 });
    const wanted = shownSamples();
    look.session.view = look.dataset.view();
    await show(link);
    await clickButton(note, LOOK);
    await expect.poll(shownSamples).toEqual(wanted);
    expect(closed).toBe(1);
  });

  it('about another data set than the open one shows none of its samples as if they were meant', async () => {
    const link = await linkTo(look.dataset.view().matchSplit('test'));
    const other = await storeTinyDataset(50, ['dog', 'frog', 'cat']);
    await look.session.open(other.id);
    await look.deleteDataset(info.id);
    await expect.poll(() => look.session.datasets?.length).toBe(1);
    await show(link);
    // As many samples: only the pictures can tell.
    await clickButton(note, LOOK);
    await expect.poll(() => textOf(note)).toContain('It is not in this browser');
    expect(look.session.view?.count() ?? 50).toBe(50);
    await expectAccessible();
    await clickButton(note, 'No, thanks');
    expect(closed).toBe(1);
  });

  it('that asks for noise and a ranking offers each with one button, and shows the view behind them', async () => {
    const link: ReadLink = {
      ...(await linkTo(look.dataset.view().matchTags('mistake'))),
      noise: { kind: 'symmetric', rate: 0.2, seed: 4, samples: 40 },
      run: { source: 'trained', recipe: 'quick', epochs: 1, batch: 16, seed: 2 },
    };
    await show(link);
    await clickButton(note, LOOK);
    await expect.poll(() => buttonNamed(note, 'Inject 20 % symmetric label noise, seed 4')).toBeTruthy();
    await clickButton(note, 'Inject 20 % symmetric label noise, seed 4');
    await expect.poll(() => buttonNamed(note, 'Train: quick, 1 epoch, seed 2')).toBeTruthy();
    await expect.poll(() => buttonNamed(note, 'Train: quick, 1 epoch, seed 2')!.disabled).toBe(false);
    await clickButton(note, 'Train: quick, 1 epoch, seed 2');
    await expect.poll(() => closed, { timeout: 60_000 }).toBe(1);
    expect(look.session.view!.count()).toBeGreaterThan(0);
    expect(look.session.runs.map(({ source }) => source)).toEqual(['trained']);
  });

  it('about other noise than is injected here says so, and shows nothing before it is taken back', async () => {
    const link = await linkTo(look.dataset.view().matchSplit('test'));
    await look.perturb({ rate: 0.1, seed: 9 });
    look.session.view = look.dataset.view();
    await show(link);
    await clickButton(note, LOOK);
    await expect.poll(() => textOf(note)).toContain('and it is about labels without injected noise');
    expect(look.session.view.count()).toBe(50);
    await clickButton(note, 'Take that back');
    await expect.poll(() => look.session.view!.count()).toBe(10);
  });

  it('to what was fetched from an address is told by its contents, and the address only where it holds no secret', async () => {
    for (const [source, kind] of [
      ['https://example.org/a.tar.gz', 'url'],
      ['https://example.org/a.tar.gz?token=secret', 'own'],
      ['someone/animals@main', 'hub'],
    ]) {
      await db.datasets.update(info.id, { source });
      look.session.close();
      look = await startLook();
      await look.session.open(info.id);
      const link = await linkTo();
      expect(link.dataset).toMatchObject({ kind, fingerprint: await look.fingerprint() });
      expect(JSON.stringify(link)).not.toContain('secret');
    }
  });

  it('takes no run for its own that learned other labels', async () => {
    const link: ReadLink = {
      ...(await linkTo(look.dataset.view().matchTags('mistake'))),
      noise: { kind: 'symmetric', rate: 0.2, seed: 4, samples: 40 },
      run: { source: 'trained', recipe: 'quick', epochs: 1, batch: 16, seed: 2 },
    };
    await look.train({ recipe: 'quick', epochs: 1, batch: 16, seed: 2, backend: 'wasm', workers: 1, name: 'before' });
    await show(link);
    await clickButton(note, LOOK);
    await expect.poll(() => buttonNamed(note, 'Inject 20 % symmetric label noise, seed 4')).toBeTruthy();
    await clickButton(note, 'Inject 20 % symmetric label noise, seed 4');
    await expect.poll(() => textOf(note)).toContain('that has not learned these labels here yet');
    expect(closed).toBe(0);
  });

  it('says what noise may go over, and that it is other noise where it goes over other samples', async () => {
    const link = { ...(await linkTo()), noise: { kind: 'symmetric' as const, rate: 0.2, seed: 4, samples: 30 } };
    await look.relabel([1, 2], 'frog');
    await show(link);
    await clickButton(note, LOOK);
    await expect.poll(() => textOf(note)).toContain('There it went over 30 samples and here over 40');
    expect(textOf(note)).toContain('2 samples that were decided about here');
  });

  it('shows its view by a click only, once somebody else’s work was under way', async () => {
    const link = await linkTo(look.dataset.view().matchSplit('test'));
    look.session.view = look.dataset.view();
    let end = (): void => {};
    const job = look.session.jobs.run('score', 'Other work', () => new Promise<void>((resolve) => (end = resolve)));
    await show(link);
    await clickButton(note, LOOK);
    await expect.poll(() => textOf(note)).toContain('“Other work” is still running');
    end();
    await job;
    await expect.poll(() => textOf(note)).not.toContain('still running');
    expect(look.session.view.count()).toBe(50);
    await clickButton(note, 'Show the view');
    await expect.poll(() => look.session.view!.count()).toBe(10);
  });

  it('names the classes that are not here', async () => {
    const link = await linkTo(look.dataset.view().matchLabel('given', ['dog', 'frog']));
    const view = link.view.map((stage) =>
      stage.stage === 'matchLabels' ? { ...stage, classes: ['dog', 'lynx'] } : stage,
    );
    await show({ ...link, view });
    await clickButton(note, LOOK);
    await expect.poll(() => textOf(note)).toContain('The view is shown without a class that is not here: “lynx”.');
    expect(look.session.view!.count()).toBe(look.dataset.view().matchLabel('given', 'dog').count());
  });

  it('says why a view cannot be shown here', async () => {
    const link = await linkTo();
    await show({ ...link, view: [{ stage: 'sortBy', field: 'insights.nowhere', reverse: true }] });
    await clickButton(note, LOOK);
    await expect.poll(() => textOf(note)).toContain('The link’s view cannot be shown here');
  });

  it('holds the noise and the run that are shown, and no label', async () => {
    await look.perturb({ rate: 0.1, seed: 9 });
    await look.relabel(3, 'frog');
    const run = await storeRun(info, 4, { name: 'first' });
    await storePredictions(info, run, () => 0);
    await look.session.catchUpRuns();
    await look.session.chooseRun(run.id);
    const link = await linkTo();
    expect(link.noise).toEqual({ kind: 'symmetric', rate: 0.1, seed: 9, samples: 40 });
    expect(link.run).toMatchObject({ source: 'trained', seed: run.seed });
    expect(Object.keys(link)).toEqual(['dataset', 'noise', 'run', 'view', 'leftOut']);
  });

  it('is refused where it is too long, and says what holds the view instead', async () => {
    look.session.view = look.dataset.view().select(Array.from({ length: 50 }, (_, i) => i));
    expect((await shareLink(look)).href).toContain('link=');
    const long = Array.from({ length: 900 }, (_, i) => `a long text ${i}`);
    look.session.view = look.dataset.view().add({ stage: 'matchName', texts: long });
    await expect(shareLink(look)).rejects.toThrow(/too long for a link.*project/s);
  });
});
