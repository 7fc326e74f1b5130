import type { Page } from 'playwright';

/** What has the keyboard, in whatever shadow tree: its role or tag, and its name. */
export interface Focused {
  role: string;
  name: string;
}

/** Presses of Tab after which a thing counts as out of reach. */
const MOST_TABS = 250;

/** What has the keyboard now. */
export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at) return { role: '', name: '' };
    const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((label) => label.textContent) : [];
    const name = at.getAttribute('aria-label') ?? (labels.join(' ') || at.textContent || '');
    const type = at instanceof HTMLInputElement ? at.type : at.localName;
    return { role: at.getAttribute('role') ?? type, name: name.replace(/\s+/g, ' ').trim() };
  });
}

/**
 * Presses Tab (or Shift-Tab) until something of this role or tag and name has the keyboard.
 * @throws Error with all that was passed on the way
 */
export async function tabTo(page: Page, role: string, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let k = 0; k < MOST_TABS; k++) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (at.role === role && name.test(at.name)) return;
    passed.push(`${at.role} “${at.name.slice(0, 40)}”`);
  }
  throw new Error(`${MOST_TABS} × ${key} led to no ${role} ${name}, but past ${passed.join(', ')}`);
}
