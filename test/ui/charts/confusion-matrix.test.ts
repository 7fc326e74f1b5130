import { beforeEach, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/charts/confusion-matrix.ts';
import type { LookConfusionMatrix } from '../../../src/ui/charts/confusion-matrix.ts';
import { contrast } from '../../../src/ui/map/map-colours.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';
import { tap } from '../../support/touch.ts';

let look: Look;
let matrix: LookConfusionMatrix;

/** The matrix over 60 samples: every ninth is a cat that the network takes for a dog, and all else is as labelled. */
beforeEach(async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(60);
  await storePredictions(info, await storeRun(info), (i) => (i % 9 === 0 ? 1 : i % 3));
  look = await startLook();
  await look.session.open(info.id);
  matrix = document.createElement('look-confusion-matrix');
  matrix.look = look;
  matrix.style.width = '420px';
  await mount(matrix);
});

const said = (): string => textOf(matrix.renderRoot.querySelector('.said')!);

/** The pixel in the middle of the corner dot of a cell. */
function corner(row: number, column: number): number[] {
  const canvas = matrix.renderRoot.querySelector('canvas')!;
  const cell = canvas.clientWidth / 3;
  const radius = Math.max(2, Math.min(4, cell / 10));
  const at = [(column + 1) * cell - 1 - radius - 2, row * cell + radius + 2].map((v) =>
    Math.round(v * devicePixelRatio),
  );
  return [...canvas.getContext('2d')!.getImageData(at[0], at[1], 1, 1).data.slice(0, 3)];
}

it('the cell of the sample looked at is marked, and told in words', async () => {
  await expect.poll(said).toContain('given cat, predicted cat');
  const bare = corner(0, 1);
  look.session.selected = 9;
  await expect.poll(said).toBe('Sample 9 is in given cat, predicted dog: 7 · 35.0 % of row, 25.9 % of column');
  expect(corner(0, 1)).not.toEqual(bare);
  look.session.selected = 10;
  await expect.poll(said).toMatch(/^Sample 10 is in given dog, predicted dog/);
  expect(corner(0, 1)).toEqual(bare);
});

it('names of columns stand upright, and read upwards from their column', () => {
  // By a text in the button: WebKit keeps what a button itself says horizontal.
  const names = [...matrix.renderRoot.querySelectorAll('.columns .name span')];
  expect(names.map((name) => name.textContent)).toEqual(['cat', 'dog', 'frog']);
  for (const name of names) {
    expect(getComputedStyle(name).writingMode).toBe('vertical-rl');
    expect(name.getBoundingClientRect().height).toBeGreaterThan(name.getBoundingClientRect().width);
    const { bottom } = name.parentElement!.getBoundingClientRect();
    expect(bottom - name.getBoundingClientRect().bottom).toBeLessThan(8);
  }
});

it('a tap shows the samples of a cell and says which it is, whatever sample is looked at', async () => {
  look.session.selected = 10;
  await expect.poll(said).toContain('Sample 10');
  const { left, top, width, height } = matrix.renderRoot.querySelector('canvas')!.getBoundingClientRect();
  await tap({ x: left + width / 2, y: top + height / 6 });
  await expect.poll(() => look.session.view!.count()).toBe(7);
  await expect.poll(said).toMatch(/^given cat, predicted dog: 7/);
});

it('what a cell says is never cut, however long the names of its classes are', async () => {
  await look.renameClass('cat', 'short-haired '.repeat(20).trim());
  await look.renameClass('dog', 'x'.repeat(200));
  look.session.selected = 9;
  await expect.poll(said).toMatch(/predicted x{200}: 7 · 35\.0 % of row, 25\.9 % of column$/);
  const readout = matrix.renderRoot.querySelector('.said')!;
  expect(readout.scrollHeight).toBeLessThanOrEqual(readout.clientHeight + 1);
  expect(readout.scrollWidth).toBeLessThanOrEqual(readout.clientWidth + 1);
});

it('it is accessible', async () => {
  look.session.selected = 9;
  await expect.poll(said).toContain('Sample 9');
  await expectAccessible();
});

it('contrast is that of the guidelines', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

it('says what is running that will fill it', async () => {
  const info = await storeTinyDataset(6);
  await look.session.open(info.id);
  let end = (): void => {};
  const work = () => new Promise<void>((resolve) => (end = resolve));
  const job = look.session.jobs.run('train', 'Training “quick”', work, { datasetId: info.id });
  await expect.poll(() => textOf(matrix)).toContain(`Training “quick” · “${info.name}” is under way`);
  end();
  await job;
  await expect.poll(() => textOf(matrix)).toContain('Train a network');
});

it('leads to the training where nothing is predicted', async () => {
  const info = await storeTinyDataset(6);
  await look.session.open(info.id);
  await expect.poll(() => textOf(matrix)).toContain('No matrix yet');
  const asked: string[] = [];
  matrix.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  await clickButton(matrix, 'Train a network');
  expect(asked).toEqual(['train']);
});
