import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { PendingImport } from '../../api/pending-import.ts';
import { STEPS } from '../about/steps.ts';
import '../kit/error-note.ts';
import '../kit/job-bar.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';
import './data-sources.ts';
import '../exchange/import-summary.ts';
import './dataset-list.ts';
import './dataset-summary.ts';
import './wanted-dataset.ts';

/** The first stage: what this is, where data comes from, what is here already. */
@customElement('look-data-stage')
export class LookDataStage extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      /* On a tall screen the first thing to read stands near the middle, not at the upper edge. */
      @media (height >= 1000px) {
        .welcome {
          padding-top: 14vh;
        }
      }
      .steps {
        display: grid;
        grid-template-columns: repeat(6, minmax(0, 1fr));
        gap: var(--look-space-4);
      }
      .steps li {
        padding-top: var(--look-space-2);
        border-top: 2px solid var(--look-line);
      }
      .steps b {
        display: block;
        font-weight: 600;
      }
      .steps .n {
        color: var(--look-accent-text);
        font-variant-numeric: tabular-nums;
      }
      .importing {
        padding: var(--look-space-5);
        border-color: var(--look-accent);
      }
      .importing p {
        margin-top: var(--look-space-3);
      }
      @media (max-width: 760px) {
        .steps {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  private readonly followed = new SessionController(this);
  /** The import that was under way at the last update, and the one whose summary was open. */
  private importBefore?: number;
  private asked: PendingImport | null = null;

  @property({ attribute: false }) look!: Look;
  /** Opens the page's file picker. */
  @property({ attribute: false }) pick: () => void = () => {};
  /** Lets the person choose a folder. */
  @property({ attribute: false }) pickFolder: () => void = () => {};

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  override updated(): void {
    const { jobs, pendingImport } = this.look.session;
    const job = jobs.running('import')?.id;
    // A button far down the page begins an import: how it goes, and what it asks, stands at the top.
    if (job !== undefined && job !== this.importBefore) this.scrollTop = 0;
    this.importBefore = job;
    const summary = this.renderRoot.querySelector('look-import-summary');
    if (summary && pendingImport !== this.asked) {
      this.scrollTop = 0;
      void summary.updateComplete.then(() => summary.focus());
    }
    this.asked = summary ? pendingImport : null;
  }

  override render() {
    const { dataset, datasets, pendingImport } = this.look.session;
    if (pendingImport) {
      return html`<div class="page">
        ${this.renderImport()}
        ${
          this.look.session.jobs.running('import')
            ? nothing
            : html`<look-import-summary .look=${this.look} .pending=${pendingImport}></look-import-summary>`
        }
      </div>`;
    }
    return html`<div class="page ${dataset ? '' : 'welcome'}">
      <look-wanted-dataset .look=${this.look}></look-wanted-dataset>
      ${this.renderImport()}
      ${dataset ? html`<look-dataset-summary .look=${this.look}></look-dataset-summary>` : this.renderWelcome()}
      ${datasets?.length ? html`<look-dataset-list .look=${this.look}></look-dataset-list>` : nothing}
      <look-data-sources
        .look=${this.look}
        .pick=${this.pick}
        .pickFolder=${this.pickFolder}
        ?compact=${dataset !== null}
      ></look-data-sources>
      ${dataset ? nothing : this.renderSteps()}
      <p class="faint">
        Everything is computed and kept in this browser: no upload, no account, no server. Reads folders of pictures,
        with or without a table of labels, <code>.zip</code> and <code>.tar</code> archives of them, Parquet, NumPy
        (<code>.npz</code>), IDX (MNIST), STL-10, CIFAR in all its forms, and projects (<code>.second-look</code>).
      </p>
    </div>`;
  }

  /** The import that runs, or how the last one ended where that was not well. */
  private renderImport(): TemplateResult | typeof nothing {
    const { jobs } = this.look.session;
    const job = jobs.list.findLast((one) => one.kind === 'import');
    switch (job?.status) {
      case 'running':
        return html`<section class="card importing" aria-label="Import">
          <look-job-bar .job=${job}></look-job-bar>
          <p class="muted">
            The pictures go straight into this browser’s own storage. You may look around meanwhile; an import that is
            cancelled, or cut short by closing the tab, leaves nothing behind.
          </p>
        </section>`;
      case 'failed':
        return html`<look-error-note
          dismissible
          .message=${job.error ?? ''}
          @look-dismiss=${() => jobs.dismiss(job.id)}
        ></look-error-note>`;
      case 'cancelled':
        return html`<p class="muted" role="status">The import was cancelled; nothing of it is left.</p>`;
      case 'waiting':
      case 'done':
      case undefined:
        return nothing;
    }
  }

  private renderWelcome(): TemplateResult {
    return html`<div>
      <h1>Find the wrong labels in your image data set.</h1>
      <p class="lead">
        Every labelled data set has mistakes, and they cost accuracy. Second Look trains a small network on your labels,
        in this tab, and shows you those that it doubts most.
      </p>
    </div>`;
  }

  private renderSteps(): TemplateResult {
    return html`<ol class="steps">
      ${STEPS.map(
        ({ title, text }, i) =>
          html`<li>
            <b><span class="n">${i + 1}</span> ${title}</b><span class="muted">${text}</span>
          </li>`,
      )}
    </ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-data-stage': LookDataStage;
  }
}
