import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import '../../../src/ui/app/app.ts';
import { countCalls } from '../../support/count-calls.ts';
import { buttonNamed, deepQuery, mount, textOf } from '../../support/elements.ts';
import { putOffFirstRanking } from '../../support/put-off-first-ranking.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let app: HTMLElement;

/** The explorer of 60 samples with injected noise, predicted, sorted by suspicion, its most suspect looked at. */
beforeEach(async () => {
  localStorage.clear();
  putOffFirstRanking();
  await emptyDatabase();
  const info = await storeTinyDataset(60);
  look = new Look();
  onTestFinished(() => {
    look.session.close();
    history.replaceState(null, '', '#');
  });
  const { table } = await look.session.open(info.id);
  await look.perturb({ kind: 'symmetric', rate: 0.2, seed: 1 });
  const run = await storeRun(info);
  await storePredictions(info, run, (i) => i % 3);
  const indices = Uint32Array.from(table.given.keys());
  const values = Float32Array.from(indices, (i) => ((i * 37) % 60) / 60);
  const score = {
    runId: run.id,
    datasetId: info.id,
    computedAt: 1,
    indices,
    values,
    judged: look.dataset.table.current,
  };
  await mergeScores([{ ...score, key: 'suspicion', method: 'suspicion' }], 60);
  await look.session.open(info.id);
  look.session.view = look.dataset.view().matchSplit('train').sortBy('insights.suspicion', { reverse: true });
  look.session.selected = look.session.view.indices[0];
  history.replaceState(null, '', '#/explore');
  app = await mount(Object.assign(document.createElement('look-app'), { look }));
  await expect.poll(() => textOf(deepQuery(app, 'look-fix-bar') ?? app)).toContain('0 of 48 reviewed');
});

/** Presses a key, and settles once `done` of the samples in view are shown as decided about. */
async function decide(key: string, done: number): Promise<void> {
  const keys = { key, bubbles: true, cancelable: true, composed: true };
  deepQuery(app, 'look-explore-stage')!.dispatchEvent(new KeyboardEvent('keydown', keys));
  await expect.poll(() => textOf(deepQuery(app, 'look-fix-bar')!)).toContain(`${done} of 48 reviewed`);
}

const EXPENSIVE = {
  rankingQuality: '/core/metrics/ranking.ts',
  planCut: '/core/insights/cut.ts',
  confusion: '/core/metrics/classification.ts',
  histogram: '/core/views/counts.ts',
};

it.each([
  ['Ranking', 'look-rank-curve'],
  ['Matrix', 'look-confusion-matrix'],
])('a decision does not compute anew what it leaves alone, beside the %s', async (title, element) => {
  const takeCalls = await countCalls({ ...EXPENSIVE, countProgress: '/core/review/queue.ts' });
  buttonNamed(app, title)!.click();
  await expect.poll(() => deepQuery(app, element)?.shadowRoot?.querySelector('canvas')).toBeTruthy();
  expect(textOf(deepQuery(app, 'look-status-bar')!)).toContain('AUROC');
  await decide('Enter', 1);
  await takeCalls();
  await decide('Enter', 2);
  await decide('k', 3);
  await decide('x', 4);
  expect(await takeCalls()).toEqual({ rankingQuality: 0, planCut: 0, confusion: 0, histogram: 0, countProgress: 3 });
});
