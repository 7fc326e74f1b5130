import { beforeEach, describe, expect, it } from 'vitest';
import { TAG_PROCESSED, type DatasetInfo } from '../../../src/core/dataset/types.ts';
import { SCORE_METHODS, judgesLabel, needsHistory, needsNeighbours } from '../../../src/core/insights/methods.ts';
import { appendEdit, tagBit } from '../../../src/store/journal.ts';
import { appendPredictions } from '../../../src/store/predictions.ts';
import { getRun } from '../../../src/store/runs.ts';
import '../../../src/ui/insights/insights-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

/** Scores that a run without a history of its training can have. */
const ALL = SCORE_METHODS.filter((method) => !needsHistory(method)).length;

/** Those of them that judge labels and have values: the features that are stored have no directions to be neighbours by. */
const JUDGING = SCORE_METHODS.filter((method) => {
  return !needsHistory(method) && !needsNeighbours(method) && judgesLabel(method);
}).length;

let info: DatasetInfo;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

/** The stage over a run that predicts the true class of every sample, the surer the higher the index. */
async function insightsStage(options: { noise?: boolean; run?: boolean; predicted?: boolean } = {}) {
  const { noise = false, run = true, predicted = true } = options;
  const look = await startLook();
  await look.session.open(info.id);
  if (noise) await look.perturb({ rate: 0.25, seed: 3 });
  const stored = run ? await storeRun(info) : null;
  if (stored && predicted) {
    await storePredictions(
      info,
      stored,
      (i) => i % 3,
      (i) => 2 + i / 20,
    );
  }
  await look.session.open(info.id);
  const stage = document.createElement('look-insights-stage');
  stage.look = look;
  const asked: string[] = [];
  stage.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  await mount(stage);
  return { look, stage, asked };
}

describe('every score', () => {
  it('is described before it is computed', async () => {
    const { stage } = await insightsStage();
    await clickButton(stage, 'Unfold all');
    await expect.poll(() => textOf(stage)).toContain('Not computed yet');
    const text = textOf(stage);
    for (const words of ['H = −Σ p · ln p', '0 … ln k nats', 'p(y)', 'low is suspect', 'Not computed yet']) {
      expect(text).toContain(words);
    }
  });

  it('is computed alone or with all others, for as many samples as it says', async () => {
    const { look, stage } = await insightsStage();
    await clickButton(stage, 'Compute Hardness');
    await expect.poll(() => [...look.dataset.table.scores.keys()], { timeout: 10_000 }).toEqual(['hardness']);
    await expect.poll(() => textOf(stage)).toContain('Hardness 50 Again');
    await expect.poll(() => buttonNamed(stage, 'Compute all scores')!.disabled).toBe(false);
    await clickButton(stage, 'Compute all scores');
    await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(ALL);
  });

  it('says how many of its values judged a label that has changed since; some judge none', async () => {
    const { look, stage } = await insightsStage();
    await clickButton(stage, 'Compute all scores');
    await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(ALL);
    await appendEdit({ datasetId: info.id, at: 2, kind: 'relabel', title: 'relabel', details: {} }, () => [
      { column: 'current', indices: Uint32Array.of(0, 1), values: [2, 2] },
    ]);
    await expect.poll(() => textOf(stage).match(/2 stale/g)?.length).toBe(JUDGING);
  });

  it('is computed for the current view alone where that is chosen', async () => {
    const { look, stage } = await insightsStage();
    look.session.view = look.dataset.view().limit(7);
    await expect.poll(() => textOf(stage)).toContain('current view 7 samples');
    const picker = stage.shadowRoot!.querySelector('look-scope-picker')!;
    picker.shadowRoot!.querySelector<HTMLInputElement>('input[value=view]')!.click();
    await clickButton(stage, 'Compute Self-confidence');
    await expect.poll(() => textOf(stage), { timeout: 10_000 }).toContain('Self-confidence 7 Again');
  });
});

