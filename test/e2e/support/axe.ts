import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Expects that axe finds nothing wrong with the page as it stands, in the light theme and in the dark one. */
export async function expectAccessiblePage(page: Page, screen: string): Promise<void> {
  await page.evaluate(AXE);
  for (const theme of ['light', 'dark']) {
    const said = await page.evaluate(async (wanted) => {
      const root = document.documentElement;
      const before = root.dataset.theme;
      root.dataset.theme = wanted;
      const page = window as unknown as { axe: typeof axe };
      const { violations } = await page.axe.run(document);
      if (before === undefined) delete root.dataset.theme;
      else root.dataset.theme = before;
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
    }, theme);
    expect(said, `${screen}, ${theme}`).toEqual([]);
  }
}
