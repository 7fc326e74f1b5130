import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Dataset } from '../../api/dataset.ts';
import { rankFirst } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import type { PendingImport } from '../../api/pending-import.ts';
import { printable } from '../../core/dataset/names.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/error-note.ts';
import { formatPlural } from '../kit/format.ts';
import { base, stageParts } from '../styles/shared.ts';
import { datasetInAddress, forgetAddress, type WantedDataset } from './address.ts';

/**
 * The data set that the page's address asks for. From the page's own host it is fetched at once; from another one only
 * after a click on a button that names the host: before that nothing is requested. One that is in this browser already is asked about.
 */
@customElement('look-wanted-dataset')
export class LookWantedDataset extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      :host(:not([asks])) {
        display: none;
      }
      .card {
        border-color: var(--look-accent);
      }
      .row {
        margin-top: var(--look-space-3);
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  private readonly action = new ActionController(this);

  @state() private wanted: WantedDataset | null = datasetInAddress();
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.toggleAttribute('asks', this.wanted !== null || this.action.error !== '');
  }

  override firstUpdated(): void {
    if (this.wanted?.own && !this.wanted.problem && !this.known) this.onFetch();
  }

  /** The data set that came from this address before; the newest of several. */
  private get known(): DatasetInfo | undefined {
    if (this.wanted?.kind !== 'dataset') return undefined;
    return this.look.session.datasets?.findLast(({ source }) => source === this.wanted?.url);
  }

  private onOpen(name: string): void {
    this.onRefuse();
    this.action.run(async () => {
      await this.look.load(name);
      this.dispatchEvent(new LookGoEvent('explore'));
    });
  }

  private readonly onRefuse = (): void => {
    forgetAddress();
    this.wanted = null;
  };

  private readonly onFetch = (): void => {
    const { url, kind } = this.wanted!;
    this.onRefuse();
    this.action.run(async () => {
      const { jobs } = this.look.session;
      const work: Promise<Dataset | PendingImport> =
        kind === 'dataset' ? this.look.survey({ kind: 'url', url }) : this.look.openProjectFrom(url);
      const found = await work.catch((error: unknown) => {
        // A failed import is shown by its job.
        if (!jobs.list.some((job) => job.kind === 'import' && job.status === 'failed')) throw error;
      });
      if (found && kind === 'dataset') rankFirst(this.look, found);
      if (found && kind === 'project') this.dispatchEvent(new LookGoEvent('explore'));
    });
  };

  override render() {
    const { wanted } = this;
    if (this.action.error) return this.action.renderError();
    if (wanted?.problem) {
      return html`<look-error-note
        dismissible
        .message=${wanted.problem}
        @look-dismiss=${this.onRefuse}
      ></look-error-note>`;
    }
    const { known } = this;
    if (wanted && known) return this.renderKnown(wanted, known);
    if (!wanted || wanted.own) return nothing;
    return html`<section class="card" aria-labelledby="head">
      <h2 id="head">This link brings ${wanted.kind === 'dataset' ? 'a data set' : 'a project'} from ${wanted.host}</h2>
      <p class="muted">
        Nothing has been asked for yet. Fetching it tells ${wanted.host} your network address; the file is
        <code>${wanted.url}</code>
      </p>
      <div class="row">
        <button class="button primary" type="button" @click=${this.onFetch}>Fetch from ${wanted.host}</button>
        <button class="button" type="button" @click=${this.onRefuse}>No, thanks</button>
      </div>
    </section>`;
  }

  private renderKnown({ host }: WantedDataset, { name, sampleCount }: DatasetInfo) {
    return html`<section class="card" aria-labelledby="head">
      <h2 id="head">The data set of this link is in this browser already</h2>
      <p class="muted">It is “${printable(name)}”, ${formatPlural(sampleCount, 'sample')}, fetched from ${host}.</p>
      <div class="row">
        <button class="button primary" type="button" @click=${() => this.onOpen(name)}>
          Open “${printable(name)}”, with all that was done in it
        </button>
        <button class="button" type="button" @click=${this.onFetch}>
          Fetch it once more, as a data set of its own
        </button>
        <button class="button" type="button" @click=${this.onRefuse}>No, thanks</button>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-wanted-dataset': LookWantedDataset;
  }
}
