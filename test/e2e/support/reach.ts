import type { Page } from 'playwright';

/**
 * What a person cannot see whole or press at this size of the window, in words: a page that scrolls sideways, a control that scrolling
 * does not bring into the window, one that is covered. Behind a modal dialog nothing counts.
 */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const CONTROLS = 'button, a[href], input, select, textarea, summary, [tabindex="0"]';
    const controls: HTMLElement[] = [];
    let modal: Element | null = null;
    const collect = (tree: Document | ShadowRoot): void => {
      for (const element of tree.querySelectorAll<HTMLElement>('*')) {
        if (element.matches(CONTROLS)) controls.push(element);
        if (element.matches('dialog:modal')) modal = element;
        if (element.shadowRoot) collect(element.shadowRoot);
      }
    };
    collect(document);

    const parentOf = (element: Element): Element | null =>
      element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
    const isIn = (element: Element | null, outer: Element): boolean => {
      for (let at = element; at; at = parentOf(at)) if (at === outer) return true;
      return false;
    };
    const hitAt = (x: number, y: number): Element | null => {
      let hit = document.elementFromPoint(x, y);
      for (;;) {
        const inner = hit?.shadowRoot?.elementFromPoint(x, y) ?? null;
        if (!inner || inner === hit) return hit;
        hit = inner;
      }
    };
    const nameOf = (element: HTMLElement): string =>
      `${element.localName} “${(element.ariaLabel ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`;

    const said: string[] = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) said.push(`the page is ${wide} px wide`);
    for (const control of controls) {
      // What is for screen readers alone is clipped away, or hidden behind the label that is pressed instead.
      const shown = control.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!shown || getComputedStyle(control).clipPath !== 'none') continue;
      if (modal && !isIn(control, modal)) continue;
      control.scrollIntoView({ block: 'center', inline: 'center' });
      // A link in running text may break into lines; its first one is enough to press it.
      const [box] = control.getClientRects();
      if (!box || box.width === 0) continue;
      const { left, right, top, bottom } = box;
      if (left < -1 || right > innerWidth + 1) said.push(`${nameOf(control)} reaches from ${left} to ${right} px`);
      const hit = hitAt((left + right) / 2, (top + bottom) / 2);
      const labels = [...((control as HTMLInputElement).labels ?? [])];
      if (![control, ...labels].some((target) => isIn(hit, target))) {
        said.push(`${nameOf(control)} is covered by ${hit ? nameOf(hit as HTMLElement) : 'the edge of the window'}`);
      }
    }
    return said;
  });
}
