import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../kit/web-awesome.ts';
import { base } from '../styles/shared.ts';
import { KEY_HELP } from './fix-keys.ts';

/**
 * All keys of the explorer.
 * @event look-close - it was put away
 */
@customElement('look-keys-dialog')
export class LookKeysDialog extends LitElement {
  static override styles = [
    base,
    css`
      wa-dialog {
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
      .note {
        margin-top: var(--look-space-4);
        color: var(--look-text-2);
      }
    `,
  ];

  override render() {
    return html`<wa-dialog
      open
      light-dismiss
      without-header
      label="Keys"
      @wa-after-hide=${() => this.dispatchEvent(new Event('look-close'))}
    >
      <h2>Keys</h2>
      <dl>
        ${KEY_HELP.map(
          ({ keys, meaning }) =>
            html`<dt>${keys.map((key) => (key === '…' ? ' … ' : html`<kbd>${key}</kbd> `))}</dt>
              <dd>${meaning}</dd>`,
        )}
      </dl>
      <p class="note">With samples picked, the same keys act on all of them, after a look at what will change.</p>
    </wa-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-keys-dialog': LookKeysDialog;
  }
}
