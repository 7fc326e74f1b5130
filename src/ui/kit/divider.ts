import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';

/** A panel is wanted so wide, in CSS pixels. */
export class LookResizeEvent extends CustomEvent<number> {
  constructor(width: number) {
    super('look-resize', { detail: width });
  }
}

/** What an arrow key moves it by, CSS pixels. */
const STEP = 16;

/**
 * The line between two panels, to be dragged or moved by the arrow keys: a window splitter.
 * @event look-resize - the panel it belongs to is wanted in another width
 */
@customElement('look-divider')
export class LookDivider extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
        z-index: 2;
        display: block;
        width: 1px;
        height: 100%;
        background: var(--look-line);
      }
      .handle {
        position: absolute;
        inset: 0 -4px;
        cursor: col-resize;
        touch-action: none;
      }
      .handle:hover,
      .handle:focus-visible,
      .handle.dragged {
        background: linear-gradient(var(--look-accent), var(--look-accent)) center / 2px 100% no-repeat;
      }
      .handle:focus-visible {
        outline-offset: -2px;
      }
      /* Where a finger takes hold of it: all along the line it would lie over what stands beside it. */
      @media (pointer: coarse) {
        .handle {
          inset: calc(50% - 48px) -22px;
        }
        .handle::before {
          content: '';
          position: absolute;
          inset: 24px 20px;
          border-radius: 3px;
          background: var(--look-text-3);
        }
      }
    `,
  ];

  private dragged: { from: number; width: number } | null = null;

  /** What it makes wider, for people: "filters". */
  @property() panel = '';
  /** Whether the panel lies before or behind the line. */
  @property() side: 'before' | 'behind' = 'before';
  /** Width of the panel, and its bounds, CSS pixels. */
  @property({ type: Number }) width = 0;
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 1000;

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.dragged = { from: event.clientX, width: this.width };
    this.requestUpdate();
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (this.dragged) this.want(this.dragged.width + this.outwards * (event.clientX - this.dragged.from));
  };

  private readonly onUp = (): void => {
    this.dragged = null;
    this.requestUpdate();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === 'ArrowLeft') this.want(this.width - this.outwards * STEP);
    else if (key === 'ArrowRight') this.want(this.width + this.outwards * STEP);
    else if (key === 'Home') this.want(this.min);
    else if (key === 'End') this.want(this.max);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private get outwards(): number {
    return this.side === 'before' ? 1 : -1;
  }

  private want(width: number): void {
    const whole = Math.round(Math.min(this.max, Math.max(this.min, width)));
    if (whole !== this.width) this.dispatchEvent(new LookResizeEvent(whole));
  }

  override render() {
    return html`<div
      class="handle ${this.dragged ? 'dragged' : ''}"
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label="Width of ${this.panel}"
      aria-valuenow=${this.width}
      aria-valuemin=${this.min}
      aria-valuemax=${this.max}
      @pointerdown=${this.onDown}
      @pointermove=${this.onMove}
      @pointerup=${this.onUp}
      @pointercancel=${this.onUp}
      @keydown=${this.onKey}
    ></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-divider': LookDivider;
  }
  interface HTMLElementEventMap {
    'look-resize': LookResizeEvent;
  }
}
