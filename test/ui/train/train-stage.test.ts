import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { STANDARD, withEpochs } from '../../../src/core/training/presets.ts';
import type { Look } from '../../../src/api/look.ts';
import type { FindSuspectsOptions, Suspects } from '../../../src/api/calls/whole-job.ts';
import { Runs } from '../../../src/api/runs.ts';
import { Scores } from '../../../src/api/scores.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { SCORE_METHODS } from '../../../src/core/insights/methods.ts';
import type { RunRow, TrainedRunRow } from '../../../src/store/records.ts';
import { runLock } from '../../../src/store/runs.ts';
import '../../../src/ui/train/train-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

/** Stands in for a measurement: 2 ms an image on one WASM worker, shared by two. */
const measured: Look['suggest'] = async (count) => ({
  recipe: { ...withEpochs(STANDARD, 16), name: 'suggested' },
  backend: 'wasm',
  workers: 2,
  msPerImage: 2,
  estimatedMs: count * 16,
});

/** The stage over a machine of which everything is known. */
async function trainStage(runs: (Partial<TrainedRunRow> & { done?: number })[] = [], suggest = measured) {
  for (const { done, ...changes } of runs) await storeRun(info, done, changes);
  const look = await startLook();
  vi.spyOn(look, 'probeBackends').mockResolvedValue([
    { backend: 'webgpu', status: 'missing', detail: 'This browser has no WebGPU.' },
    { backend: 'webgl', status: 'software', detail: 'SwiftShader: emulated on the processor.' },
    { backend: 'wasm', status: 'ready', stepMs: 16.4, detail: 'WebAssembly with SIMD' },
  ]);
  vi.spyOn(look, 'suggest').mockImplementation(suggest);
  await look.session.open(info.id);
  const stage = document.createElement('look-train-stage');
  stage.look = look;
  const asked: string[] = [];
  stage.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  await mount(stage);
  return { look, stage, asked };
}

/** Enters a value as a person does, and waits until the page says what it should then say. */
async function enter(stage: Element, id: string, value: string, said = ''): Promise<void> {
  await expect.poll(() => deepQuery(stage, `#${id}`)).not.toBeNull();
  const control = deepQuery<HTMLInputElement>(stage, `#${id}`)!;
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => textOf(stage)).toContain(said);
}

const failing = { status: 'failed', error: 'The graphics card went away.' } as const;

