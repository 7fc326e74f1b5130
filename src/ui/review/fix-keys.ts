/** What a person can do about a sample, or about all that are picked. */
export type FixAction =
  | { do: 'accept' | 'keep' | 'exclude' | 'choose-class' | 'choose-tag' }
  | { do: 'set-class'; label: number }
  | { do: 'skip' | 'back' | 'undo' | 'redo' | 'help' };

const LETTERS: Record<string, FixAction['do']> = {
  Enter: 'accept',
  k: 'keep',
  x: 'exclude',
  '/': 'choose-class',
  t: 'choose-tag',
  s: 'skip',
  b: 'back',
  u: 'undo',
  '?': 'help',
};

/**
 * What a key means in the explorer, or null. Digits are classes 0 … 9; Ctrl-Z and Ctrl-Y (or Shift-Ctrl-Z) are undo and redo
 * as everywhere.
 */
export function actionOfKey(event: KeyboardEvent, classCount: number): FixAction | null {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return { do: event.shiftKey ? 'redo' : 'undo' };
    return key === 'y' ? { do: 'redo' } : null;
  }
  if (/^\d$/.test(key)) return Number(key) < classCount ? { do: 'set-class', label: Number(key) } : null;
  if (key === 'u' && event.shiftKey) return { do: 'redo' };
  const action = LETTERS[key];
  return action ? ({ do: action } as FixAction) : null;
}

/** Whether a key pressed here is for the element itself: a field, a list, a button that Enter or Space presses, a dialog. */
export function belongsToControl(event: KeyboardEvent): boolean {
  for (const target of event.composedPath()) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.matches('input, select, textarea, [contenteditable], wa-slider, wa-dialog, dialog, [popover]')) {
      return true;
    }
    const pressed = event.key === 'Enter' || event.key === ' ';
    if (pressed && target.matches('button, a, summary, [role="grid"].cells')) return true;
  }
  return false;
}

/** The keys in words, for the help. */
export const KEY_HELP: readonly { keys: string[]; meaning: string }[] = [
  { keys: ['Enter'], meaning: 'take the suggested class, and go on; where the network agrees with the label, keep it' },
  { keys: ['0', '…', '9'], meaning: 'set the class of that number, and go on' },
  { keys: ['/'], meaning: 'choose a class by typing its name' },
  { keys: ['K'], meaning: 'keep the label: it is right' },
  { keys: ['X'], meaning: 'exclude the sample from training' },
  { keys: ['T'], meaning: 'tag it' },
  { keys: ['S'], meaning: 'skip it for now' },
  { keys: ['B'], meaning: 'back to the one before' },
  { keys: ['U', 'Ctrl Z'], meaning: 'undo' },
  { keys: ['Shift U', 'Ctrl Y'], meaning: 'redo' },
  { keys: ['←', '↑', '↓', '→'], meaning: 'move through the grid; with Shift, pick on the way' },
  { keys: ['Home', 'End', 'Page ↑', 'Page ↓'], meaning: 'to the start, the end, a page on' },
  { keys: ['Space'], meaning: 'pick the sample, or let it go' },
  { keys: ['Ctrl A'], meaning: 'pick the whole view' },
  { keys: ['Esc'], meaning: 'let all picked go' },
  { keys: ['+', '−'], meaning: 'larger and smaller tiles' },
  { keys: ['F'], meaning: 'find a class, tag or field to filter by; Enter filters, Esc clears' },
  { keys: ['Alt Enter', 'Alt click'], meaning: 'leave a value out: in the sidebar, its search, or on a filter’s chip' },
  { keys: ['I'], meaning: 'show or hide the inspector' },
];
