/** What `navigator.language` says where the system has no language, as with LANG=C, is no language to any formatter. */
function fillLanguage(): void {
  try {
    new Intl.NumberFormat(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
}

/** Adds what the page's elements need and Firefox before 125, or a system without a language, lacks. Call it before the first element is made. */
export async function fillGaps(): Promise<void> {
  fillLanguage();
  if (!('popover' in HTMLElement.prototype)) await import('@oddbird/popover-polyfill');
}
