import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ElementPart } from 'lit/directive.js';
import { Hold, noMenuByTouch } from './hold.ts';

/** How long the pointer rests before the tip comes. */
const REST_MS = 350;

/** How long it stays once a finger that brought it up is lifted. */
const READING_MS = 2000;

/** Loaded with the first tip, not with the page. */
const loadTooltip = () => import('./tooltip.ts');

class TipDirective extends AsyncDirective {
  private element: HTMLElement | null = null;
  private text = '';
  private timer = 0;
  private wanted = false;

  override render(_text: string): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [text]: [string]): typeof noChange {
    this.text = text;
    if (!this.element) this.watch(part.element as HTMLElement);
    return noChange;
  }

  private watch(element: HTMLElement): void {
    this.element = element;
    element.addEventListener('pointerenter', (event) => {
      if (event.pointerType !== 'touch') this.later(REST_MS, true);
    });
    element.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch') this.leave(event);
    });
    element.addEventListener('focus', () => {
      if (element.matches(':focus-visible')) this.later(0, true);
    });
    element.addEventListener('blur', () => this.later(0, false));
    element.addEventListener('pointerdown', () => this.later(0, false));
    this.watchFinger(element);
  }

  /** A finger that rests brings it up, and then does not press what it rests on. */
  private watchFinger(element: HTMLElement): void {
    const hold = new Hold(() => this.later(0, true));
    const lift = (event: PointerEvent): void => {
      hold.stop();
      if (event.pointerType === 'touch' && this.wanted) this.later(READING_MS, false);
    };
    element.addEventListener('pointerdown', (event) => hold.down(event));
    element.addEventListener('pointermove', (event) => hold.move(event));
    element.addEventListener('pointerup', lift);
    element.addEventListener('pointercancel', lift);
    element.addEventListener('contextmenu', noMenuByTouch);
    const onClick = (event: MouseEvent): void => {
      if (!hold.takeClick(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    element.addEventListener('click', onClick, { capture: true });
  }

  protected override disconnected(): void {
    this.later(0, false);
  }

  /** The tip stays while the pointer is on the tip itself. */
  private leave({ relatedTarget }: PointerEvent): void {
    const onTip = this.wanted && relatedTarget instanceof Element && relatedTarget.localName === 'wa-tooltip';
    if (!onTip) return this.later(0, false);
    relatedTarget.addEventListener('pointerleave', () => this.later(0, false), { once: true });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.later(0, false);
  };

  private later(ms: number, wanted: boolean): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.turn(wanted), ms);
  }

  private turn(wanted: boolean): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    // A tip that cannot be loaded is not needed: the element has its name.
    loadTooltip().then(
      ({ showTooltip, hideTooltip }) => {
        if (!wanted) hideTooltip(this.element!);
        else if (this.wanted) void showTooltip(this.element!, this.text);
      },
      () => {},
    );
    if (wanted) window.addEventListener('keydown', this.onKey);
    else window.removeEventListener('keydown', this.onKey);
  }
}

/**
 * A tip that a resting pointer or finger or the keyboard's focus brings up: `<button aria-label="Inspector" ${tip('Show …')}>`.
 * It is visible only, and hidden from screen readers: the element's name or the text near it must say the same.
 */
export const tip = directive(TipDirective);
