import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { db } from '../../../src/store/database.ts';
import type { RunRow } from '../../../src/store/records.ts';
import '../../../src/ui/charts/training-curves.ts';
import type { LookTrainingCurves } from '../../../src/ui/charts/training-curves.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

/** A worker starts meanwhile. */
const SLOW = { timeout: 10_000 };
const N = 50;
let info: DatasetInfo;
let run: RunRow;
let look: Look;

/** In every epoch more of class 0: e^epoch to 1 to 1. */
async function storeHistory(): Promise<void> {
  for (const epoch of [1, 2, 3, 4]) {
    const logits = Float32Array.from({ length: run.indices.length * 3 }, (_, at) => (at % 3 === 0 ? epoch - 2 : 0));
    await db.history.put({ runId: run.id, epoch, logits });
  }
}

async function open(): Promise<LookTrainingCurves> {
  look = await startLook();
  await look.session.open(info.id);
  const element = document.createElement('look-training-curves');
  element.look = look;
  element.style.width = '460px';
  return mount(element);
}

const plots = (element: LookTrainingCurves): string[] =>
  ['section:first-of-type', 'section:last-of-type'].flatMap((part) => {
    const section = element.renderRoot.querySelector(part)!;
    const sample = section.querySelector('look-sample-curve')?.renderRoot;
    return [...(sample ?? section).querySelectorAll('look-curve')].map((curve) =>
      curve.renderRoot.querySelector('[role=img]')!.getAttribute('aria-label')!,
    );
  });

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(N);
});

describe('the curves', () => {
  it('are loss and accuracy of the run, and of the sample looked at its label and the predicted class epoch by epoch', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, () => 0);
    await storeHistory();
    const element = await open();
    expect(plots(element)).toEqual([
      'loss (nats) by epoch: 2.00 after the first, 0.50 after epoch 4',
      'accuracy (%) by epoch: 20 after the first, 80 after epoch 4',
    ]);
    expect(textOf(element)).toContain('Look at a sample to see what the network said of it');
    const wrong = look.dataset.table.given.findIndex((label) => label !== 0);
    look.session.selected = wrong;
    const name = info.classes[look.dataset.table.given[wrong]];
    await expect.poll(() => textOf(element), SLOW).toContain(`predicted: ${info.classes[0]} label: ${name}`);
    expect(plots(element)[2]).toBe('probability by epoch: 0.155 after the first, 0.787 after epoch 4');
    expect(textOf(element)).toContain(`The probability of ${name} went from 0.422 to 0.107 in 4 epochs`);
    onTestFinished(() => document.documentElement.removeAttribute('data-theme'));
    for (const theme of ['light', 'dark']) {
      document.documentElement.dataset.theme = theme;
      await expectAccessible();
    }
  });

  it('follow the sample looked at, and say of one that the run did not learn from that there is nothing', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, () => 0);
    await storeHistory();
    const element = await open();
    look.session.selected = N - 1;
    await expect.poll(() => textOf(element), SLOW).toContain('“walkthrough” did not learn from this sample');
    look.session.selected = look.dataset.table.given.indexOf(0);
    await expect.poll(() => textOf(element), SLOW).toContain(`label and predicted: ${info.classes[0]}`);
  });

  it('say that a run kept no history, and without a run lead to training', async () => {
    const empty = await open();
    const asked: string[] = [];
    empty.addEventListener('look-go', (event) => asked.push(event.detail.stage));
    await clickButton(empty, 'Train a network');
    expect(asked).toEqual(['train']);
    run = await storeRun(info);
    await look.session.until(() => look.session.run !== null);
    look.session.selected = 0;
    await expect.poll(() => textOf(empty), SLOW).toContain('“walkthrough” kept no history of this sample');
  });
});
