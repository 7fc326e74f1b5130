import { expect, it } from 'vitest';
import { REVIEWED } from '../../../src/core/dataset/types.ts';
import '../../../src/ui/map/map-legend.ts';
import { mount, textOf } from '../../support/elements.ts';

it('of thousands of classes lists those with the most samples, and says how many there are', async () => {
  const legend = document.createElement('look-map-legend');
  const entries = Array.from({ length: 2000 }, (_, code) => ({
    code,
    name: `class ${code}`,
    colour: [0, 0, 0] as const,
  }));
  legend.colouring = { codeOf: () => 0, colourOf: () => [0, 0, 0], entries: entries as never, scale: null };
  legend.counts = new Map([
    [1999, 7],
    [5, 3],
  ]);
  await mount(legend);
  const buttons = [...legend.renderRoot.querySelectorAll('button')];
  expect(buttons).toHaveLength(50);
  expect(buttons.slice(0, 2).map(textOf)).toEqual(['class 1999 7', 'class 5 3']);
  expect(textOf(legend)).toContain('50 with the most samples of 2,000');
});

it('says which shape stands for which decision, of those that there are', async () => {
  const legend = document.createElement('look-map-legend');
  legend.colouring = { codeOf: () => 0, colourOf: () => [0, 0, 0], entries: [], scale: null };
  await mount(legend);
  expect(legend.renderRoot.querySelector('.shapes')).toBeNull();
  legend.decisions = new Set([REVIEWED.unsure, REVIEWED.kept]);
  await legend.updateComplete;
  expect([...legend.renderRoot.querySelectorAll('.shapes li')].map(textOf)).toEqual(['confirmed', 'unsure']);
});
