import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { SessionController } from '../session-controller.ts';
import { base } from '../styles/shared.ts';

/** Which data set is open, and the way to another one of this browser. */
@customElement('look-dataset-menu')
export class LookDatasetMenu extends LitElement {
  static override styles = [
    base,
    css`
      select {
        max-width: 220px;
        border-color: transparent;
        background: transparent;
        font-weight: 550;
        text-overflow: ellipsis;
      }
      select:hover {
        background: var(--look-surface-2);
      }
    `,
  ];

  private readonly followed = new SessionController(this);

  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  private readonly onChoose = (event: Event): void => {
    // A data set that was deleted meanwhile is gone from the list too; there is nothing to tell.
    this.look.load((event.target as HTMLSelectElement).value).catch(() => {});
  };

  override render() {
    const { datasets, dataset } = this.look.session;
    return html`<select aria-label="Data set" @change=${this.onChoose}>
      ${datasets?.map(
        (one) => html`<option .value=${one.name} .selected=${one.id === dataset?.info.id}>${one.name}</option>`,
      )}
    </select>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-dataset-menu': LookDatasetMenu;
  }
}