describe('the truth about the ranking', () => {
  it('is told where noise was injected, the best of each figure marked', async () => {
    const { look, stage } = await insightsStage({ noise: true });
    await clickButton(stage, 'Compute all scores');
    await expect
      .poll(() => textOf(stage), { timeout: 10_000 })
      .toContain('Over 40 samples whose true label is known, 10');
    // The network predicts every true class: self-confidence puts each wrong label before every right one.
    expect(look.rankingQuality('self_confidence')).toMatchObject({ auroc: 1, recall_at_n: 1 });
    expect(textOf(stage)).toMatch(/Self-confidence 50 best 1\.000 best 1\.000 0\.250 best 1\.000/);
    expect(textOf(stage)).toContain('The share of wrong labels among the 100 worst.');
  });

  it('is not claimed where no truth is known', async () => {
    const { look, stage } = await insightsStage();
    await clickButton(stage, 'Compute all scores');
    await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(ALL);
    expect(textOf(stage)).toContain('No truth is known, so nobody can say how good the ranking is.');
  });
});

describe('the labels as a whole', () => {
  /** The button whose text begins so, in the part about the labels as a whole. */
  const line = async (stage: Element, start: string): Promise<HTMLButtonElement> => {
    const find = (): HTMLButtonElement | undefined => {
      const health = stage.shadowRoot!.querySelector('look-label-health')!;
      return [...health.shadowRoot!.querySelectorAll('button')].find((button) => textOf(button).startsWith(start));
    };
    await expect.poll(find, { timeout: 10_000 }).toBeTruthy();
    return find()!;
  };

  it('are judged by themselves, in figures that equal those of the script API', async () => {
    const { look, stage } = await insightsStage({ noise: true });
    const told = await look.confidentLearning('walkthrough');
    expect(told).toMatchObject({ samples: 50, health: 1 - told.issueCount / 50 });
    expect(told.issueCount).toBeGreaterThan(5);
    await expect
      .poll(() => textOf(stage), { timeout: 10_000 })
      .toContain(
        `${told.classes.reduce((sum, { labelIssues }) => sum + labelIssues, 0)} issues of confident learning among 50 labels`,
      );
  });

  it('lead from a class, a confusion and each set to their samples', async () => {
    const { look, stage, asked } = await insightsStage({ noise: true });
    const told = await look.confidentLearning('walkthrough');
    const { classes } = look.dataset.table;
    const { label } = told.classes[0];
    (await line(stage, classes[label])).click();
    expect([...look.session.view!].every(({ current }) => current === classes[label])).toBe(true);
    const { given, suggested } = told.confusions[0];
    (await line(stage, `${classes[given]} → ${classes[suggested]}`)).click();
    expect(look.session.view!.first()).toMatchObject({ current: classes[given], predicted: classes[suggested] });
    (await line(stage, 'Prediction differs')).click();
    expect([...look.session.view!.indices].sort((a, b) => a - b)).toEqual([...told.sets.predicted_neq_given]);
    expect(look.session.view!.count()).toBe(10);
    expect(asked).toEqual(['explore', 'explore', 'explore']);
  });

  it('stand while scores are computed, and are judged anew once more samples are predicted', async () => {
    const { look, stage } = await insightsStage({ predicted: false });
    const some = await getRun(look.session.run!.id);
    const indices = Uint32Array.from({ length: 20 }, (_, i) => i);
    const labels = Uint16Array.from(indices, (i) => i % 3);
    const confidence = new Float32Array(20).fill(0.9);
    const logits = Float32Array.from({ length: 60 }, (_, at) => (at % 3 === Math.floor(at / 3) % 3 ? 4 : 0));
    await appendPredictions(some, 50, indices, logits, new Float32Array(20), labels, confidence);
    const said = (): string => textOf(stage);
    await expect.poll(said, { timeout: 10_000 }).toContain('among 20 labels');
    await look.computeScores(look.dataset.view().limit(20), some.name, [
      { key: 'self_confidence', method: 'self_confidence' },
    ]);
    await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(1);
    await stage.updateComplete;
    expect(said()).not.toContain('Labels have changed');
    await storePredictions(info, some, (i) => i % 3);
    await expect.poll(said, { timeout: 10_000 }).toContain('among 50 labels');
    expect(said()).not.toContain('Labels have changed');
  });

  it('are judged again when somebody asks, once labels have changed', async () => {
    const { look, stage } = await insightsStage({ noise: true });
    const before = (await look.confidentLearning('walkthrough')).issueCount;
    await line(stage, 'Prediction differs');
    await look.relabelAsPredicted(look.dataset.view().matchTags('mistake'));
    await clickButton(stage, 'Labels have changed since: judge them again');
    await expect.poll(() => textOf(stage), { timeout: 10_000 }).toContain('0 issues of confident learning');
    expect(before).toBeGreaterThan(0);
  });
});

