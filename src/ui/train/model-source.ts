import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ModelOffer } from '../../contracts/model-reader.ts';
import { modelAddress } from '../../core/backbone/model-address.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatBytes, formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

/** Files of a model, or what is to be fetched of one. */
export class LookModelSourceEvent extends CustomEvent<readonly File[] | ModelOffer> {
  constructor(source: readonly File[] | ModelOffer) {
    super('look-model-source', { detail: source });
  }
}

/**
 * Asks for the files of a model, or for its address. A server is asked only at a click on the button that names it, and gives the weights at a
 * second one, which says how much they are.
 * @fires look-model-source
 */
@customElement('look-model-source')
export class LookModelSource extends LitElement {
  static override styles = [
    base,
    css`
      :host,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--look-space-3);
        justify-items: start;
      }
      form {
        padding-top: var(--look-space-3);
        border-top: 1px solid var(--look-line);
        justify-self: stretch;
      }
      .field {
        display: grid;
        gap: var(--look-space-1);
        justify-self: stretch;
      }
      .field label {
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .button:has(input:focus-visible) {
        outline: 2px solid var(--look-focus);
        outline-offset: 2px;
      }
      .button span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .button {
        max-width: 100%;
      }
    `,
  ];

  private readonly action = new ActionController(this);
  private asking = new AbortController();

  @state() private text = '';
  @state() private offer: ModelOffer | null = null;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) lookUp!: (url: string, signal: AbortSignal) => Promise<ModelOffer>;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking.abort();
  }

  private readonly onFiles = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    if (files.length > 0) this.dispatchEvent(new LookModelSourceEvent(files));
    // The same files, corrected, may be picked again.
    input.value = '';
  };

  private readonly onAddress = (event: Event): void => {
    this.asking.abort();
    this.offer = null;
    this.text = (event.target as HTMLInputElement).value.trim();
  };

  private get url(): URL | null {
    return modelAddress(this.text);
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const { url, offer } = this;
    if (offer) this.dispatchEvent(new LookModelSourceEvent(offer));
    else if (url) {
      this.asking = new AbortController();
      const { signal } = this.asking;
      this.action.choose(async () => {
        const found = await this.lookUp(url.href, signal);
        signal.throwIfAborted();
        this.offer = found;
      });
    }
  };

  private renderButton(host: string) {
    const { offer } = this;
    if (!offer) {
      const title = this.action.busy ? `Asking ${host} …` : `Look it up at ${host}`;
      return html`<button class="button" ?disabled=${!this.url || this.action.busy || this.busy}>
        <span>${this.url ? title : 'Look it up'}</span>
      </button>`;
    }
    const known = offer.files.every(({ bytes }) => bytes !== null);
    const bytes = offer.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
    return html`<p class="muted num" role="status">
        ${formatPlural(offer.files.length, 'file')}${known ? `, ${formatBytes(bytes)}` : '; the server does not say how large'}.
      </p>
      <button class="button primary" ?disabled=${this.busy}>
        <span>Fetch ${known ? formatBytes(bytes) : 'it'} from ${host}</span>
      </button>`;
  }

  override render() {
    const host = this.url?.host ?? '';
    const wrong = this.text !== '' && !this.url;
    return html`<p class="muted">
        A model of TensorFlow.js: its model.json and all its shards together. Or an .onnx file. Nothing of it leaves
        this browser, and no model brings code.
      </p>
      <label class="button ${this.offer ? '' : 'primary'}">
        ${icon('upload')} ${this.busy ? 'Reading …' : 'Choose files'}
        <input
          class="visually-hidden"
          type="file"
          multiple
          accept=".json,.bin,.onnx,.data"
          ?disabled=${this.busy}
          @change=${this.onFiles}
        />
      </label>
      <form @submit=${this.onSubmit}>
        <div class="field">
          <label for="address">Or its address</label>
          <input
            id="address"
            type="url"
            placeholder="https://huggingface.co/owner/model/resolve/main/model.onnx"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${wrong}
            aria-describedby="about"
            .value=${this.text}
            @input=${this.onAddress}
          />
        </div>
        <p id="about" class="muted">
          ${
            wrong
              ? 'An address begins with https:// and ends in model.json or .onnx.'
              : host
                ? html`${host} is asked what the model is, and so learns your network address. Its weights come only at
                  a second click.`
                : 'Of a model.json or an .onnx file, on Hugging Face with “resolve” in it, on jsDelivr, or anywhere that lets other pages read it.'
          }
        </p>
        ${this.action.renderError()} ${wrong ? nothing : this.renderButton(host)}
      </form>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-model-source': LookModelSourceEvent;
  }
  interface HTMLElementTagNameMap {
    'look-model-source': LookModelSource;
  }
}