describe('what to train', () => {
  it('is suggested for this machine as what it is, with how long everything takes here', async () => {
    const { stage } = await trainStage();
    await expect.poll(() => textOf(stage)).toContain('small network (153,872 parameters), 16 epochs, batch 128');
    expect(textOf(stage)).toMatch(/FiftyOne 2020 about 20 s/);
  });

  it('is nothing where there are more classes than a network learns, and the stage says so', async () => {
    await emptyDatabase();
    info = await storeTinyDataset(
      10,
      Array.from({ length: 1001 }, (_, i) => `species ${i}`),
    );
    const { stage } = await trainStage();
    expect(textOf(stage)).toContain('Tiny has 1,001 classes.');
    expect(textOf(stage)).toContain('trained with up to 1,000');
    await expect.poll(() => textOf(stage)).toMatch(/Quick about \d+ s/);
    expect(buttonNamed(stage, 'Train only')!.disabled).toBe(true);
    expect(buttonNamed(stage, 'Train, predict and score')!.disabled).toBe(true);
    await expectAccessible();
  });

  it('is offered as quick first, with what it is and how long it takes here', async () => {
    const { stage } = await trainStage();
    await expect.poll(() => textOf(stage)).toMatch(/Quick about \d+ s/);
    const said = textOf(stage);
    expect(said.indexOf('Quick')).toBeLessThan(said.indexOf('Suggested'));
    expect(said).toContain('12 epochs, batch 16, crop, horizontal flip. A good ranking in the shortest time.');
  });

  it('is thorough for large data sets: the backbone judges the labels first, and larger pictures', async () => {
    const { look, stage } = await trainStage();
    await expect.poll(() => textOf(stage)).toMatch(/Thorough about \d+ s .* 40 epochs/);
    await expect.poll(() => textOf(stage)).toMatch(/judges the labels first, at 128 × 128 pixels, about \d+ s more/);
    const asked: FindSuspectsOptions[] = [];
    vi.spyOn(look, 'findSuspects').mockImplementation((options = {}) => {
      asked.push(options);
      return options.probe ? Promise.resolve({} as Suspects) : Promise.reject(new DOMException('', 'AbortError'));
    });
    deepQuery<HTMLInputElement>(stage, 'input[value=thorough]')!.click();
    await clickButton(stage, 'Train, predict and score');
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[0]).toMatchObject({ probe: { side: 128 } });
    expect(asked[1].train!.recipe).toMatchObject({ name: 'thorough', epochs: 40 });
    expect(asked[1].view!.indices).toEqual(asked[0].view!.indices);
  });

  it('says what a recipe does with few samples, and trains just that', async () => {
    const { look, stage } = await trainStage();
    const train = vi.spyOn(look, 'train').mockRejectedValue(new DOMException('', 'AbortError'));
    deepQuery<HTMLInputElement>(stage, 'input[value=standard]')!.click();
    await expect.poll(() => textOf(stage)).toContain('40 samples: batches of 16, so that 28 epochs make 56 updates.');
    await clickButton(stage, 'Train only');
    expect(train.mock.calls[0][0].recipe).toMatchObject({ name: 'standard', epochs: 28, batch: 16 });
  });

  it('says that it is measuring, and where that fails why, with another try', async () => {
    let fail = (): void => {};
    const attempts = [new Promise<never>((_, reject) => (fail = () => reject(new Error('The step took too long.'))))];
    const { stage } = await trainStage([], async (count) => (await attempts.shift()) ?? measured(count));
    await expect.poll(() => textOf(stage)).toContain('Measuring one training step …');
    expect(buttonNamed(stage, 'Train only')!.disabled).toBe(true);
    fail();
    await expect.poll(() => textOf(stage)).toContain('The step took too long.');
    expect(textOf(stage)).not.toContain('Measuring');
    await clickButton(stage, 'Measure again');
    await expect.poll(() => textOf(stage)).toContain('16 epochs, batch 128');
    expect(buttonNamed(stage, 'Train only')!.disabled).toBe(false);
  });

  it('shows what each backend said, and lets none be chosen that is not there', async () => {
    const { stage } = await trainStage();
    await expect.poll(() => textOf(stage)).toContain('ready · 16 ms a step of 8');
    expect(textOf(stage)).toContain('software only');
    expect(deepQuery<HTMLInputElement>(stage, 'input[value=webgpu]')!.disabled).toBe(true);
    expect(deepQuery<HTMLInputElement>(stage, 'input[value=wasm]')!.disabled).toBe(false);
  });

  it('hands the custom recipe over as it was asked for', async () => {
    const { look, stage } = await trainStage();
    const train = vi.spyOn(look, 'train').mockRejectedValue(new DOMException('', 'AbortError'));
    deepQuery<HTMLInputElement>(stage, 'input[value=custom]')!.click();
    await enter(stage, 'epochs', '6', '6 epochs');
    await enter(stage, 'network', 'medium', 'medium network (611,872 parameters), 6 epochs');
    await enter(stage, 'peakRate', '0.15');
    await enter(stage, 'seed', '9');
    await clickButton(stage, 'Train only');
    const [options, view] = train.mock.calls[0];
    expect(options).toMatchObject({ name: 'walkthrough', seed: 9, backend: 'auto' });
    expect(options.recipe).toMatchObject({ name: 'custom', network: 'medium', epochs: 6, batch: 128 });
    expect(Math.max(...(options.recipe as typeof STANDARD).schedule.map(({ rate }) => rate))).toBeCloseTo(0.15);
    expect(view!.count()).toBe(40);
  });

  it('is trained as several networks where that is chosen, which takes as much longer', async () => {
    const { look, stage } = await trainStage();
    const train = vi.spyOn(look, 'train').mockRejectedValue(new DOMException('', 'AbortError'));
    await expect.poll(() => textOf(stage)).toMatch(/FiftyOne 2020 about 20 s/);
    await enter(stage, 'networks', 'mean-3', 'FiftyOne 2020 about 60 s');
    await clickButton(stage, 'Train only');
    await enter(stage, 'networks', 'folds-5', 'FiftyOne 2020 about 80 s');
    await clickButton(stage, 'Train only');
    expect(train.mock.calls.map(([{ networks, folds }]) => [networks, folds])).toEqual([
      [3, undefined],
      [undefined, 5],
    ]);
  });

  it('cannot be trained while the custom form makes no sense, and says why', async () => {
    const { stage } = await trainStage();
    deepQuery<HTMLInputElement>(stage, 'input[value=custom]')!.click();
    await enter(stage, 'epochs', '0', 'Epochs: a whole number from 1 to 200.');
    expect(buttonNamed(stage, 'Train only')!.disabled).toBe(true);
  });
});

