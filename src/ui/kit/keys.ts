/** Keys as a person reads them ('K', 'Shift U', '←'), and what they do: a line of the help. */
export interface KeyLine {
  keys: readonly string[];
  help: string;
}

/** The key that finds what there is by its name, on every stage. */
export const PALETTE_KEY: KeyLine = {
  keys: ['Ctrl K'],
  help: 'find a stage, action, view, class, data set or run by its name, on every stage; ⌘ K on a Mac',
};

/** What is read on a key, where that is not what the browser calls it. The keys of + and − need no Shift. */
const NAMES: Record<string, string> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowRight: '→',
  ArrowDown: '↓',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  '=': '+',
  '-': '−',
  _: '−',
};

/**
 * The first of some lines that names the key pressed, and the key as it is named there. A line with Shift goes before one without;
 * where there is none, Shift makes no difference: some keyboards need it for a digit or a sign. With Alt a key is none of these.
 */
export function findByKey<Line extends { keys: readonly string[]; otherKeys?: readonly string[] }>(
  lines: readonly Line[],
  event: KeyboardEvent,
): { line: Line; key: string } | null {
  for (const key of namesOf(event)) {
    const line = lines.find(({ keys, otherKeys }) => keys.includes(key) || otherKeys?.includes(key));
    if (line) return { line, key };
  }
  return null;
}

function namesOf(event: KeyboardEvent): string[] {
  if (event.altKey) return [];
  const name = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  if (event.ctrlKey || event.metaKey) return [event.shiftKey ? `Ctrl Shift ${name}` : `Ctrl ${name}`];
  return event.shiftKey ? [`Shift ${name}`, name] : [name];
}

/** Whether a key pressed here is for the element itself: a field, a list, a button that Enter or Space presses, a dialog. */
export function belongsToControl(event: KeyboardEvent): boolean {
  for (const target of event.composedPath()) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.matches('input, select, textarea, [contenteditable], wa-slider, dialog:not(.keys), [popover]')) {
      return true;
    }
    const pressed = event.key === 'Enter' || event.key === ' ';
    if (pressed && target.matches('button, a, summary, [role="grid"].cells')) return true;
  }
  return false;
}
