import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { quoted } from '../../core/exports/csv-table.ts';
import { nameOf, printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { icon } from '../icons.ts';
import { base } from '../styles/shared.ts';

/** A person picked a file with a table. */
export class LookTableFileEvent extends CustomEvent<File> {
  constructor(file: File) {
    super('look-table-file', { detail: file });
  }
}

/** Endings that a file picker shows first. */
const ENDINGS = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.npy,.npz';

/** Picks a file with a table. @fires look-table-file - the file */
@customElement('look-pick-table')
export class LookPickTable extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
      }
      pre {
        margin: 0;
        padding: var(--look-space-2) var(--look-space-3);
        max-width: 100%;
        box-sizing: border-box;
        overflow-x: auto;
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
        font: var(--look-size-2) / 1.5 var(--look-font-mono);
      }
      .button:has(input:focus-visible) {
        outline: 2px solid var(--look-focus);
        outline-offset: 2px;
      }
    `,
  ];

  @query('input') private readonly input!: HTMLInputElement;
  /** Whether a file was picked already: nothing is explained then. */
  @property({ type: Boolean }) compact = false;
  @property({ type: Boolean }) busy = false;
  /** The data set that it is for, whose samples the example names. */
  @property({ attribute: false }) target: Table | null = null;

  /** A dialog gives it the keyboard before it has drawn itself. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.input.focus(options));
  }

  private readonly onFile = (): void => {
    const file = this.input.files?.[0];
    if (file) this.dispatchEvent(new LookTableFileEvent(file));
    // The same file, corrected, may be picked again.
    this.input.value = '';
  };

  override render() {
    return html`${
        this.compact
          ? nothing
          : html`<p class="muted">
                Labels, fields, or the predictions of a model for samples of this data set, one row a sample: CSV, TSV,
                JSON, JSON Lines, Parquet or NumPy. A row says which sample it is of by its name or file name, by its
                split and number in it, or by its number.
              </p>
              ${this.target ? html`<pre aria-label="Example" tabindex="0">${exampleOf(this.target)}</pre>` : nothing}`
      }
      <label class="button ${this.compact ? 'small' : 'primary'}">
        ${icon('upload')} ${this.busy ? 'Reading …' : this.compact ? 'Choose another file' : 'Choose a file'}
        <input class="visually-hidden" type="file" accept=${ENDINGS} ?disabled=${this.busy} @change=${this.onFile} />
      </label>`;
  }
}

/** A table of two samples of the data set as a file has it, of the first and the last split that have some. */
function exampleOf(table: Table): string {
  const { splits, classes, current } = table;
  const [first, ...others] = splits.filter(({ count }) => count > 0);
  const last = others.at(-1) ?? { start: Math.min(1, table.count - 1) };
  const rows = [first.start, last.start].map((index) => [nameOf(table, index), classes[current[index]] ?? '']);
  return [['name', 'label'], ...rows].map((row) => row.map((cell) => quoted(printable(cell))).join(',')).join('\n');
}

declare global {
  interface HTMLElementEventMap {
    'look-table-file': LookTableFileEvent;
  }
  interface HTMLElementTagNameMap {
    'look-pick-table': LookPickTable;
  }
}
