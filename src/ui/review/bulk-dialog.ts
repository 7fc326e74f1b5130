import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { ChangePreview } from '../../core/review/change-preview.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { base } from '../styles/shared.ts';

/**
 * Shows what a change to many samples comes to, and makes it once a person agrees.
 * @event look-close - it was not made
 */
@customElement('look-bulk-dialog')
export class LookBulkDialog extends LitElement {
  static override styles = [
    base,
    css`
      p {
        margin-top: var(--look-space-2);
        color: var(--look-text-2);
      }
      h2,
      p {
        overflow-wrap: anywhere;
      }
      look-dialog {
        --width: 28rem;
      }
    `,
  ];

  private readonly action = new ActionController(this);

  @property({ attribute: false }) preview!: ChangePreview;
  /** Makes the change. */
  @property({ attribute: false }) carryOut!: () => Promise<void>;

  private readonly onClose = (): void => {
    // What is being done can no longer be called off, only undone.
    if (!this.action.busy) this.dispatchEvent(new Event('look-close'));
  };

  override render() {
    const { title, lines, changed } = this.preview;
    return html`<look-dialog label=${printable(title)} @look-close=${this.onClose}>
      <h2>${printable(title)}</h2>
      ${lines.map((line) => html`<p>${printable(line)}</p>`)}
      <p>One undo takes all of it back.</p>
      ${this.action.renderError()}
      <button slot="footer" class="button" type="button" ?disabled=${this.action.busy} @click=${this.onClose}>
        Cancel
      </button>
      <button
        slot="footer"
        class="button primary"
        type="button"
        data-focus
        ?disabled=${changed === 0 || this.action.busy}
        @click=${() => this.action.run(this.carryOut)}
      >
        ${changed === 0 ? 'Nothing would change' : 'Do it'}
      </button>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-bulk-dialog': LookBulkDialog;
  }
}
