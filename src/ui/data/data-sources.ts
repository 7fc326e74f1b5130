import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { rankFirst } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import type { HubName } from '../../core/formats/hugging-face.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { base } from '../styles/shared.ts';
import type { LookHubSourceEvent } from './hugging-face.ts';
import './hugging-face.ts';

/** Where data comes from: a person's own files, or the built-in demo. */
@customElement('look-data-sources')
export class LookDataSources extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: var(--look-space-4);
      }
      look-error-note {
        grid-column: 1 / -1;
      }
      .drop,
      .demo {
        display: grid;
        gap: var(--look-space-3);
        border-radius: 12px;
        background: var(--look-surface);
      }
      .drop {
        place-content: center;
        justify-items: center;
        padding: var(--look-space-4);
        border: 1.5px dashed color-mix(in oklab, var(--look-line) 50%, var(--look-text-3));
        text-align: center;
      }
      .drop svg {
        width: 26px;
        height: 26px;
        color: var(--look-accent);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2);
        justify-content: center;
      }
      strong {
        font-size: 15px;
        font-weight: 620;
      }
      .demo {
        align-content: space-between;
        padding: var(--look-space-4);
        border: 1px solid var(--look-line);
      }
      img {
        width: 100%;
        aspect-ratio: 14 / 4;
        border-radius: var(--look-radius-small);
        background: #fff;
        image-rendering: pixelated;
      }
      :host([compact]) :is(.drop, .demo) {
        grid-auto-flow: column;
        justify-content: space-between;
        align-items: center;
        text-align: start;
      }
      :host([compact]) :is(img, .drop svg:first-child) {
        display: none;
      }
      :host([compact]) strong,
      :host([compact]) h2 {
        font-size: var(--look-size-3);
      }
      @media (max-width: 760px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
        :host([compact]) :is(.drop, .demo) {
          grid-auto-flow: row;
          justify-content: start;
          justify-items: start;
        }
        :host([compact]) .buttons {
          justify-content: start;
        }
      }
    `,
  ];

  private readonly action = new ActionController(this);

  @property({ attribute: false }) look!: Look;
  /** Opens the page's file picker. */
  @property({ attribute: false }) pick: () => void = () => {};
  /** Lets the person choose a folder. */
  @property({ attribute: false }) pickFolder: () => void = () => {};
  /** Whether the person is asked for a data set of Hugging Face. */
  @state() private hub = false;
  /** In few lines, where another data set is open already. */
  @property({ type: Boolean, reflect: true }) compact = false;

  private readonly onDemo = (): void => {
    this.action.run(async () => {
      const { jobs } = this.look.session;
      const dataset = await this.look.loadDemo().catch((error: unknown) => {
        // A failed import is shown by its job.
        if (!jobs.list.some((job) => job.kind === 'import' && job.status === 'failed')) throw error;
      });
      if (dataset) rankFirst(this.look, dataset);
    });
  };

  private readonly onHubSource = (event: LookHubSourceEvent): void => {
    this.hub = false;
    // A failed import is shown by its job.
    void this.look.survey(event.detail).then(
      (found) => rankFirst(this.look, found),
      () => undefined,
    );
  };

  override render() {
    return html`
      <div class="drop">
        ${icon('upload')}
        <div>
          <strong
            >${this.compact ? 'Drop another data set' : 'Drop a folder, an archive or files anywhere on this page'}</strong
          >
          <p class="muted">
            A folder of pictures, with or without a table of labels; a zip of it; Parquet, npz, IDX, CIFAR …
          </p>
        </div>
        <div class="buttons">
          <button class="button" type="button" @click=${() => this.pickFolder()}>Choose a folder</button>
          <button class="button" type="button" @click=${() => this.pick()}>Choose files</button>
          <button class="button" type="button" @click=${() => (this.hub = true)}>From Hugging Face</button>
        </div>
      </div>
      <section class="demo" aria-labelledby="demo">
        <div>
          <h2 id="demo">${this.compact ? 'The demo' : 'No data at hand?'}</h2>
          <p class="muted">
            ${
              this.compact
                ? 'Emoji-32, nine categories'
                : 'Emoji-32: some 5,200 pictures of emoji in nine categories and three styles, built in.'
            }
          </p>
        </div>
        <img src="demo/preview.png" alt="Small emoji on white, out of the demo" />
        <button
          class="button ${this.compact ? '' : 'primary'}"
          type="button"
          ?disabled=${this.action.busy}
          @click=${this.onDemo}
        >
          ${this.compact ? 'Open the demo' : 'Try the demo'}
        </button>
      </section>
      ${
        this.hub
          ? html`<look-hugging-face
              .lookUp=${(signal: AbortSignal, name: HubName) => this.look.lookUpOnHub(name, signal)}
              @look-close=${() => (this.hub = false)}
              @look-hub-source=${this.onHubSource}
            ></look-hugging-face>`
          : nothing
      }
      ${this.action.renderError()}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-data-sources': LookDataSources;
  }
}
