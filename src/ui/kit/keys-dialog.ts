import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { byTouch } from './by-touch.ts';
import type { KeyLine } from './keys.ts';
import './dialog.ts';
import { base } from '../styles/shared.ts';

/** More keys than these on a line are a run of which the first and last are shown. */
const MOST_SHOWN = 4;

/**
 * All keys of the explorer.
 * @event look-close - it was put away
 */
@customElement('look-keys-dialog')
export class LookKeysDialog extends LitElement {
  static override styles = [
    base,
    css`
      look-dialog {
        --width: 60rem;
      }
      h2 {
        margin-bottom: var(--look-space-4);
      }
      /* It has the focus at first, so that the list is shown from its beginning. */
      h2:focus {
        outline: none;
      }
      dl + h2 {
        margin-top: var(--look-space-5);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(2, auto minmax(0, 1fr));
        gap: var(--look-space-2) var(--look-space-4);
        align-items: baseline;
      }
      dt {
        text-align: right;
        white-space: nowrap;
      }
      @media (width < 800px) {
        dl {
          grid-template-columns: auto minmax(0, 1fr);
        }
      }
      @media (width < 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: var(--look-space-1);
        }
        dt {
          text-align: left;
          white-space: normal;
        }
        dd + dt {
          margin-top: var(--look-space-2);
        }
      }
      .help {
        text-decoration: none;
      }
      .note {
        margin-top: var(--look-space-4);
        color: var(--look-text-2);
      }
    `,
  ];

  /** What it shows, in order. */
  @property({ attribute: false }) lines: readonly KeyLine[] = [];

  /** What fingers do; shown first where there is nothing else to point with. */
  @property({ attribute: false }) touches: readonly KeyLine[] = [];

  private readonly onClose = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  override render() {
    const byFinger = byTouch();
    return html`<look-dialog light-dismiss label=${byFinger ? 'Touch and keys' : 'Keys'} @look-close=${this.onClose}>
      ${
        byFinger
          ? html`<h2 tabindex="-1" data-focus>By touch</h2>
              ${this.renderLines(this.touches)}`
          : nothing
      }
      <h2 tabindex="-1" ?data-focus=${!byFinger}>${byFinger ? 'With a keyboard' : 'Keys'}</h2>
      ${this.renderLines(this.lines)}
      <p class="note">With samples picked, the same keys act on all of them, after a look at what will change.</p>
      <a slot="footer" class="button help" href="#/help" @click=${this.onClose}>Help</a>
      <button slot="footer" class="button" type="button" @click=${this.onClose}>Close</button>
    </look-dialog>`;
  }

  private renderLines(lines: readonly KeyLine[]) {
    return html`<dl>
      ${lines.map(
        ({ keys, help }) =>
          html`<dt>${this.renderKeys(keys)}</dt>
            <dd>${help}</dd>`,
      )}
    </dl>`;
  }

  private renderKeys(keys: readonly string[]) {
    const printed = (key: string) => html`<kbd>${key}</kbd> `;
    if (keys.length <= MOST_SHOWN) return keys.map(printed);
    return [printed(keys[0]), ' … ', printed(keys.at(-1)!)];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-keys-dialog': LookKeysDialog;
  }
}
