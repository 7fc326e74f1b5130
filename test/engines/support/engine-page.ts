import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How long the page may take for anything but learning on a busy machine, in milliseconds. */
const PATIENCE_MS = 60_000;

/** How long a network may learn, and its scores be computed, beside much other work; a quiet machine needs half a minute. */
export const LEARNING_MS = 600_000;

/** Between two looks at the page, in milliseconds. */
const LOOK_EVERY_MS = 100;

/** A place in the window, in CSS pixels. */
interface Place {
  x: number;
  y: number;
}

/** What is clicked: the first shown element of this selector, in whatever shadow tree, whose name begins so. */
interface Wanted {
  selector: string;
  name: string;
}

/** Runs in the page: where the middle of what is wanted lies once it is scrolled to; null where it is missing, disabled or covered. */
function placeOf({ selector, name }: Wanted): Place | null {
  const nameOf = (element: Element): string => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const said = element.getAttribute('aria-label') ?? (labels.map((label) => label.textContent).join(' ') || null);
    return (said ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  const search = (tree: Document | ShadowRoot): Element | undefined => {
    for (const element of tree.querySelectorAll('*')) {
      const fits = element.matches(selector) && element.getClientRects().length > 0 && nameOf(element).startsWith(name);
      const found = fits ? element : element.shadowRoot && search(element.shadowRoot);
      if (found) return found;
    }
  };
  const element = search(document);
  if (!element || element.matches(':disabled')) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const place = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
  const hit = (element.getRootNode() as Document | ShadowRoot).elementFromPoint(place.x, place.y);
  if (!hit || !element.contains(hit)) return null;
  const told = window as unknown as Told;
  told.clicked = false;
  element.addEventListener('click', () => (told.clicked = true), { once: true, capture: true });
  return place;
}

/** What the page keeps of a click. */
interface Told {
  /** Whether what was looked for last has been clicked. */
  clicked: boolean;
}

/** Runs in the page: whether what was looked for last has been clicked. */
const wasClicked = (): boolean => (window as unknown as Told).clicked;

/** Runs in the page: the element with this id, in whatever shadow tree. */
function fieldOf(id: string): Element | undefined {
  const search = (tree: Document | ShadowRoot): Element | undefined => {
    const own = tree.getElementById(id);
    if (own) return own;
    for (const { shadowRoot } of tree.querySelectorAll('*')) {
      const below = shadowRoot && search(shadowRoot);
      if (below) return below;
    }
  };
  return search(document);
}

/** Runs in the page: what has the keyboard, in whatever shadow tree, as the tags that lead to it. */
function keyboardPath(): string {
  const tags: string[] = [];
  for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement ?? null) tags.push(at.localName);
  return tags.join(' ');
}

/**
 * A page in one browser or another. Each has the few acts that a person's hands do; whatever can be said by these
 * stands here once.
 */
export abstract class EnginePage {
  /** Its name and version, as it says itself. */
  abstract readonly version: string;
  /** The folder that downloads go to, the page's own. */
  protected abstract readonly downloads: string;

  /** Opens an address, and waits until it is loaded. */
  abstract open(url: string): Promise<void>;
  abstract reload(): Promise<void>;
  /** Presses a key, with others held: 'a', 'Enter', 'Control+a'. */
  abstract press(chord: string): Promise<void>;
  /** Ends the browser and removes what it kept. */
  abstract close(): Promise<void>;
  /** Evaluates an expression in the page, and awaits it. @throws Error with what it threw */
  protected abstract evaluateText(expression: string): Promise<unknown>;
  protected abstract clickAt(place: Place): Promise<void>;
  /** Chooses files in the field that an expression answers with. */
  protected abstract giveFiles(field: string, files: string[]): Promise<void>;

  /** Runs a function in the page, which names nothing outside itself, and awaits it. For what takes long, see `until`. */
  async evaluate<T, A = undefined>(work: (argument: A) => T | Promise<T>, argument?: A): Promise<T> {
    return (await this.evaluateText(`(${work})(${JSON.stringify(argument)})`)) as T;
  }

  /**
   * Waits until a function says yes, asking again and again: no single answer may take long, or the browser's driver gives up.
   * @throws Error with `what`, where it does not
   */
  async until<A = undefined>(what: string, test: (argument: A) => unknown, argument?: A, within = PATIENCE_MS) {
    const end = Date.now() + within;
    while (!(await this.evaluateText(`Boolean((${test})(${JSON.stringify(argument)}))`))) {
      if (Date.now() > end) throw new Error(`waited ${within / 1000} s in vain: ${what}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Clicks, by the mouse, the first element of this selector whose name begins so, once it can be clicked. */
  async click(selector: string, name: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    for (let before: Place | null = null; ;) {
      const place = await this.evaluate(placeOf, { selector, name });
      // Only where it stays: what is still being read may push it away, and then it is clicked again.
      const stays = place && before && place.x === before.x && place.y === before.y;
      if (stays) await this.clickAt(place);
      if (stays && (await this.evaluate(wasClicked))) return;
      before = place;
      if (Date.now() > end) throw new Error(`nothing to click: ${selector} “${name}”`);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Chooses files in the field with this id, which need not be shown. */
  async chooseFiles(id: string, files: string[]): Promise<void> {
    await this.giveFiles(`(${fieldOf})('${id}')`, files);
  }

  /** Types a text, key by key, to whatever has the keyboard. */
  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter);
  }

  /**
   * Waits until the keyboard is within an element, named by its tag and those of the shadow trees around it: 'look-choice-dialog input'.
   * @throws Error saying where the keyboard is
   */
  async untilKeyboardIn(tags: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS / 4;
    for (;;) {
      const at = await this.evaluate(keyboardPath);
      if (` ${at} `.includes(` ${tags} `)) return;
      if (Date.now() > end) throw new Error(`the keyboard is not in ${tags} but in ${at}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Waits for a download. @returns its text */
  async downloaded(): Promise<string> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const files = readdirSync(this.downloads);
      // A browser writes beside, or ahead of, the file that it names in the end.
      const whole = files.length === 1 && readFileSync(path.join(this.downloads, files[0]), 'utf8');
      if (whole) return whole;
      if (Date.now() > end) throw new Error(`no download came; there is ${files.join(', ') || 'nothing'}`);
      await pause(LOOK_EVERY_MS);
    }
  }
}
