import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ChangePreview } from '../../core/review/change-preview.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/web-awesome.ts';
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
      wa-dialog {
        --width: 28rem;
      }
    `,
  ];

  private readonly action = new ActionController(this);

  @query('.agree') private readonly agree!: HTMLButtonElement;
  @property({ attribute: false }) preview!: ChangePreview;
  /** Makes the change. */
  @property({ attribute: false }) carryOut!: () => Promise<void>;

  override firstUpdated(): void {
    // The dialog itself looks for it once it is shown.
    this.agree.toggleAttribute('autofocus', true);
  }

  private readonly onHide = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  override render() {
    const { title, lines, changed } = this.preview;
    return html`<wa-dialog open without-header label=${title} @wa-after-hide=${this.onHide}>
      <h2>${title}</h2>
      ${lines.map((line) => html`<p>${line}</p>`)}
      <p>One undo takes all of it back.</p>
      ${this.action.renderError()}
      <button slot="footer" class="button" type="button" @click=${this.onHide}>Cancel</button>
      <button
        slot="footer"
        class="button primary agree"
        type="button"
        ?disabled=${changed === 0 || this.action.busy}
        @click=${() => this.action.run(this.carryOut)}
      >
        ${changed === 0 ? 'Nothing would change' : 'Do it'}
      </button>
    </wa-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-bulk-dialog': LookBulkDialog;
  }
}
