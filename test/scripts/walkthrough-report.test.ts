import { describe, expect, it } from 'vitest';
import { needsHistory, SCORE_METHODS } from '../../src/core/insights/methods.ts';
import { progressPrinter } from '../../scripts/walkthrough/progress.mjs';
import { formatTable, summarise } from '../../scripts/walkthrough/report.mjs';

const outcome = {
  samples: 60_000,
  taken: 5000,
  wrong: 1000,
  importMs: 3456,
  backboneMs: 4321,
  trainMs: 50_000,
  predictMs: 5000,
  predicted: 15_000,
  heldOut: 'test',
  testAccuracy: 0.51239,
  run: {
    backend: 'wasm' as const,
    workers: 2,
    parameters: 153_872,
    images: 10_000,
    epochs: [
      { epoch: 1, loss: 2, accuracy: 0.3, elapsedMs: 9100, stepMs: 9000, stepImages: 4500 },
      { epoch: 2, loss: 1, accuracy: 0.6, elapsedMs: 10_100, stepMs: 10_000, stepImages: 5000 },
    ],
  },
  expected: { expected: 987.68, low: 900.04, high: 1100, atLeast: false },
  review: null,
  scores: {
    hardness: { auroc: 0.51, ap: 0.21, precision_at_100: 0.2, recall_at_n: 0.21, samples: 5000, wrong: 1000 },
    self_confidence: { auroc: 0.912345, ap: 0.8, precision_at_100: 1, recall_at_n: 0.75, samples: 5000, wrong: 1000 },
  },
};

describe('the summary', () => {
  const summary = summarise(outcome);

  it('has exactly the promised figures, in their units', () => {
    expect(summary).toEqual({
      samples: 60_000,
      taken: 5000,
      wrong: 1000,
      backend: 'wasm',
      workers: 2,
      parameters: 153_872,
      import_s: 3.46,
      backbone_s: 4.32,
      train_s: 50,
      train_images_per_s: 500,
      pipeline_images_per_s: 200,
      predict_images_per_s: 3000,
      held_out: 'test',
      test_accuracy: 0.5124,
      expected: { mistakes: 987.7, low: 900, high: 1100 },
      scores: {
        hardness: { auroc: 0.51, ap: 0.21, precision_at_100: 0.2, recall_at_n: 0.21 },
        self_confidence: { auroc: 0.9123, ap: 0.8, precision_at_100: 1, recall_at_n: 0.75 },
      },
    });
  });

  it('says how a review went where there was one', () => {
    const left = { expected: 800.26, low: 700, high: 900.5, atLeast: false };
    const review = { decided: 200, found: 190, left, wrongLeft: 810 };
    const figures = { decided: 200, found: 190, expected_left: 800.3, low: 700, high: 900.5, wrong_left: 810 };
    expect(summarise({ ...outcome, review }).after_review).toEqual(figures);
    expect(summary).not.toHaveProperty('after_review');
  });

  it('has the scores of the epochs, as null, where nothing was trained', () => {
    const bare = summarise({ ...outcome, run: { images: 0, epochs: [] }, trainMs: 0 });
    const nothing = { auroc: null, ap: null, precision_at_100: null, recall_at_n: null };
    expect(bare.train_s).toBe(0);
    expect(Object.keys(bare.scores)).toEqual([...Object.keys(outcome.scores), ...SCORE_METHODS.filter(needsHistory)]);
    expect(bare.scores.times_wrong).toEqual(nothing);
  });

  it('says null, not a number, where nothing was wrong or nothing was tested', () => {
    const bare = summarise({ ...outcome, testAccuracy: null, scores: { hardness: null } });
    expect(bare.test_accuracy).toBeNull();
    expect(bare.scores.hardness).toEqual({ auroc: null, ap: null, precision_at_100: null, recall_at_n: null });
    expect(formatTable(bare)).toMatch(/hardness +– +– +– +–/);
  });

  it('is a table for people with a row a score', () => {
    const lines = formatTable(summary).split('\n');
    expect(lines[0]).toBe('60,000 samples, 5,000 taken, 1,000 with a wrong label');
    expect(lines.at(-1)).toMatch(/^self_confidence +0\.9123 +0\.8000 +1\.0000 +0\.7500$/);
    expect(lines.at(-3)).toMatch(/^score +AUROC +average precision +precision@100 +recall@n$/);
  });
});

it('progress is a line for every job and one every two seconds', () => {
  const lines: string[] = [];
  let time = 0;
  const report = progressPrinter(
    (line: string) => lines.push(line),
    () => time,
  );
  const progress = {
    activity: 'epoch 1 of 5',
    done: 640,
    total: 25_000,
    unit: 'samples' as const,
    perSecond: 80.4,
    etaMs: 30_400,
    loss: 2.1,
    accuracy: 0.2,
    epoch: 1,
    step: 5,
    backend: 'wasm' as const,
    workers: 2,
  };
  report('Importing cifar.tar.gz', null);
  for (time = 0; time < 5000; time += 100) report('Training “walkthrough”', progress);
  expect(lines).toEqual([
    'Importing cifar.tar.gz',
    'Training “walkthrough”',
    '  epoch 1 of 5, 640 of 25,000 samples, 80 samples/s, 31 s to go, loss 2.100',
    '  epoch 1 of 5, 640 of 25,000 samples, 80 samples/s, 31 s to go, loss 2.100',
  ]);
});
