/**
 * A short text that this browser keeps for the page under a name; null where there is none. A browser that keeps nothing for
 * this page, since its site data are blocked, throws at the very sight of `localStorage`.
 */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text under a name for the next visit, or forgets it where it is null. Where the browser refuses, or has no room, nothing is kept. */
export function remember(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // How the page was set up is not worth a word to the person.
  }
}
