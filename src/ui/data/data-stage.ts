import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { icon } from '../icons.ts';
import '../kit/error-note.ts';
import '../kit/job-bar.ts';
import { SessionController } from '../session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';
import './dataset-list.ts';
import './dataset-summary.ts';
import { datasetInAddress, forgetAddress } from './address.ts';

const STEPS: readonly [string, string][] = [
  ['Data', 'Drop a CIFAR archive, or take the demo.'],
  ['Noise', 'Plant wrong labels to see what is found, or use the labels as they are.'],
  ['Train', 'A small network learns the labels, in a worker of this tab.'],
  ['Insights', 'Every label is scored: how much does the network doubt it?'],
  ['Explore', 'Look at the worst, most doubtful first.'],
];

/** The first stage: what this is, where data comes from, what is here already. */
@customElement('look-data-stage')
export class LookDataStage extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      .two {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: var(--look-space-4);
      }
      .drop {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--look-space-3);
        min-height: 190px;
        border: 1.5px dashed color-mix(in oklab, var(--look-line) 50%, var(--look-text-3));
        border-radius: 12px;
        background: var(--look-surface);
        text-align: center;
      }
      .drop svg {
        width: 26px;
        height: 26px;
        color: var(--look-accent);
      }
      .drop strong {
        font-size: 15px;
      }
      .demo {
        display: grid;
        align-content: space-between;
        gap: var(--look-space-3);
        border-radius: 12px;
      }
      .demo img {
        width: 100%;
        aspect-ratio: 14 / 4;
        border-radius: var(--look-radius-small);
        background: #fff;
        image-rendering: pixelated;
      }
      .steps {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
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
        color: var(--look-accent);
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 760px) {
        .two,
        .steps {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  private readonly followed = new SessionController(this);

  /** What went wrong where no job shows it. */
  @state() private trouble = '';
  @state() private refused = false;
  @property({ attribute: false }) look!: Look;
  /** Opens the page's file picker. */
  @property({ attribute: false }) pick: () => void = () => {};

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  override firstUpdated(): void {
    const wanted = datasetInAddress();
    if (wanted?.own) void this.fetchWanted(wanted.url);
  }

  private async fetchWanted(url: string): Promise<void> {
    forgetAddress();
    this.requestUpdate();
    await this.attempt(() => this.look.importUrl(url));
  }

  private readonly onDemo = (): void => {
    void this.attempt(() => this.look.loadDemo());
  };

  /** A failed import is shown by its job; other errors here. */
  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.trouble = '';
    try {
      await work();
    } catch (error) {
      const shown = this.look.session.jobs.list.some((job) => job.kind === 'import' && job.status !== 'done');
      if (!shown) this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  override render() {
    const { session } = this.look;
    const running = session.jobs.running('import');
    const failed = session.jobs.list.find((job) => job.kind === 'import' && job.status === 'failed');
    const cancelled = session.jobs.list.find((job) => job.kind === 'import' && job.status === 'cancelled');
    return html`<div class="page">
      ${this.renderWanted()}
      ${running ? html`<div class="card"><look-job-bar .job=${running}></look-job-bar></div>` : nothing}
      ${
        failed
          ? html`<look-error-note
              dismissible
              .message=${failed.error ?? ''}
              @look-dismiss=${() => session.jobs.dismiss(failed.id)}
            ></look-error-note>`
          : nothing
      }
      ${cancelled ? html`<p class="muted" role="status">The import was cancelled; nothing of it is left.</p>` : nothing}
      ${this.trouble ? html`<look-error-note .message=${this.trouble}></look-error-note>` : nothing}
      ${
        session.dataset && !running
          ? html`<look-dataset-summary .look=${this.look}></look-dataset-summary>`
          : this.renderWelcome()
      }
      ${this.renderSources(running !== undefined)}
      ${session.datasets?.length ? html`<look-dataset-list .look=${this.look}></look-dataset-list>` : nothing}
      ${session.dataset ? nothing : this.renderSteps()}
      <p class="faint">
        Everything is computed and kept in this browser: no upload, no account, no server. Reads CIFAR-10 and CIFAR-100,
        binary and Python (<code>.tar.gz</code>, <code>.tar</code>, loose batches), as offered at
        <span class="muted">www.cs.toronto.edu/~kriz/cifar.html</span>, and any archive in the same layout.
      </p>
    </div>`;
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

  private renderSources(busy: boolean): TemplateResult {
    return html`<div class="two">
      <div class="drop">
        ${icon('upload')}
        <strong>Drop an archive anywhere on this page</strong>
        <span class="muted">cifar-10-binary.tar.gz, cifar-100-python.tar.gz, loose batches …</span>
        <button class="button" type="button" ?disabled=${busy} @click=${() => this.pick()}>Choose files</button>
      </div>
      <section class="card demo" aria-labelledby="demo">
        <div>
          <h2 id="demo">No data at hand?</h2>
          <p class="muted">Emoji-32: some 5,200 pictures of emoji in nine categories and three styles, built in.</p>
        </div>
        <img src="demo/preview.png" alt="Rows of emoji from the demo" />
        <button class="button primary" type="button" ?disabled=${busy} @click=${this.onDemo}>Try the demo</button>
      </section>
    </div>`;
  }

  private renderSteps(): TemplateResult {
    return html`<ol class="steps">
      ${STEPS.map(
        ([title, text], i) =>
          html`<li>
            <b><span class="n">${i + 1}</span> ${title}</b><span class="muted">${text}</span>
          </li>`,
      )}
    </ol>`;
  }

  /** A data set that the address asks for and that lies on another host: nothing is requested before the person agrees. */
  private renderWanted(): TemplateResult | typeof nothing {
    const wanted = datasetInAddress();
    if (!wanted || wanted.own || this.refused) return nothing;
    if (wanted.problem) return html`<look-error-note .message=${wanted.problem}></look-error-note>`;
    return html`<section class="card" aria-label="Data set in the address">
      <h2>This link brings a data set from ${wanted.host}</h2>
      <p class="muted">
        Fetching it tells ${wanted.host} your network address. Nothing has been asked for yet:
        <code>${wanted.url}</code>
      </p>
      <div class="row" style="margin-top: 12px">
        <button class="button primary" type="button" @click=${() => this.fetchWanted(wanted.url)}>
          Fetch from ${wanted.host}
        </button>
        <button class="button" type="button" @click=${() => (this.refused = true)}>No, thanks</button>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-data-stage': LookDataStage;
  }
}
