const TOKENS = {
  surface: '--look-surface',
  placeholder: '--look-surface-2',
  line: '--look-line',
  text: '--look-text',
  text2: '--look-text-2',
  text3: '--look-text-3',
  accent: '--look-accent',
  accentInk: '--look-accent-ink',
  warn: '--look-warn',
  warnSoft: '--look-warn-soft',
  warnText: '--look-warn-text',
  accentText: '--look-accent-text',
  background: '--look-bg',
} as const;

/** What of the system's settings the tokens depend on. */
const SYSTEM = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/** The theme's colours as a canvas takes them, and the page's font family. */
export type ThemeColours = Record<keyof typeof TOKENS, string> & { font: string };

/**
 * Reads the tokens as they are computed inside `host`; a canvas understands no custom properties. In forced colours they are what the
 * tokens say there: system colours for ground, text, lines and selection, colours of their own for data.
 */
export function readColours(host: ShadowRoot): ThemeColours {
  const probe = document.createElement('span');
  // Else every token would read as the one colour that the browser forces on text.
  probe.style.forcedColorAdjust = 'none';
  host.append(probe);
  const computed = getComputedStyle(probe);
  const entries = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, computed.color];
  });
  probe.style.fontFamily = 'var(--look-font)';
  const colours = { ...Object.fromEntries(entries), font: computed.fontFamily || 'sans-serif' };
  probe.remove();
  return colours as ThemeColours;
}

/** Calls `onChange` when the page's or the system's theme changes, or colours are forced or no longer are. @returns how to stop */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style', 'class'] });
  const system = SYSTEM.map((query) => matchMedia(query));
  for (const query of system) query.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    for (const query of system) query.removeEventListener('change', onChange);
  };
}
