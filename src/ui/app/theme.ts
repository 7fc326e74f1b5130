import { recall, remember } from '../../tasks/remembered.ts';

/** What the person chose: the system's theme, or one of the two. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'second-look:theme';

/** The theme chosen last. */
export function readTheme(): ThemeChoice {
  const kept = recall(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Applies a theme to the whole page and remembers it. */
export function applyTheme(theme: ThemeChoice): void {
  remember(KEY, theme === 'system' ? null : theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
