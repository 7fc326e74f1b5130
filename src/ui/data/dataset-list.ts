import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { icon } from '../icons.ts';
import { formatCount } from '../kit/format.ts';
import { SessionController } from '../session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** The data sets of this browser: open one, or delete one after a second click. */
@customElement('look-dataset-list')
export class LookDatasetList extends LitElement {
  static override styles = [base, stagePage];

  private readonly followed = new SessionController(this);

  /** The data set whose deletion waits for a second click. */
  @state() private doomed: number | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  private async onDelete(info: DatasetInfo): Promise<void> {
    this.doomed = null;
    await this.look.deleteDataset(info.id);
  }

  override render() {
    const { datasets, dataset } = this.look.session;
    return html`<section>
      <h2 class="section-head" style="margin-bottom: 8px">In this browser</h2>
      <div class="card" style="padding: 4px 12px">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Format</th>
              <th scope="col" class="right">Images</th>
              <th scope="col" class="right">Classes</th>
              <th scope="col">Imported</th>
              <th scope="col"><span class="visually-hidden">Actions</span></th>
            </tr>
          </thead>
          <tbody>
            ${datasets?.map((info) => this.renderRow(info, info.id === dataset?.info.id))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private renderRow(info: DatasetInfo, open: boolean) {
    return html`<tr>
      <td><b>${info.name}</b></td>
      <td class="muted">${info.format}</td>
      <td class="right">${formatCount(info.sampleCount)}</td>
      <td class="right">${info.classes.length}</td>
      <td class="muted">${DATE.format(info.createdAt)}</td>
      <td class="right">
        ${
          this.doomed === info.id
            ? html`<button
                  class="button small"
                  type="button"
                  style="color: var(--look-danger)"
                  @click=${() => this.onDelete(info)}
                >
                  Delete ${info.name} with its runs and edits
                </button>
                <button class="button small quiet" type="button" @click=${() => (this.doomed = null)}>Keep</button>`
            : html`${
                  open
                    ? html`<span class="suggested">open</span>`
                    : html`<button class="button small" type="button" @click=${() => this.look.load(info.name)}>
                        Open
                      </button>`
                }
                <button
                  class="button small quiet"
                  type="button"
                  aria-label="Delete ${info.name}"
                  @click=${() => (this.doomed = info.id)}
                >
                  ${icon('trash')}
                </button>`
        }
      </td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-dataset-list': LookDatasetList;
  }
}
