import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KeyLine } from '../kit/keys.ts';
import '../kit/dialog.ts';
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
      .note {
        margin-top: var(--look-space-4);
        color: var(--look-text-2);
      }
    `,
  ];

  /** What it shows, in order. */
  @property({ attribute: false }) lines: readonly KeyLine[] = [];

  override render() {
    return html`<look-dialog
      light-dismiss
      label="Keys"
      @look-close=${() => this.dispatchEvent(new Event('look-close'))}
    >
      <h2>Keys</h2>
      <!-- What scrolls must be reachable by keyboard. -->
      <dl tabindex="0" aria-label="Keys and what they do">
        ${this.lines.map(
          ({ keys, help }) =>
            html`<dt>${this.renderKeys(keys)}</dt>
              <dd>${help}</dd>`,
        )}
      </dl>
      <p class="note">With samples picked, the same keys act on all of them, after a look at what will change.</p>
    </look-dialog>`;
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
