import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { UserError } from '../../core/errors.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatBytes, formatCount, formatMoment } from '../kit/format.ts';
import type { LookAnswerEvent } from '../kit/question.ts';
import { tip } from '../kit/tip.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import './storage-note.ts';

/** The data sets of this browser: open one, or delete one after a question. */
@customElement('look-dataset-list')
export class LookDatasetList extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .card {
        margin: var(--look-space-2) 0;
        padding: var(--look-space-1) var(--look-space-3);
        overflow-x: auto;
      }
      td {
        white-space: nowrap;
      }
      td:not(.right) {
        font-variant-numeric: normal;
      }
      td.source {
        max-width: 260px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .actions {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: var(--look-space-2);
        min-height: 28px;
      }
    `,
  ];

  private readonly followed = new SessionController(this);
  private readonly action = new ActionController(this);

  /** The data set whose deletion waits for an answer. */
  @state() private deleting: DatasetInfo | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  private onOpen(info: DatasetInfo): void {
    this.action.run(() => this.look.load(info.name));
  }

  private onDelete(info: DatasetInfo): void {
    this.action.run(async () => {
      const { jobs, dataset } = this.look.session;
      const busy = jobs.list.find((job) => job.status === 'running' && job.kind !== 'import');
      if (busy && dataset?.info.id === info.id) {
        throw new UserError(
          'busy',
          `“${busy.title}” still works with ${info.name}: cancel it or wait for it, then delete.`,
        );
      }
      await import('./delete-dialog.ts');
      this.deleting = info;
    });
  }

  private onAnswer(info: DatasetInfo, event: LookAnswerEvent): void {
    this.deleting = null;
    if (event.detail.yes) this.action.run(() => this.look.deleteDataset(info.id));
    // The page is inert until the dialog is gone.
    else
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>(`[data-delete="${info.id}"]`)?.focus(),
      );
  }

  override render() {
    const { deleting } = this;
    const { datasets, dataset } = this.look.session;
    return html`<section>
      <h2 class="section-head">In this browser</h2>
      <div class="card">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Format</th>
              <th scope="col" class="right">Images</th>
              <th scope="col" class="right">Classes</th>
              <th scope="col" class="right">Pictures</th>
              <th scope="col">From</th>
              <th scope="col">Imported</th>
              <th scope="col"><span class="visually-hidden">Actions</span></th>
            </tr>
          </thead>
          <tbody>
            ${datasets?.map((info) => this.renderRow(info, info.id === dataset?.info.id))}
          </tbody>
        </table>
      </div>
      ${this.action.renderError()}
      <look-storage-note .look=${this.look}></look-storage-note>
      ${deleting ? html`<look-delete-dialog .look=${this.look} .info=${deleting} @look-answer=${(event: LookAnswerEvent) => this.onAnswer(deleting, event)}></look-delete-dialog>` : nothing}
    </section>`;
  }

  private renderRow(info: DatasetInfo, open: boolean) {
    return html`<tr>
      <td><b>${info.name}</b></td>
      <td class="muted">${info.format}</td>
      <td class="right">${formatCount(info.sampleCount)}</td>
      <td class="right">${info.classes.length}</td>
      <td class="right">${formatBytes(info.sampleCount * info.width * info.height * 3)}</td>
      <td class="muted source" title=${info.source}>${info.source.split('/').at(-1)}</td>
      <td class="muted">${formatMoment(info.createdAt)}</td>
      <td>
        <div class="actions">${this.renderActions(info, open)}</div>
      </td>
    </tr>`;
  }

  private renderActions(info: DatasetInfo, open: boolean) {
    return html`${
        open
          ? html`<span class="muted">open now</span>`
          : html`<button
              class="button small"
              type="button"
              ?disabled=${this.action.busy}
              @click=${() => this.onOpen(info)}
            >
              Open
            </button>`
      }
      <button
        class="button small quiet"
        type="button"
        aria-label="Delete ${info.name}"
        data-delete=${info.id}
        @click=${() => this.onDelete(info)}
        ${tip('Delete')}
      >
        ${icon('trash')}
      </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-dataset-list': LookDatasetList;
  }
}
