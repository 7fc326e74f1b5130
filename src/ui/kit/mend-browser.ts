/** What `navigator.language` says where the system has no language, as with LANG=C, is no language to any formatter. */
function mendLanguage(): void {
  try {
    new Intl.NumberFormat(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
}

/** Adds what the elements count on and a few of the supported browsers lack. Call it before the first element is made. */
export async function mendBrowser(): Promise<void> {
  mendLanguage();
  if (!('popover' in HTMLElement.prototype)) await import('@oddbird/popover-polyfill');
}
