import type { Page } from 'playwright';
import { expect } from 'vitest';
import { expectAccessiblePage } from './axe.ts';

/** What a finger needs, CSS pixels. */
const LEAST = 44;

/** Words that mean nothing where there are only fingers. */
const OF_KEYS = /\b(click|press|alt|ctrl|shift|keyboard|arrow keys?|wheel|hover)\b/i;

/** Expects that fingers can press all there is on the page as it stands, and that axe finds nothing wrong with it. */
export async function expectForFingers(page: Page, screen: string): Promise<void> {
  await expectLargeTargets(page, screen);
  expect(await wordsOfKeys(page), `about keys on ${screen}`).toEqual([]);
  await expectAccessiblePage(page, screen);
}

/** Expects that fingers can press all there is on the page as it stands. */
export async function expectLargeTargets(page: Page, screen: string): Promise<void> {
  expect(await smallTargets(page), `too small for a finger on ${screen}`).toEqual([]);
}

/**
 * The controls in sight that are less than 44 × 44 pixels large, with what belongs to them: the label of a box, an area that reaches
 * further than what is drawn. Links within a sentence are as high as its lines.
 */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const CONTROLS =
      'button, a[href], input, select, textarea, summary, [role=slider], [role=separator], [role=option], [role=button]';
    const said: string[] = [];

    const hitAt = (x: number, y: number): Element[] => {
      const path: Element[] = [];
      for (let tree: DocumentOrShadowRoot = document; ;) {
        const hit: Element | null = tree.elementFromPoint(x, y);
        if (!hit || path.includes(hit)) return path;
        for (let at: Element | null = hit; at; at = at.parentElement) path.push(at);
        if (!hit.shadowRoot) return path;
        tree = hit.shadowRoot;
      }
    };
    const isLarge = (target: Element): boolean => {
      const { left, top, width, height } = target.getBoundingClientRect();
      if (width >= least - 0.5 && height >= least - 0.5) return true;
      target.scrollIntoView({ block: 'center', inline: 'center' });
      const box = target.getBoundingClientRect();
      const [x, y] = [box.left + width / 2, box.top + height / 2];
      const reach = least / 2 - 1;
      const wide = width >= least || [x - reach, x + reach].every((at) => hitAt(at, y).includes(target));
      const high = height >= least || [y - reach, y + reach].every((at) => hitAt(x, at).includes(target));
      return wide && high && Number.isFinite(left + top);
    };
    const inspect = (control: HTMLElement): void => {
      if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return;
      const { clipPath, display } = getComputedStyle(control);
      const inSentence = control.matches('a') && display === 'inline';
      if (clipPath !== 'none' || inSentence || control.getClientRects().length === 0) return;
      const labels = (control as HTMLInputElement).labels ?? [];
      if ([control, ...labels].some(isLarge)) return;
      const { width, height } = control.getBoundingClientRect();
      const name = (control.ariaLabel ?? control.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
      said.push(`${control.localName} “${name}” ${Math.round(width)} × ${Math.round(height)}`);
    };
    const visit = (tree: Document | ShadowRoot): void => {
      for (const element of tree.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (element.matches(CONTROLS)) inspect(element);
      }
    };
    visit(document);
    return said;
  }, LEAST);
}

/** What the page says, names or has ready as a title that speaks of keys or a mouse. */
async function wordsOfKeys(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const texts: string[] = [];
    const visit = (node: Node): void => {
      if (node instanceof Text && node.data.trim()) texts.push(node.data.trim().replace(/\s+/g, ' '));
      if (node instanceof Element) {
        if (node.matches('style, script') || !node.checkVisibility()) return;
        for (const name of ['title', 'aria-label', 'placeholder']) texts.push(node.getAttribute(name) ?? '');
        node.shadowRoot?.childNodes.forEach(visit);
      }
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    return texts;
  });
  return said.filter((text) => OF_KEYS.test(text));
}
