import axe from 'axe-core';
import { expect } from 'vitest';
import '../../src/ui/styles/tokens.css';

/** Expects that axe finds nothing wrong with the page as it stands, in the light theme and in the dark one. */
export async function expectAccessible(): Promise<void> {
  const root = document.documentElement;
  for (const theme of ['light', 'dark']) {
    root.dataset.theme = theme;
    const { violations } = await axe.run(document.body, {
      // The harness's own document has no headings or landmarks around a single element.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    const said = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${theme}: ${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
    );
    expect(said).toEqual([]);
  }
  delete root.dataset.theme;
}
