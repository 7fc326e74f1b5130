import { describe, expect, it } from 'vitest';
import { replaceStage, setSort, similaritySortOf, sortOf, withoutOrder } from '../../../src/core/views/edit-stages.ts';
import { movedStages } from '../../../src/core/views/moved-stages.ts';
import {
  packFeatures,
  similarityKey,
  unpackFeatures,
  type QueryPicture,
  type SimilarityStage,
} from '../../../src/core/views/similarity.ts';
import { applyStages, type ViewStage } from '../../../src/core/views/stages.ts';
import { viewFromText, viewToText } from '../../../src/core/views/view-text.ts';
import { tinyTable } from '../../support/tiny-table.ts';

const like: SimilarityStage = { stage: 'sortBySimilarity', samples: [2, 0] };
const picture: QueryPicture = {
  name: 'a.jpg',
  thumbnail: 'data:image/jpeg;base64,/9j/4AAQ',
  backbone: 'lite0-e14@96',
  features: packFeatures(Float32Array.of(0, 0.5, 2.4)),
};
const cats: ViewStage = { stage: 'matchLabels', field: 'given', classes: [0] };

const compared = (stage: SimilarityStage, values: number[]) =>
  tinyTable({ similarities: new Map([[similarityKey(stage), Float32Array.from(values)]]) });

describe('a view in order of similarity', () => {
  it('keeps its order until the pictures are compared, and has the most alike first then', () => {
    expect([...applyStages(tinyTable(), [like])]).toEqual([0, 1, 2, 3, 4, 5]);
    const table = compared(like, [0.2, NaN, 0.9, 0.2, 0.4, -1]);
    expect([...applyStages(table, [like])]).toEqual([2, 4, 0, 3, 5, 1]);
    expect([...applyStages(table, [cats, like, { stage: 'limit', count: 2 }])]).toEqual([4, 0]);
  });

  it('is the same whatever order the samples are named in, and another for other samples', () => {
    expect(similarityKey({ stage: 'sortBySimilarity', samples: [0, 2] })).toBe(similarityKey(like));
    expect(similarityKey({ stage: 'sortBySimilarity', samples: [20] })).not.toBe(similarityKey(like));
  });

  it('lies over the order of before, which comes back with it taken away, and gives way to another', () => {
    const before: ViewStage[] = [cats, { stage: 'sortBy', field: 'index', reverse: true }];
    const sorted = setSort(before, like);
    expect(sortOf(sorted)).toBeNull();
    expect(similaritySortOf(sorted)).toBe(like);
    expect(withoutOrder(sorted)).toEqual([cats]);
    const other: ViewStage = { ...like, samples: [5] };
    expect(setSort(sorted, other)).toEqual([...before, other]);
    expect(setSort(sorted, { field: 'index', reverse: false })).toEqual([
      cats,
      { stage: 'sortBy', field: 'index', reverse: false },
    ]);
    expect(replaceStage(sorted, 2)).toEqual(before);
  });

  it('follows its samples to a newer version of the data set, and goes where none of them is there', () => {
    expect(movedStages([cats, like], Int32Array.of(5, 1, -1))).toEqual([cats, { ...like, samples: [5] }]);
    expect(movedStages([cats, like], Int32Array.of(-1, 1, -1))).toEqual([cats]);
  });
});

describe('as text', () => {
  it('comes back as it was', () => {
    const stages: ViewStage[] = [cats, like, { stage: 'sortByPicture', ...picture }];
    expect(viewFromText(viewToText(stages)!)).toEqual(stages);
  });

  it.each([
    { thumbnail: 'https://example.org/a.jpg' },
    { thumbnail: 'data:image/svg+xml;base64,PHN2Zz4=' },
    { thumbnail: 'data:image/jpeg;base64,"onerror=' },
    { thumbnail: `data:image/jpeg;base64,${'A'.repeat(30_000)}` },
    { features: 'no base64 !' },
    { features: 'AAAA' },
    { name: 7 },
  ])('takes nothing from elsewhere that leads anywhere or cannot be read: %o', (change) => {
    expect(viewFromText(JSON.stringify([{ stage: 'sortByPicture', ...picture, ...change }]))).toBeNull();
  });

  it('names one sample at least', () => {
    expect(viewFromText('[{"stage":"sortBySimilarity","samples":[]}]')).toBeNull();
  });
});

it('features survive their way through an address to a 50,000th of their range, one far beyond the others too', () => {
  const features = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i) * 3 - 1);
  const back = unpackFeatures(packFeatures(features))!;
  expect(back).toHaveLength(500);
  features.forEach((value, i) => expect(Math.abs(back[i] - value)).toBeLessThan(6 / 50_000));
  const far = Float32Array.of(200, 0.5, 0.52, -0.3);
  unpackFeatures(packFeatures(far))!.forEach((value, i) => expect(Math.abs(value - far[i])).toBeLessThan(200 / 50_000));
  expect([...unpackFeatures(packFeatures(Float32Array.of(2, 2)))!]).toEqual([2, 2]);
});
