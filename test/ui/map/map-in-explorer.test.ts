import { expect, it } from 'vitest';
import { appendPredictions } from '../../../src/store/predictions.ts';
import { writeMap } from '../../../src/store/maps.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookMapCanvas } from '../../../src/ui/map/map-canvas.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, deepQuery, mount, startLook } from '../../support/elements.ts';
import { storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const N = 200;

it('beside the grid: what a lasso picks on the map is picked in the grid, and becomes the view with one click', async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(N);
  const run = await storeRun(info);
  const indices = Uint32Array.from({ length: N }, (_, i) => i);
  const predicted = Uint16Array.from(indices, (i) => i % 3);
  const confidence = new Float32Array(N).fill(0.5);
  await appendPredictions(
    run,
    N,
    indices,
    new Float32Array(N * 3),
    new Float32Array(N * 2).fill(1),
    predicted,
    confidence,
  );
  // The first 50 samples at the left, the others at the right.
  const points = Float32Array.from({ length: N * 2 }, (_, at) => {
    const i = Math.floor(at / 2);
    return at % 2 === 0 ? (i < 50 ? -1 : 1) : ((i * 11) % 100) / 50 - 1;
  });
  await writeMap({ runId: run.id, method: 'umap', indices, points });
  const look = await startLook();
  await look.session.open(info.id);
  const stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '720px';
  await mount(stage);
  await clickButton(stage, 'Map');
  const find = (): LookMapCanvas | null => deepQuery<LookMapCanvas>(stage, 'look-map-canvas');
  await expect.poll(() => find()?.drawMs ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
  // The panel may still be finding its width: the same lasso until it is drawn over what is seen.
  const lasso = (): number[] => {
    const catcher = find()!.renderRoot.querySelector('.catcher')!;
    const { left, top, width, height } = catcher.getBoundingClientRect();
    const say = (type: string, x: number, y: number): void => {
      const at = { clientX: left + x, clientY: top + y, pointerId: 1, button: 0, bubbles: true, shiftKey: true };
      catcher.dispatchEvent(new PointerEvent(type, at));
    };
    say('pointerdown', 2, 2);
    say('pointermove', width / 2, 2);
    say('pointermove', width / 2, height - 2);
    say('pointerup', 2, height - 2);
    return [...look.session.selection.indices];
  };
  await expect.poll(lasso).toEqual([...indices.subarray(0, 50)]);
  await clickButton(stage, 'Show only these');
  expect([...look.session.view!.indices].sort((a, b) => a - b)).toEqual([...indices.subarray(0, 50)]);
  await expectAccessible();
});
