import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { ModelOutline } from '../../contracts/exporter.ts';
import { printable } from '../../core/dataset/names.ts';
import { sentenceOf } from '../../core/errors.ts';
import type { ModelFormatId } from '../../core/model-export/model.ts';
import type { Run } from '../../core/training/run.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { download } from '../kit/download.ts';
import '../kit/error-note.ts';
import { formatBytes } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { LOOKING, renderFooter, renderWriting } from './export-parts.ts';
import { askWhereTo, whereItWent } from './save-file.ts';

const FORMATS: { id: ModelFormatId; title: string; text: string }[] = [
  { id: 'onnx', title: 'ONNX', text: 'For ONNX Runtime and what imports ONNX: Python, C++, browsers, phones.' },
  { id: 'tfjs', title: 'TensorFlow.js', text: 'A LayersModel for tf.loadLayersModel: model.json and weights.' },
  {
    id: 'safetensors',
    title: 'PyTorch',
    text: 'Weights as safetensors, and load_model.py, which builds the network of them.',
  },
];

/**
 * The dialog “Export the model”: a form to choose, what the file would hold, and the writing of it.
 * @fires look-close - put away
 */
@customElement('look-model-dialog')
export class LookModelDialog extends LitElement {
  static override styles = [
    base,
    css`
      look-dialog {
        --width: 36rem;
      }
      .body,
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--look-space-3);
      }
      .body {
        padding-block: var(--look-space-1);
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      label {
        display: flex;
        gap: var(--look-space-2);
        align-items: baseline;
      }
      label .muted {
        font-weight: 400;
      }
      ul {
        display: grid;
        gap: var(--look-space-1);
        margin: 0;
        padding: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private asked: AbortController | null = null;

  @state() private format: ModelFormatId = 'onnx';
  /** What the file would be, or a sentence why there is none; null until that is known. */
  @state() private outline: ModelOutline | string | null = null;
  /** What was written last, as a sentence. */
  @state() private done = '';
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) run!: Run;

  override willUpdate(): void {
    this.session.follow(this.look.session);
    if (!this.asked) void this.ask();
  }

  override updated(): void {
    if (!this.look.session.runs.some(({ id }) => id === this.run.id)) this.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asked?.abort();
  }

  private async ask(): Promise<void> {
    this.asked?.abort();
    const { signal } = (this.asked = new AbortController());
    this.outline = null;
    this.done = '';
    const outline = await this.look.outlineModel(this.run.name, this.format, signal).catch(sentenceOf);
    if (!signal.aborted) this.outline = outline;
  }

  private choose(format: ModelFormatId): void {
    this.format = format;
    void this.ask();
  }

  private readonly onExport = (): void => {
    const { look, run, format, outline } = this;
    if (!outline || typeof outline === 'string') return;
    this.action.run(async () => {
      this.done = '';
      const file = await askWhereTo(outline.fileName);
      const { blob, bytes, fileName } = await look.exportModel(run.name, format, file);
      if (blob) download(blob, fileName);
      this.done = `${whereItWent(file, fileName)}: ${formatBytes(bytes)}.`;
    }, look.session.jobs);
  };

  private readonly close = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  private renderOutline() {
    const { outline } = this;
    if (outline === null) return LOOKING;
    if (typeof outline === 'string') return html`<look-error-note .message=${outline}></look-error-note>`;
    return html`<p class="num">${printable(outline.fileName)}</p>
      <ul>
        ${outline.notes.map((note) => html`<li>${printable(note)}</li>`)}
      </ul>`;
  }

  override render() {
    const job = this.look.session.jobs.running('export');
    const ready = this.outline !== null && typeof this.outline !== 'string';
    return html`<look-dialog label="Export the model" @look-close=${this.close}>
      <h2 slot="header">Export the model of “${printable(this.run.name)}”</h2>
      <div class="body">
        <fieldset>
          <legend class="visually-hidden">Format</legend>
          ${FORMATS.map(
            ({ id, title, text }) =>
              html`<label
                ><input
                  type="radio"
                  name="format"
                  ?data-focus=${id === this.format}
                  .checked=${id === this.format}
                  @change=${() => this.choose(id)}
                /><span>${title} <span class="muted">${text}</span></span></label
              >`,
          )}
        </fieldset>
        ${this.renderOutline()} ${renderWriting(job, this.action, this.done)}
      </div>
      ${renderFooter(ready && !this.action.busy && job === undefined, this.close, this.onExport)}
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-model-dialog': LookModelDialog;
  }
}
