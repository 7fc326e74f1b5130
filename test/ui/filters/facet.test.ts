import { expect, it } from 'vitest';
import '../../../src/ui/filters/facet.ts';
import type { LookFacet } from '../../../src/ui/filters/facet.ts';
import { buttonNamed, mount } from '../../support/elements.ts';
import { middleOf, tap } from '../../support/touch.ts';

const COUNTS = [1_045, 12_345_678, 7];

/** A facet as wide as the sidebar can be made, with counts of any length. */
async function facetOf(width: number): Promise<LookFacet> {
  const facet = document.createElement('look-facet');
  const values = COUNTS.map((count, value) => ({ value, name: `class ${value}`, count, chosen: false, not: false }));
  facet.counts = { facet: 'given', title: 'Given label', values };
  facet.style.width = `${width}px`;
  return mount(facet);
}

/** Every “not” lies beside the digits of its count, whether or not a mouse has brought it up. */
function expectDigitsClear(facet: LookFacet): void {
  for (const row of facet.renderRoot.querySelectorAll('li')) {
    const not = row.querySelector<HTMLElement>('.leave-out')!;
    not.style.display = 'block';
    const digits = document.createRange();
    digits.selectNodeContents(row.querySelector('.count')!);
    const [covered, by] = [digits.getBoundingClientRect(), not.getBoundingClientRect()];
    expect(covered.width).toBeGreaterThan(0);
    expect(by.width).toBeGreaterThan(0);
    expect(by.right <= covered.left || by.left >= covered.right, row.textContent).toBe(true);
  }
}

for (const width of [180, 240, 420]) {
  it(`“not” covers no digit of a count under a mouse, ${width} pixels wide`, async () => {
    expectDigitsClear(await facetOf(width));
  });
}

it('a tap on a value asks for it, and one on its “not” for all others', async () => {
  const facet = await facetOf(300);
  const asked: unknown[] = [];
  facet.addEventListener('look-facet', (event) => asked.push(event.detail));
  const value = facet.renderRoot.querySelectorAll('.value')[1];
  await tap(middleOf(value));
  const not = buttonNamed(facet, 'not class 1')!;
  await expect.poll(() => not.checkVisibility()).toBe(true);
  await tap(middleOf(not));
  await expect
    .poll(() => asked)
    .toEqual([
      { value: 1, not: false },
      { value: 1, not: true },
    ]);
});
