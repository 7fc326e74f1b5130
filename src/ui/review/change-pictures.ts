import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { formatCount } from '../kit/format.ts';
import type { Pictures } from '../samples/pictures.ts';
import { sampleTitle } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';

/** Pictures on a page. */
const PAGE = 100;

/** Side of a picture, about, CSS pixels. */
const SIDE = 84;

/** A sample is to be taken out of a change, or in again. */
export class LookTakeOutEvent extends CustomEvent<number> {
  constructor(index: number) {
    super('look-take-out', { detail: index });
  }
}

/**
 * The pictures that a change is about, a hundred at a time, each with what it would come to; a press takes one out, another takes it in again.
 * Arrow keys go from one to the next.
 * @event look-take-out - a picture was pressed
 */
@customElement('look-change-pictures')
export class LookChangePictures extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(76px, 1fr));
        gap: var(--look-space-2);
      }
      li button {
        position: relative;
        display: grid;
        gap: 2px;
        width: 100%;
        padding: 0;
        border: 0;
        border-radius: var(--look-radius-small);
        background: none;
        color: inherit;
        font: inherit;
        font-size: var(--look-size-2);
        text-align: left;
        cursor: pointer;
      }
      canvas {
        width: 100%;
        aspect-ratio: 1;
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
        object-fit: contain;
      }
      .small {
        image-rendering: pixelated;
      }
      button:hover canvas {
        outline: 2px solid var(--look-accent);
      }
      /* Long names of two classes have a line each. */
      .what {
        display: -webkit-box;
        overflow: hidden;
        overflow-wrap: anywhere;
        line-height: 1.25;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      button[aria-pressed='false'] canvas {
        opacity: 0.35;
      }
      button[aria-pressed='false'] .what {
        color: var(--look-text-2);
        text-decoration: line-through;
      }
      .sign {
        position: absolute;
        top: 2px;
        right: 2px;
        width: 20px;
        border-radius: 50%;
        background: var(--look-surface);
        color: var(--look-text);
        font-weight: 600;
        line-height: 20px;
        text-align: center;
      }
      .pages {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-3);
        margin-top: var(--look-space-3);
      }
    `,
  ];

  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) table!: Table;
  /** The samples, in the order to show them. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** Those that are taken out. */
  @property({ attribute: false }) out: ReadonlySet<number> = new Set();
  /** What a sample would come to, in a word or two. */
  @property({ attribute: false }) outcome!: (index: number) => string;
  /** The page shown, 0 first. */
  @state() private page = 0;
  /** Place on the page that Tab leads to. */
  @state() private at = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pictures.removeEventListener('look-pictures', this.draw);
    this.pictures.want('changes', []);
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('indices') && !changed.has('page') && !changed.has('pictures')) return;
    this.pictures.addEventListener('look-pictures', this.draw);
    this.pictures.want('changes', this.shown, Math.round(SIDE * devicePixelRatio));
    this.draw();
  }

  /** The samples of the page. */
  private get shown(): Uint32Array {
    return this.indices.subarray(this.page * PAGE, (this.page + 1) * PAGE);
  }

  private readonly draw = (): void => {
    this.renderRoot.querySelectorAll('canvas').forEach((canvas, j) => {
      this.pictures.drawOver(canvas, this.shown[j]);
    });
  };

  private turn(by: -1 | 1): void {
    this.page += by;
    this.at = 0;
    void this.updateComplete.then(() => this.scrollIntoView({ block: 'start' }));
  }

  /** Arrow keys move the keyboard; what was pressed last is where Tab comes back to. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('li button')];
    const columns = buttons.filter(({ offsetTop }) => offsetTop === buttons[0].offsetTop).length;
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    const next = this.at + (steps[event.key] ?? NaN);
    if (!(event.key in steps)) return;
    event.preventDefault();
    if (!(next in buttons)) return;
    this.at = next;
    buttons[next].focus();
  };

  override render() {
    const { width, height } = this.pictures.canvasSize(SIDE);
    const { table, shown, out, page, indices } = this;
    const first = page * PAGE;
    return html`<ul aria-label="Samples that change" @keydown=${this.onKey}>
        ${Array.from(shown, (index, j) => {
          const taken = out.has(index);
          const what = printable(this.outcome(index));
          return html`<li>
            <button
              type="button"
              tabindex=${j === this.at ? 0 : -1}
              aria-pressed=${!taken}
              aria-label="${sampleTitle(table, index)}, ${what}"
              title="${sampleTitle(table, index)}: ${what}"
              @focus=${() => (this.at = j)}
              @click=${() => this.dispatchEvent(new LookTakeOutEvent(index))}
            >
              <canvas
                class=${this.pictures.small ? 'small' : ''}
                width=${width}
                height=${height}
                aria-hidden="true"
              ></canvas>
              ${taken ? html`<span class="sign" aria-hidden="true">✕</span>` : nothing}
              <span class="what">${what}</span>
            </button>
          </li>`;
        })}
      </ul>
      ${
        indices.length > PAGE
          ? html`<div class="pages">
              <button class="button small" type="button" ?disabled=${page === 0} @click=${() => this.turn(-1)}>
                ← Previous ${PAGE}
              </button>
              <span class="num" role="status"
                >${formatCount(first + 1)}–${formatCount(first + shown.length)} of ${formatCount(indices.length)}</span
              >
              <button
                class="button small"
                type="button"
                ?disabled=${first + PAGE >= indices.length}
                @click=${() => this.turn(1)}
              >
                Next ${formatCount(Math.min(PAGE, Math.max(0, indices.length - first - PAGE)) || PAGE)} →
              </button>
            </div>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-change-pictures': LookChangePictures;
  }
  interface HTMLElementEventMap {
    'look-take-out': LookTakeOutEvent;
  }
}
