import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { ExportOutline, OfferedFormat } from '../../contracts/exporter.ts';
import { printable } from '../../core/dataset/names.ts';
import { UserError, sentenceOf } from '../../core/errors.ts';
import type { ExportOptions } from '../../core/exports/export-format.ts';
import type { ExportFormatId } from '../../core/exports/formats.ts';
import { askForFolder } from '../../tasks/pixels.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { download } from '../kit/download.ts';
import '../kit/error-note.ts';
import { formatBytes, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { LOOKING, renderFooter, renderWriting } from './export-parts.ts';
import { renderOptions } from './export-options.ts';
import { askWhereTo, whereItWent } from './save-file.ts';

/** Lines of the preview, and characters of each. */
const LINES = 8;
const LINE_CHARACTERS = 240;

/** Why a data set cannot be exported so, and whether it is since its folder has to be asked for again. */
interface Refusal {
  sentence: string;
  locked: boolean;
}

const refusalOf = (error: unknown): Refusal => ({
  sentence: sentenceOf(error),
  locked: error instanceof UserError && error.code === 'no-permission',
});

/**
 * The dialog “Export”: a form to choose, its options, what would be in the file, and the writing of it.
 * @fires look-close - put away
 */
@customElement('look-export-dialog')
export class LookExportDialog extends LitElement {
  static override styles = [
    base,
    css`
      look-dialog {
        --width: 46rem;
      }
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--look-space-3);
        padding-block: var(--look-space-1);
      }
      .options {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2) var(--look-space-4);
        align-items: center;
      }
      .check {
        display: flex;
        gap: var(--look-space-2);
        align-items: center;
      }
      .format {
        display: grid;
        gap: var(--look-space-1);
        justify-items: start;
      }
      select {
        max-width: 100%;
      }
      pre {
        margin: 0;
        padding: var(--look-space-2) var(--look-space-3);
        overflow-x: auto;
        border: 1px solid var(--look-line);
        border-radius: 8px;
        font-size: var(--look-size-1);
      }
      ul {
        margin: 0;
        padding-left: var(--look-space-5);
        overflow-wrap: anywhere;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  /** The data set that it was opened over. */
  private datasetId: number | null = null;
  private asked = new AbortController();

  @state() private formats: readonly OfferedFormat[] = [];
  @state() private chosen: OfferedFormat | null = null;
  @state() private options: ExportOptions = {};
  /** What the export would be, or why it cannot be; null until that is known. */
  @state() private outline: ExportOutline | Refusal | null = null;
  /** What was written last, as a sentence. */
  @state() private done = '';
  @property({ attribute: false }) look!: Look;
  /** The form that is chosen at first. */
  @property({ attribute: false }) format: ExportFormatId = 'labels-csv';

  override willUpdate(): void {
    const { session } = this.look;
    this.session.follow(session);
    if (this.datasetId !== null) return;
    this.datasetId = session.dataset?.info.id ?? null;
    void this.begin();
  }

  override updated(): void {
    if (this.look.session.dataset?.info.id !== this.datasetId) this.dispatchEvent(new Event('look-close'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asked.abort();
  }

  private async begin(): Promise<void> {
    try {
      this.formats = await this.look.exportFormats();
      this.choose(
        this.formats.find(({ id }) => id === this.format)!,
        {},
      );
    } catch (error) {
      this.outline = refusalOf(error);
    }
  }

  private choose(format: OfferedFormat, options: ExportOptions): void {
    this.chosen = format;
    this.options = options;
    this.done = '';
    void this.ask(format, options);
  }

  private async ask(format: OfferedFormat, options: ExportOptions): Promise<void> {
    this.asked.abort();
    const { signal } = (this.asked = new AbortController());
    this.outline = null;
    const outline = await this.look.outlineExport(format.id, options, LINES, signal).catch(refusalOf);
    if (!signal.aborted) this.outline = outline;
  }

  private readonly onExport = (): void => {
    const { chosen, options, outline, look } = this;
    if (!chosen || !outline || 'sentence' in outline) return;
    this.action.run(async () => {
      this.done = '';
      const file = await askWhereTo(outline.fileName);
      const { blob, bytes, count } = await look.export(chosen.id, options, file);
      if (blob) download(blob, outline.fileName);
      this.done = `${whereItWent(file, outline.fileName)}: ${formatPlural(count, 'sample')}, ${formatBytes(bytes)}.`;
    }, look.session.jobs);
  };

  private readonly onFolder = (): void => {
    const { chosen, options, look } = this;
    this.action.run(async () => {
      if (chosen && (await askForFolder(look.dataset.info.id))) this.choose(chosen, options);
    });
  };

  private readonly close = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  override render() {
    const { table, jobs } = this.look.session;
    const job = jobs.running('export');
    const { chosen, outline } = this;
    const ready = outline !== null && !('sentence' in outline);
    return html`<look-dialog label="Export" @look-close=${this.close}>
      <h2 slot="header">Export</h2>
      <div class="body">
        <label class="format"
          >Format
          <select data-focus @change=${this.onFormat}>
            ${this.formats.map(({ id, title }) => html`<option value=${id} .selected=${id === chosen?.id}>${title}</option>`)}
          </select></label
        >
        ${chosen ? html`<p class="muted">${chosen.text}</p>` : nothing}
        ${
          chosen && table
            ? html`<div class="options">
                ${renderOptions(chosen, table, this.options, (options) => this.choose(chosen, options))}
              </div>`
            : nothing
        }
        ${this.renderOutline()} ${renderWriting(job, this.action, this.done)}
      </div>
      ${renderFooter(ready && !this.action.busy && job === undefined, this.close, this.onExport)}
    </look-dialog>`;
  }

  private readonly onFormat = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.choose(
      this.formats.find(({ id }) => id === value)!,
      {},
    );
  };

  private renderOutline() {
    const { outline } = this;
    if (outline === null) return LOOKING;
    if ('sentence' in outline) {
      return html`<look-error-note .message=${outline.sentence}></look-error-note> ${
          outline.locked
            ? html`<div>
                <button class="button" type="button" @click=${this.onFolder}>Let it read the folder</button>
              </div>`
            : nothing
        }`;
    }
    const { fileName, count, size, notes, preview } = outline;
    const lines = preview.map((line) => printable(line.slice(0, LINE_CHARACTERS)));
    return html`<p class="num">
        ${printable(fileName)}: ${formatPlural(count, 'sample')}, ${size.most ? 'at most' : 'about'}
        ${formatBytes(size.bytes)}
      </p>
      ${
        notes.length > 0
          ? html`<ul>
              ${notes.map((note) => html`<li>${printable(note)}</li>`)}
            </ul>`
          : nothing
      }
      <pre tabindex="0" aria-label="What the file begins with">${lines.join('\n')}</pre>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-export-dialog': LookExportDialog;
  }
}
