import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { db } from '../../../src/store/database.ts';
import { writeNeighbours } from '../../../src/store/neighbours.ts';
import { addRun, getRun } from '../../../src/store/runs.ts';
import '../../../src/ui/inspector/inspector.ts';
import type { LookInspector } from '../../../src/ui/inspector/inspector.ts';
import { Pictures } from '../../../src/ui/samples/pictures.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const COUNT = 50;
const K = 3;
let info: DatasetInfo;
let look: Look;

/**
 * The inspector over a run that predicts dog for every picture, and cat in its first epoch. The neighbours of sample i are the
 * three behind it.
 */
async function inspector(
  index: number,
  options: { predicted?: boolean; history?: boolean; neighbours?: boolean; imported?: boolean } = {},
): Promise<{ element: LookInspector; asked: (number | null)[] }> {
  const { predicted = true, history = true, neighbours = true, imported = false } = options;
  if (imported) await storeImported();
  const run = await storeRun(info);
  if (predicted) await storePredictions(info, run, () => 1);
  if (history) {
    const logits = (label: number) => Float32Array.from({ length: 40 * K }, (_, at) => (at % K === label ? 3 : 0));
    await db.history.bulkPut([0, 1, 1].map((label, j) => ({ runId: run.id, epoch: j + 1, logits: logits(label) })));
  }
  const indices = Uint32Array.from({ length: COUNT }, (_, i) => i);
  if (neighbours) {
    const near = Uint32Array.from({ length: COUNT * 3 }, (_, at) => (Math.floor(at / 3) + (at % 3) + 1) % COUNT);
    await writeNeighbours({
      runId: run.id,
      indices,
      k: 3,
      neighbours: near,
      similarity: new Float32Array(COUNT * 3).fill(0.9),
    });
  }
  await look.session.open(info.id);
  const pictures = new Pictures(info);
  onTestFinished(() => pictures.close());
  const element = document.createElement('look-inspector');
  const { table } = look.dataset;
  Object.assign(element, { table, run: look.session.run, pictures, index, journal: look.session.journal });
  element.style.width = '320px';
  const asked: (number | null)[] = [];
  element.addEventListener('look-select', (event) => asked.push(event.detail));
  await mount(element);
  return { element, asked };
}

/** Predictions out of sample that are right of every label. */
async function storeImported(): Promise<void> {
  const { indices, labels, classCount } = await storeRun(info);
  await db.runs.clear();
  const facts = {
    datasetId: info.id,
    name: 'theirs',
    createdAt: 1,
    epochs: [],
    elapsedMs: 0,
    status: 'trained' as const,
  };
  const imported = { source: 'imported' as const, from: 'table.csv', outOfSample: true };
  const id = await addRun({ ...facts, ...imported, indices, labels, classCount });
  await storePredictions(info, await getRun(id), (i) => i % K);
}

const said = (element: LookInspector) => expect.poll(() => textOf(element), { timeout: 15_000 });

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  look = await startLook();
  await look.session.open(info.id);
});

describe('why this one', () => {
  it('is told from the network, its epochs and the neighbours', async () => {
    const { element } = await inspector(6);
    await said(element).toContain('The network sees “dog” (p = 0.96');
    const text = textOf(element);
    expect(text).toContain('Training took it for something else than “cat” in 2 of 3 epochs.');
    expect(text).toMatch(/1 of its 3 nearest neighbours are labelled “dog”/);
    expect(text).toContain('strongly against the label');
  });

  it('is told by every run that says something, with how much it counts', async () => {
    const { element } = await inspector(6, { imported: true });
    await said(element).toContain('What each opinion says');
    const rows = [...deepQuery(element, '.opinions')!.querySelectorAll('tbody tr')].map((row) =>
      textOf(row as HTMLElement),
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/walkthrough trained here dog 0\.96\d 0\.0\d\d \d+ %/);
    expect(rows[1]).toMatch(/theirs imported cat 0\.96\d 0\.96\d \d+ %/);
    const counts = rows.map((row) => Number(/(\d+) %/.exec(row)![1]));
    expect(counts[1]).toBeGreaterThan(counts[0]);
    await expectAccessible();
  });

  it('follows the sample looked at', async () => {
    const { element } = await inspector(6);
    await said(element).toContain('The network sees “dog”');
    element.index = 7;
    await said(element).toContain('The network agrees with “dog”');
  });

  it('leaves out what is not known, and says how to know more', async () => {
    const { element } = await inspector(6, { history: false, neighbours: false });
    await said(element).toContain('compute a neighbours’ score on the Insights stage');
    expect(textOf(element)).not.toContain('epochs');
    expect(textOf(element)).not.toContain('While it was learned');
  });

  it('is not asked where nothing is predicted', async () => {
    const { element } = await inspector(6, { predicted: false });
    expect(element.shadowRoot!.querySelector('look-sample-story')).toBeNull();
  });
});

it('what the network thought while it learned is drawn, and told to those who do not see it', async () => {
  const { element } = await inspector(6);
  await expect
    .poll(() => deepQuery(element, 'look-epoch-lines svg, svg[role=img]')?.getAttribute('aria-label'), {
      timeout: 15_000,
    })
    .toBe('Probability by epoch: cat 0.909, 0.045, 0.045; dog 0.045, 0.909, 0.909');
  // Samples of the test split were never learned.
  element.index = 45;
  await expect.poll(() => textOf(element), { timeout: 15_000 }).not.toContain('While it was learned');
});

it('neighbours are shown with their pictures and labels, and lead to themselves', async () => {
  const { element, asked } = await inspector(6);
  const near = () => deepQuery(element, 'look-picture-row')!;
  await expect.poll(near, { timeout: 15_000 }).toBeTruthy();
  await expect.poll(() => textOf(near())).toMatch(/dog ?, sample 7, cosine 0\.900 ?frog ?, sample 8.*cat ?, sample 9/);
  // Sample 6 is labelled cat and predicted as a dog: dogs near it bear that out.
  const marked = [...near().shadowRoot!.querySelectorAll('.suggested')].map((name) => name.textContent);
  expect(new Set(marked)).toEqual(new Set(['dog']));
  const red = (): number =>
    near().shadowRoot!.querySelector('canvas')!.getContext('2d')!.getImageData(9, 9, 1, 1).data[0];
  await expect.poll(red).toBe(7);
  near().shadowRoot!.querySelectorAll('button')[2].click();
  expect(asked).toEqual([9]);
});

it('what was done to a sample is told, and what of it was taken back', async () => {
  await look.relabel([6], 'frog');
  await look.tag([6], 'blurry');
  await look.undo();
  const { element } = await inspector(6);
  element.undone = look.session.undone;
  await said(element).toMatch(/What was done to it.*blurry.*taken back.*cat → frog/);
  element.index = 5;
  await said(element).toContain('Nothing since the import.');
});

it('it is accessible', async () => {
  const { element } = await inspector(6);
  await said(element).toContain('The network sees');
  await expectAccessible();
});
