import { expect, it } from 'vitest';
import type { ViewStage } from '../../../src/core/views/stages.ts';
import { viewFromText, viewToText } from '../../../src/core/views/view-text.ts';

const stages: ViewStage[] = [
  { stage: 'matchTags', tags: ['mistake', 'später'], all: true },
  { stage: 'matchTags', tags: ['processed'] },
  { stage: 'matchSplits', splits: ['train'] },
  { stage: 'matchLabels', field: 'predicted', classes: [0, 3] },
  { stage: 'matchField', field: 'style', values: ['Noto'] },
  { stage: 'range', field: 'insights.suspicion', min: 0.5, max: 1 },
  { stage: 'exists', field: 'predicted', present: false },
  { stage: 'select', indices: [5, 1] },
  { stage: 'sortBy', field: 'index', reverse: true },
  { stage: 'limit', count: 10 },
  { stage: 'skip', count: 0 },
  { stage: 'take', count: 3, seed: 51 },
  { stage: 'matchLabels', field: 'given', classes: [2], not: true },
  { stage: 'matchTags', tags: ['mistake'], not: true },
  { stage: 'select', indices: [7], not: true },
  { stage: 'matchName', texts: ['IMG_00'] },
  { stage: 'matchName', texts: ['a', 'ü'], not: true },
];

it('a view comes back from its text as it was', () => {
  expect(viewFromText(viewToText(stages)!)).toEqual(stages);
  expect(viewFromText('[]')).toEqual([]);
});

it('a filter by a function has no text', () => {
  expect(viewToText([{ stage: 'match', test: () => true }])).toBeNull();
});

it.each([
  'rubbish',
  'null',
  '{}',
  '[null]',
  '[{"stage":"match","test":"alert(1)"}]',
  '[{"stage":"toString"}]',
  '[{"stage":"limit","count":"10"}]',
  '[{"stage":"matchLabels","field":"constructor","classes":[1]}]',
  '[{"stage":"matchLabels","field":"given","classes":[-1]}]',
  '[{"stage":"range","field":"x","min":null,"max":1}]',
  '[{"stage":"matchName","texts":"IMG"}]',
  '[{"stage":"matchSplits","splits":["train"],"not":"yes"}]',
])('%s is no view', (text) => {
  expect(viewFromText(text)).toBeNull();
});

it('what a stage does not need is not taken over', () => {
  expect(viewFromText('[{"stage":"limit","count":3,"evil":1}]')).toEqual([{ stage: 'limit', count: 3 }]);
});
