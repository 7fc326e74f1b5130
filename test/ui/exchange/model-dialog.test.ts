import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import type { Look } from '../../../src/api/look.ts';
import { NETWORKS } from '../../../src/core/training/presets.ts';
import { db } from '../../../src/store/database.ts';
import type { LookModelDialog } from '../../../src/ui/exchange/model-dialog.ts';
import { openModel } from '../../../src/ui/exchange/open-model.ts';
import { initialStatistics, initialWeights, layOut } from '../../../workers/engine/layout.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { takeDownloads, type Downloaded } from '../../support/downloads.ts';
import { buttonNamed, deepQuery, startLook, textOf } from '../../support/elements.ts';
import { storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;
let downloads: Downloaded[];

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
  await storeRun(info);
  look = await startLook();
  await look.session.open(info.id);
  downloads = takeDownloads();
  // A file to write to is asked for in a window of the browser's own, which no test can answer.
  vi.stubGlobal('showSaveFilePicker', undefined);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
});

/** Weights as they are before the first update. */
async function storeWeights(): Promise<void> {
  const layout = layOut(NETWORKS.small, 3);
  await db.checkpoints.put({
    ...{ runId: look.session.runs[0].id, epoch: 4, backend: 'wasm', generator: new Uint32Array(4) },
    ...{ weights: initialWeights(layout, new Random(1)), statistics: initialStatistics(layout) },
    momenta: new Float32Array(layout.parameterCount),
  });
}

function openDialog(): LookModelDialog {
  const dialog = openModel(look, look.session.runs[0]);
  onTestFinished(() => dialog.remove());
  return dialog;
}

it('says what each form holds, and writes the one that is chosen', async () => {
  await storeWeights();
  const dialog = openDialog();
  await expect.poll(() => textOf(dialog)).toContain('walkthrough.onnx');
  expect(textOf(dialog)).toContain('One network (small), as it is after epoch 4.');
  expect(textOf(dialog)).toContain('3 classes by the names of now: cat, dog, frog.');
  await expectAccessible();
  [...dialog.shadowRoot!.querySelectorAll<HTMLInputElement>('input')].at(-1)!.click();
  await expect.poll(() => textOf(dialog)).toContain('walkthrough-safetensors.zip');
  buttonNamed(dialog, 'Export')!.click();
  await expect.poll(() => textOf(dialog)).toMatch(/walkthrough-safetensors\.zip is downloaded: 625 kB\./);
  expect(downloads.map(({ name }) => name)).toEqual(['walkthrough-safetensors.zip']);
});

it('says so where a run keeps no weights, and offers nothing to write', async () => {
  const dialog = openDialog();
  await expect.poll(() => textOf(dialog)).toContain('Its weights are not in this browser: train it again');
  expect(buttonNamed(dialog, 'Export')!.disabled).toBe(true);
  expect(deepQuery(dialog, 'look-error-note')).not.toBeNull();
});

it('is put away when its run is deleted', async () => {
  await storeWeights();
  const dialog = openDialog();
  await expect.poll(() => textOf(dialog)).toContain('walkthrough.onnx');
  await look.deleteRun('walkthrough');
  await expect.poll(() => dialog.isConnected).toBe(false);
});