describe('a run', () => {
  it('that a reload interrupted can be resumed from the epoch after its last; it is scored and shown then', async () => {
    const predicted = await storeRun(info, 4, { name: 'older' });
    await storePredictions(info, predicted, () => 0);
    const { look, stage } = await trainStage([{ done: 2, status: 'training' }]);
    const resume = vi.spyOn(Runs.prototype, 'resume').mockImplementation(async (name) => {
      return look.session.runs.find((run) => run.name === name) as TrainedRunRow;
    });
    const predict = vi.spyOn(Runs.prototype, 'predictWith').mockImplementation(async (_, run) => {
      await storePredictions(info, run as RunRow, () => 0);
    });
    const score = vi.spyOn(Scores.prototype, 'scoreWith');
    onTestFinished(() => void vi.restoreAllMocks());
    await expect.poll(() => textOf(stage)).toContain('Interrupted: its page went away after 2 epochs.');
    await clickButton(stage, 'Resume from epoch 3');
    expect(resume).toHaveBeenCalledWith('walkthrough');
    await expect.poll(() => score.mock.calls[0]?.[1].name).toBe('walkthrough');
    // What it learned from, and the test split.
    expect(predict.mock.calls[0][2].indices).toHaveLength(info.sampleCount);
    await expect.poll(() => look.session.run?.name).toBe('walkthrough');
  });

  it('whose graphics device was lost on the way says so', async () => {
    const moves = [
      { epoch: 2, from: 'webgpu', to: 'wasm', reason: 'the graphics device failed: it was lost' } as const,
    ];
    const { stage } = await trainStage([{ moves }]);
    await expect
      .poll(() => textOf(stage))
      .toMatch(
        /In epoch 3, WebGPU failed \(the graphics device failed: it was lost\); .* went on from what was stored/,
      );
  });

  it('that is not done is in sight before an older one that is, until another is chosen', async () => {
    const { look, stage } = await trainStage([{ name: 'first' }, { name: 'second', done: 2, status: 'stopped' }]);
    await expect.poll(() => textOf(stage)).toContain('Stopped after 2 epochs.');
    deepQuery(stage, 'look-runs-table')!.shadowRoot!.querySelectorAll<HTMLInputElement>('input')[1].click();
    await expect.poll(() => textOf(stage)).not.toContain('Stopped after 2 epochs.');
    await expect.poll(() => look.session.run?.name).toBe('first');
  });

  it('that another tab trains is not offered to be resumed', async () => {
    const run = await storeRun(info, 2, { status: 'training' });
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    void navigator.locks.request(runLock(run.id), () => held);
    onTestFinished(() => release());
    const { stage } = await trainStage();
    await expect.poll(() => textOf(stage)).toContain('Another tab is training this run');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(buttonNamed(stage, 'Resume from epoch 3')).toBeNull();
    release();
    await expect.poll(() => buttonNamed(stage, 'Resume from epoch 3'), { timeout: 5000 }).not.toBeNull();
  });

  it('that failed says why and what to do', async () => {
    const { stage } = await trainStage([{ done: 1, ...failing }]);
    await expect.poll(() => textOf(stage)).toContain('The graphics card went away.');
    expect(textOf(stage)).toContain('The last epoch is kept: go on from it');
  });

  it('says how many labels have changed since it learned', async () => {
    const { look, stage } = await trainStage([{}]);
    await look.perturb({ rate: 0.25 });
    await expect.poll(() => textOf(stage)).toContain('10 labels changed since this run learned.');
  });

  it('shows its figures, and its accuracy on test once that is predicted', async () => {
    const run = await storeRun(info);
    // Right about two samples in five of the test split: it says "cat", and the split is dog, frog, cat, dog …
    await storePredictions(info, run, () => 0);
    const { stage } = await trainStage();
    const right = Array.from({ length: 10 }, (_, j) => (40 + j) % 3).filter((label) => label === 0).length;
    await expect.poll(() => textOf(stage)).toContain(`80.0 % ${right}0.0 % 4 s 80 0`);
  });

  it('that has predicted and scored leads on to the insights', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, () => 0);
    const { look, stage, asked } = await trainStage();
    await expect.poll(() => textOf(stage)).toContain('Next: ask the network about every sample');
    await look.computeScores(look.dataset.view(), run.name, [{ key: 'self_confidence', method: 'self_confidence' }]);
    await expect.poll(() => textOf(stage)).toContain('Next: see what the scores say');
    expect(textOf(stage)).not.toContain('Next: ask the network');
    await clickButton(stage, 'To the insights');
    expect(asked).toEqual(['insights']);
  });

  it('is shown everywhere once it is chosen', async () => {
    const { look, stage } = await trainStage([{ name: 'first' }, { name: 'second' }]);
    await expect.poll(() => look.session.run?.name).toBe('second');
    const radios = deepQuery(stage, 'look-runs-table')!.shadowRoot!.querySelectorAll<HTMLInputElement>('input');
    radios[1].click();
    await expect.poll(() => look.session.run?.name).toBe('first');
  });

  it('that cannot be shown says why', async () => {
    const { look, stage } = await trainStage([{ name: 'first' }, { name: 'second' }]);
    vi.spyOn(look.session, 'chooseRun').mockRejectedValue(new Error('It cannot be read.'));
    const radios = deepQuery(stage, 'look-runs-table')!.shadowRoot!.querySelectorAll<HTMLInputElement>('input');
    radios[1].click();
    await expect.poll(() => textOf(stage)).toContain('It cannot be read.');
  });

  it('is deleted after a second click', async () => {
    const { look, stage } = await trainStage([{}]);
    await clickButton(stage, 'Delete run walkthrough');
    await clickButton(stage, 'Delete');
    await expect.poll(() => look.session.runs.length).toBe(0);
    await expect.poll(() => textOf(stage)).toContain('No network is trained yet');
  });

  it('has an accessible page, with and without runs', async () => {
    const { look } = await trainStage([{}, { name: 'b', done: 1, ...failing }]);
    await expectAccessible();
    for (const run of look.session.runs) await look.deleteRun(run.name);
    await expect.poll(() => look.session.runs.length).toBe(0);
    await expectAccessible();
  });
});

it('one click trains, predicts, scores and goes to the explorer, worst first', async () => {
  const { look, stage, asked } = await trainStage();
  await expect.poll(() => deepQuery<HTMLInputElement>(stage, 'input[value=wasm]')?.disabled).toBe(false);
  deepQuery<HTMLInputElement>(stage, 'input[value=custom]')!.click();
  deepQuery<HTMLInputElement>(stage, 'input[value=wasm]')!.click();
  await enter(stage, 'epochs', '2', '2 epochs');
  await enter(stage, 'batch', '16', '2 epochs, batch 16');
  await clickButton(stage, 'Train, predict and score');
  await expect.poll(() => asked, { timeout: 50_000 }).toEqual(['explore']);
  expect(look.session.run).toMatchObject({ status: 'trained', backend: 'wasm' });
  expect([...look.dataset.table.scores.keys()].sort()).toEqual([...SCORE_METHODS].sort());
  expect(look.session.view!.count()).toBe(40);
  const { values } = look.dataset.table.scores.get('suspicion')!;
  const inOrder = [...look.session.view!.indices].map((i) => values[i]);
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a));
});
