import { expect, it } from 'vitest';
import '../../../src/ui/filters/score-range.ts';
import { mount } from '../../support/elements.ts';
import { draw } from '../../support/touch.ts';

it('a finger that draws across the spread of a score chooses a range, and one that scrolls the page does not', async () => {
  const spread = document.createElement('look-score-range');
  spread.bins = { low: 0, high: 1, all: new Uint32Array(10).fill(5), wrong: new Uint32Array(10) };
  spread.style.cssText = 'width: 300px; padding-bottom: 2000px';
  const asked: unknown[] = [];
  spread.addEventListener('look-range', (event) => asked.push(event.detail));
  await mount(spread);
  const { left, top, width, height } = spread.renderRoot.querySelector('svg')!.getBoundingClientRect();
  const y = top + height / 2;
  await draw({ x: left + width * 0.2, y }, { x: left + width * 0.7, y });
  await expect.poll(() => asked).toEqual([{ min: 0.2, max: 0.7 }]);
  await draw({ x: left + width * 0.5, y: y + 200 }, { x: left + width * 0.5, y: y + 60 });
  await expect.poll(() => document.scrollingElement!.scrollTop).toBeGreaterThan(0);
  document.scrollingElement!.scrollTop = 0;
  await draw({ x: left + width * 0.5, y }, { x: left + width * 0.5, y: y - height });
  await expect.poll(() => document.scrollingElement!.scrollTop).toBeGreaterThan(0);
  expect(asked).toHaveLength(1);
});
