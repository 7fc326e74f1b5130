import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HubSource, HuggingFaceOffer } from '../../contracts/importer.ts';
import { printable } from '../../core/dataset/names.ts';
import { CONVERTED, parseHubName, type HubConfig, type HubName } from '../../core/formats/hugging-face.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { formatBytes, formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { hubStyles } from './hub-styles.ts';

/** What of a data set on a hub is to be imported. */
export class LookHubSourceEvent extends CustomEvent<HubSource> {
  constructor(source: HubSource) {
    super('look-hub-source', { detail: source });
  }
}

/** Asks a hub which files a data set has. */
export type LookUp = (signal: AbortSignal, name: HubName) => Promise<HuggingFaceOffer>;

/**
 * Asks in a dialog for a data set of Hugging Face by its name. Nothing is asked of the hub before a click on the button that names it; the
 * pictures only after a second one, which says how much they are.
 * @fires look-hub-source - once it is known what to import; the dialog is of no use afterwards
 * @fires look-close - it was put away
 */
@customElement('look-hugging-face')
export class LookHuggingFace extends LitElement {
  static override styles = [base, hubStyles];

  private readonly action = new ActionController(this);
  private asking = new AbortController();

  @state() private text = '';
  @state() private revision = '';
  @state() private offer: HuggingFaceOffer | null = null;
  @state() private config = '';
  @state() private chosen: ReadonlySet<string> = new Set();
  @property({ attribute: false }) lookUp!: LookUp;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking.abort();
  }

  private get named(): HubName | null {
    const name = parseHubName(this.text);
    return name && { ...name, revision: this.revision.trim() || name.revision };
  }

  private get shown(): HubConfig | undefined {
    return this.offer?.configs.find(({ name }) => name === this.config);
  }

  private readonly onName = (event: Event): void => {
    this.forget();
    this.text = (event.target as HTMLInputElement).value;
  };

  private readonly onRevision = (event: Event): void => {
    this.forget();
    this.revision = (event.target as HTMLInputElement).value;
  };

  /** What was offered belongs to another name. */
  private forget(): void {
    this.asking.abort();
    this.offer = null;
  }

  private readonly onAsk = (event: Event): void => {
    event.preventDefault();
    const { named } = this;
    if (!named || this.offer) return;
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.action.choose(async () => {
      const offer = await this.lookUp(signal, named);
      signal.throwIfAborted();
      this.offer = offer;
      this.choose(offer.configs[0]);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.offer')?.focus();
    });
  };

  /** All splits of a configuration, but for those without labels where the hub's usual name says so. */
  private choose(config: HubConfig): void {
    this.config = config.name;
    const labelled = config.splits.filter(({ name }) => !/^unlabell?ed$|^unsupervised$/i.test(name));
    this.chosen = new Set((labelled.length > 0 ? labelled : config.splits).map(({ name }) => name));
  }

  private readonly onConfig = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.choose(this.offer!.configs.find(({ name }) => name === value)!);
  };

  private toggle(split: string): void {
    const next = new Set(this.chosen);
    if (!next.delete(split)) next.add(split);
    this.chosen = next;
  }

  private readonly onImport = (): void => {
    const offer = this.offer!;
    const splits = this.shown!.splits.map(({ name }) => name).filter((name) => this.chosen.has(name));
    this.dispatchEvent(new LookHubSourceEvent({ kind: 'hugging-face', ...offer, config: this.config, splits }));
  };

  private readonly onClose = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  override render() {
    const { named } = this;
    const host = named ? hostOf(named) : 'huggingface.co';
    const wrong = this.text.trim() !== '' && !named;
    return html`<look-dialog label="From Hugging Face" style="--width: 32rem" @look-close=${this.onClose}>
      <h2>From Hugging Face</h2>
      <form @submit=${this.onAsk}>
        <div class="fields">
          <div class="field">
            <label for="name">Name or address of the data set</label>
            <input
              id="name"
              type="text"
              placeholder="uoft-cs/cifar10"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              data-focus
              aria-invalid=${wrong}
              aria-describedby="about"
              .value=${this.text}
              @input=${this.onName}
            />
          </div>
          <div class="field">
            <label for="revision">Revision, if not the latest</label>
            <input
              id="revision"
              type="text"
              placeholder="main"
              autocomplete="off"
              .value=${this.revision}
              @input=${this.onRevision}
            />
          </div>
        </div>
        <p id="about" class="muted">
          ${
            wrong
              ? 'This is no name of a data set: it looks like “owner/name”, or is the address of its page.'
              : html`${host} is asked which files there are, and so learns your network address and this name. No
                picture is fetched yet.`
          }
        </p>
        ${
          this.offer
            ? nothing
            : html`<button class="button primary ask" ?disabled=${!named || this.action.busy}>
                <span>${this.action.busy ? `Asking ${host} …` : `Look it up at ${host}`}</span>
              </button>`
        }
      </form>
      ${this.action.renderError()} ${this.renderOffer()}
      <button slot="footer" class="button" type="button" @click=${this.onClose}>Cancel</button>
      ${this.renderImport()}
    </look-dialog>`;
  }

  private renderOffer(): TemplateResult | typeof nothing {
    const { offer, shown } = this;
    if (!offer || !shown) return nothing;
    const partial = shown.splits.some((split) => split.partial);
    return html`<section class="offer" tabindex="-1" aria-labelledby="found">
      <h3 id="found">${printable(offer.repository)}</h3>
      <p class="muted">
        ${
          offer.revision === CONVERTED
            ? 'In Parquet, as the hub has converted it.'
            : html`In Parquet, revision <code>${printable(offer.revision)}</code>.`
        }
        ${partial ? 'The hub has converted only the beginning of the splits marked as partial.' : nothing}
      </p>
      ${
        offer.configs.length > 1
          ? html`<div class="field">
              <label for="config">Configuration</label>
              <select id="config" @change=${this.onConfig}>
                ${offer.configs.map(
                  ({ name }) =>
                    html`<option value=${name} ?selected=${name === this.config}>${printable(name)}</option>`,
                )}
              </select>
            </div>`
          : nothing
      }
      <fieldset>
        <legend>Splits</legend>
        ${shown.splits.map(
          ({ name, files, partial: part }) =>
            html`<label class="split">
              <input type="checkbox" .checked=${this.chosen.has(name)} @change=${() => this.toggle(name)} />
              <b>${printable(name)}${part ? ' (partial)' : ''}</b>
              <span class="muted num">${formatPlural(files.length, 'file')}, ${formatBytes(bytesOf(files))}</span>
            </label>`,
        )}
      </fieldset>
    </section>`;
  }

  private renderImport(): TemplateResult | typeof nothing {
    const { offer, shown } = this;
    if (!offer || !shown) return nothing;
    const files = shown.splits.filter(({ name }) => this.chosen.has(name)).flatMap((split) => split.files);
    return html`<button
      slot="footer"
      class="button primary"
      type="button"
      ?disabled=${files.length === 0}
      @click=${this.onImport}
    >
      ${files.length === 0 ? 'Choose a split' : `Import ${formatBytes(bytesOf(files))} from ${hostOf(offer)}`}
    </button>`;
  }
}

const hostOf = ({ hub }: HubName): string => new URL(hub).host;

const bytesOf = (files: HubConfig['splits'][number]['files']): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

declare global {
  interface HTMLElementTagNameMap {
    'look-hugging-face': LookHuggingFace;
  }
  interface HTMLElementEventMap {
    'look-hub-source': LookHubSourceEvent;
  }
}
