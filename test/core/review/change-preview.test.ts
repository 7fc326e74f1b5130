import { describe, expect, it } from 'vitest';
import {
  previewAsPredicted,
  previewExcluding,
  previewKeeping,
  previewRelabelling,
  type ChangePreview,
} from '../../../src/core/review/change-preview.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';

const table = {
  classes: ['cat', 'dog', 'frog'],
  current: Uint16Array.of(0, 0, 1, 2, 2),
  excluded: Uint8Array.of(0, 1, 0, 1, 0),
  predicted: Uint16Array.of(1, 0, 1, NO_LABEL, 0),
};
const all = Uint32Array.of(0, 1, 2, 3, 4);

/** What a preview says of each sample, and the rest of it. */
function told({ samples, outcome, ...words }: ChangePreview) {
  return { ...words, samples: Array.from(samples, (index) => `${index}: ${outcome(index)}`) };
}

describe('a change to many samples, in words', () => {
  it('tells the labels now, those that have the label already, and those excluded', () => {
    expect(told(previewRelabelling(table, all, 2))).toEqual({
      title: 'Relabel 3 samples (2 classes) → frog',
      lines: [
        'Labels now: cat 2, dog 1',
        '2 samples have that label already and count as confirmed.',
        '2 samples are excluded and stay so.',
      ],
      samples: ['0: cat → frog', '1: cat → frog', '2: dog → frog', '3: frog, confirmed', '4: frog, confirmed'],
    });
  });

  it('speaks of one sample as of one', () => {
    const { lines } = previewRelabelling(table, Uint32Array.of(0, 1, 2), 1);
    expect(lines).toEqual([
      '1 sample has that label already and counts as confirmed.',
      '1 sample is excluded and stays so.',
    ]);
  });

  it('goes by each one’s own prediction, and leaves out what has none', () => {
    expect(told(previewAsPredicted(table, all))).toEqual({
      title: 'Relabel 2 samples from 2 classes into 2',
      lines: [
        'Labels now: cat 1, frog 1',
        'Labels then: cat 1, dog 1',
        '2 samples have that label already and count as confirmed.',
        '1 sample is excluded and stays so.',
      ],
      samples: ['0: cat → dog', '1: cat, confirmed', '2: dog, confirmed', '4: frog → cat'],
    });
    expect(() => previewAsPredicted({ ...table, predicted: null }, all)).toThrow(/train a network and predict/);
  });

  it('counts what would be kept, and what is not excluded yet', () => {
    const kept = previewKeeping(all);
    expect(kept.title).toBe('Confirm the labels of 5 samples');
    expect([...kept.samples]).toEqual([...all]);
    expect(told(previewExcluding(table, all))).toEqual({
      title: 'Exclude 3 samples from training',
      lines: ['Nothing is deleted: the next training leaves them out.', '2 of those picked are excluded already.'],
      samples: ['0: excluded', '2: excluded', '4: excluded'],
    });
  });
});
