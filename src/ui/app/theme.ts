/** What the person chose: the system's theme, or one of the two. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'second-look:theme';

/** The theme chosen last. */
export function readTheme(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Applies a theme to the whole page and remembers it. */
export function applyTheme(theme: ThemeChoice): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
}
