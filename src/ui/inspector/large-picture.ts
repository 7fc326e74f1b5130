import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { nameOf, printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { LookSelectEvent } from '../events/explore-events.ts';
import '../kit/dialog.ts';
import { formatCount } from '../kit/format.ts';
import '../samples/picture.ts';
import type { Pictures } from '../samples/pictures.ts';
import { classTitle, sampleTitle } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';
import './sample-source.ts';

/** Where the arrow keys lead in the view. */
const STEPS: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Longer side that a picture is read at, at most, device pixels. */
const MOST_SIDE = 4096;

/**
 * One sample's original as large as the window allows, with its name and size; the arrow keys go on through the view, and the page's own
 * keys work.
 * @slot - what can be done about the sample
 * @event look-select - another sample is to be looked at
 * @event look-close - it was put away
 */
@customElement('look-large-picture')
export class LookLargePicture extends LitElement {
  static override styles = [
    base,
    css`
      look-dialog {
        --width: 100%;
      }
      .all {
        display: grid;
        grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr);
        gap: var(--look-space-3);
        outline: none;
        /* The window without the dialog's margins, padding and borders. */
        height: calc(100dvh - 2 * var(--look-space-4) - 2 * var(--look-space-5) - 2px);
      }
      look-picture {
        min-height: 0;
        overflow: hidden;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-4);
      }
      look-sample-source {
        flex: 1;
        min-width: min(100%, 12rem);
      }
      .label {
        max-width: 40ch;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .ways {
        display: flex;
        gap: var(--look-space-2);
      }
    `,
  ];

  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) table!: Table;
  /** The view's samples, in the order of the grid. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** Index of the sample. */
  @property({ type: Number }) index = 0;

  /** Place in the view, or −1 where an edit took it out of that. */
  private place = -1;
  /** Its place, or where it would stand: that of the first sample behind it that is still there. */
  private stood = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    this.place = this.indices.indexOf(this.index);
    if (this.place >= 0) {
      this.stood = this.place;
      return;
    }
    const before = changed.get('indices');
    if (!before) return;
    const there = new Set(this.indices);
    const next = before.subarray(this.stood).find((index) => there.has(index));
    this.stood = next === undefined ? this.indices.length : this.indices.indexOf(next);
  }

  private readonly onClose = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in STEPS) this.go(STEPS[event.key]);
    else if (event.key === 'z' || event.key === 'Z') this.onClose();
    else return;
    event.preventDefault();
  };

  /** Sample a step on, or undefined at an end of the view. */
  private beside(step: -1 | 1): number | undefined {
    const place = step < 0 ? this.stood - 1 : this.place < 0 ? this.stood : this.stood + 1;
    return this.indices[place];
  }

  private go(step: -1 | 1): void {
    const next = this.beside(step);
    if (next !== undefined) this.dispatchEvent(new LookSelectEvent(next));
  }

  override render() {
    const { table, index, indices, place } = this;
    const name = sampleTitle(table, index);
    const side = Math.min(MOST_SIDE, Math.round(Math.max(innerWidth, innerHeight) * devicePixelRatio));
    return html`<look-dialog
      light-dismiss
      keys
      label="Picture of ${name}"
      @look-close=${this.onClose}
      @keydown=${this.onKey}
    >
      <div class="all" tabindex="-1" data-focus>
        <look-picture
          requester="large"
          .pictures=${this.pictures}
          .index=${index}
          .side=${side}
          .label="Picture of ${name}, large"
        ></look-picture>
        <div class="about">
          <look-sample-source .pictures=${this.pictures} .table=${table} .index=${index}></look-sample-source>
          <span class="label">
            <span class="muted">label</span>
            <strong>${classTitle(table.classes, table.current[index])}</strong>
          </span>
          <span class="muted num" role="status">
            ${table.names ? '' : `${printable(nameOf(table, index))} · `}${
              place < 0 ? 'no longer in the view' : `${formatCount(place + 1)} of ${formatCount(indices.length)}`
            }
          </span>
          <div class="ways">
            <button
              class="button"
              type="button"
              aria-disabled=${this.beside(-1) === undefined}
              @click=${() => this.go(-1)}
            >
              ← Previous
            </button>
            <button
              class="button"
              type="button"
              aria-disabled=${this.beside(1) === undefined}
              @click=${() => this.go(1)}
            >
              Next →
            </button>
            <button class="button" type="button" @click=${this.onClose}>Close</button>
          </div>
        </div>
        <slot></slot>
      </div>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-large-picture': LookLargePicture;
  }
}
