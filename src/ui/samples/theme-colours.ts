const TOKENS = {
  surface: '--look-surface',
  placeholder: '--look-surface-2',
  line: '--look-line',
  text: '--look-text',
  text2: '--look-text-2',
  accent: '--look-accent',
  accentInk: '--look-accent-ink',
  warn: '--look-warn',
  warnSoft: '--look-warn-soft',
  background: '--look-bg',
} as const;

/** The theme's colours as a canvas takes them, and the page's font family. */
export type ThemeColours = Record<keyof typeof TOKENS, string> & { font: string };

/** Reads the tokens as they are computed inside `host`; a canvas understands no custom properties. */
export function readColours(host: ShadowRoot): ThemeColours {
  const probe = document.createElement('span');
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

/** Calls `onChange` when the page's or the system's theme changes. @returns how to stop */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style', 'class'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', onChange);
  };
}