it('a range drawn in a score’s histogram shows those samples, most suspect first', async () => {
  const { look, stage, asked } = await insightsStage({ noise: true });
  await clickButton(stage, 'Compute Self-confidence');
  await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(1);
  await clickButton(stage, 'Self-confidence');
  const field = (): HTMLInputElement | null => deepQuery(stage, 'input[aria-label="Self-confidence to"]');
  await expect.poll(field).toBeTruthy();
  field()!.value = '0.5';
  field()!.dispatchEvent(new Event('change'));
  const { values } = look.dataset.table.scores.get('self_confidence')!;
  const shown = [...look.session.view!.indices].map((i) => values[i]);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  expect(shown.at(-1)).toBeLessThanOrEqual(0.5);
  expect(asked).toEqual(['explore']);
});

/** Tags every sample as a prediction does. */
async function tagProcessed(): Promise<void> {
  const mask = 1 << (await tagBit(info.id, TAG_PROCESSED));
  const indices = Uint32Array.from({ length: info.sampleCount }, (_, i) => i);
  await appendEdit({ datasetId: info.id, at: 3, kind: 'processed', title: 'predicted', details: {} }, ({ tags }) => [
    { column: 'tags', indices, values: Uint32Array.from(indices, (i) => tags[i] | mask) },
  ]);
}

describe('the four views', () => {
  it('are one click each, and wait for what they need', async () => {
    const { look, stage, asked } = await insightsStage({ noise: true });
    const button = (title: string): HTMLButtonElement =>
      [...stage.shadowRoot!.querySelectorAll<HTMLButtonElement>('.views button')].find((b) =>
        textOf(b).startsWith(title),
      )!;
    expect(button('By hardness').disabled).toBe(true);
    expect(button('Predicted samples').disabled).toBe(true);
    button('Known mistakes').click();
    expect(asked).toEqual(['explore']);
    expect(look.session.view!.count()).toBe(10);

    await tagProcessed();
    await clickButton(stage, 'Compute all scores');
    await expect.poll(() => button('By hardness').disabled, { timeout: 20_000 }).toBe(false);
    button('By hardness').click();
    const { values } = look.dataset.table.scores.get('hardness')!;
    const shown = [...look.session.view!.indices].map((i) => values[i]);
    expect(shown).toHaveLength(50);
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
    button('By mistakenness').click();
    const mistakenness = look.dataset.table.scores.get('mistakenness_logits')!.values;
    const first = look.session.view!.first()!;
    expect(mistakenness[first.index]).toBe(Math.max(...mistakenness));
    expect(first.tags).toContain('mistake');
  });
});

describe('where something is missing', () => {
  it('it leads to the stage that makes it', async () => {
    const { stage, asked } = await insightsStage({ run: false });
    expect(textOf(stage)).toContain('No network is trained yet');
    await clickButton(stage, 'Train a network');
    expect(asked).toEqual(['train']);
  });

  it('it says that a run has predicted nothing yet', async () => {
    const { stage } = await insightsStage({ predicted: false });
    expect(textOf(stage)).toContain('“walkthrough” has predicted nothing yet');
    expect(textOf(stage)).toContain('Let this one predict');
    expect(buttonNamed(stage, 'To the Train stage')).not.toBeNull();
  });

  it('it says that scores come while a run trains', async () => {
    const { look, stage } = await insightsStage({ predicted: false });
    let end = (): void => {};
    const training = look.session.jobs.run('train', 'Training', () => new Promise<void>((resolve) => (end = resolve)));
    await expect.poll(() => textOf(stage)).toContain('“walkthrough” is in training');
    expect(textOf(stage)).toContain('Scores come when this has ended');
    expect(textOf(stage)).not.toContain('has predicted nothing yet');
    end();
    await training;
    await expect.poll(() => textOf(stage)).toContain('“walkthrough” has predicted nothing yet');
  });
});

it('the page is accessible, before and after computing', async () => {
  const { look, stage } = await insightsStage({ noise: true });
  await expectAccessible();
  await clickButton(stage, 'Compute all scores');
  await expect.poll(() => look.dataset.table.scores.size, { timeout: 10_000 }).toBe(ALL);
  await stage.updateComplete;
  await expectAccessible();
});
