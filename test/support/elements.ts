import type { LitElement } from 'lit';
import { expect, onTestFinished } from 'vitest';
import { Look } from '../../src/api/look.ts';
import '../../src/ui/styles/tokens.css';

/** Puts an element into the page until the test ends. @returns it, rendered */
export async function mount<E extends LitElement>(element: E): Promise<E> {
  document.body.append(element);
  onTestFinished(() => element.remove());
  await element.updateComplete;
  return element;
}

/** A started script API over this origin's database; its session ends with the test. */
export async function startLook(): Promise<Look> {
  const look = new Look();
  onTestFinished(() => look.session.close());
  await look.start();
  return look;
}

/** The first element that matches, in this element's shadow tree or in one below it. */
export function deepQuery<E extends Element = HTMLElement>(root: Element | ShadowRoot, selector: string): E | null {
  const tree = root instanceof Element ? root.shadowRoot : root;
  if (!tree) return null;
  const found = tree.querySelector<E>(selector);
  if (found) return found;
  for (const element of tree.querySelectorAll('*')) {
    const below = element.shadowRoot && deepQuery<E>(element.shadowRoot, selector);
    if (below) return below;
  }
  return null;
}

/** What a person reads in an element, shadow trees included, spaces made single. */
export function textOf(node: Node): string {
  const parts: string[] = [];
  const visit = (at: Node): void => {
    if (at instanceof Text) parts.push(at.data);
    if (at instanceof Element && at.matches('style, script')) return;
    if (at instanceof HTMLSlotElement && at.assignedNodes().length > 0) return at.assignedNodes().forEach(visit);
    for (const child of (at instanceof Element && at.shadowRoot ? at.shadowRoot : at).childNodes) visit(child);
  };
  visit(node);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** Waits until there is a button of this name, by its text or label, and clicks it. */
export async function clickButton(root: Element, name: string): Promise<void> {
  await expect.poll(() => buttonNamed(root, name), { message: `a button “${name}”`, timeout: 10_000 }).toBeTruthy();
  buttonNamed(root, name)!.click();
}

/** The button of this name in any shadow tree below, or null. */
export function buttonNamed(root: Element | ShadowRoot, name: string): HTMLButtonElement | null {
  const tree = root instanceof Element ? root.shadowRoot : root;
  for (const element of tree?.querySelectorAll('*') ?? []) {
    if (element instanceof HTMLButtonElement && (element.ariaLabel ?? textOf(element)) === name) return element;
    const below = element.shadowRoot && buttonNamed(element.shadowRoot, name);
    if (below) return below;
  }
  return null;
}
