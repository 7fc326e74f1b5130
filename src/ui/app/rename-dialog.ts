import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { base } from '../styles/shared.ts';

/**
 * Asks for another name of a data set, and gives it that.
 * @fires look-close - it has the name, or keeps the one of before
 */
@customElement('look-rename-dialog')
export class LookRenameDialog extends LitElement {
  static override styles = [
    base,
    css`
      h2 {
        margin-bottom: var(--look-space-3);
      }
      /* Room for the frame of what has the focus. */
      form {
        padding-bottom: var(--look-space-1);
      }
      input {
        width: 100%;
      }
    `,
  ];

  private readonly action = new ActionController(this);

  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) info!: DatasetInfo;

  private readonly close = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  private readonly onName = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get('name') as string;
    this.action.run(async () => {
      if (name.trim() !== this.info.name) await this.look.renameDataset(this.info.id, name);
      this.close();
    });
  };

  override render() {
    return html`<look-dialog label="Rename the data set" @look-close=${this.close}>
      <h2>Rename the data set</h2>
      <form id="naming" @submit=${this.onName}>
        <input
          data-focus
          name="name"
          type="text"
          aria-label="Name of the data set"
          autocomplete="off"
          spellcheck="false"
          .value=${this.info.name}
        />
      </form>
      ${this.action.renderError()}
      <button slot="footer" class="button" type="button" @click=${this.close}>Cancel</button>
      <button slot="footer" class="button primary" type="submit" form="naming" ?disabled=${this.action.busy}>
        Rename
      </button>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-rename-dialog': LookRenameDialog;
  }
}
