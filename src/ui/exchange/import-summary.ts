import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { rankFirst } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import type { PendingImport } from '../../api/pending-import.ts';
import { nameOfCopy, printable } from '../../core/dataset/names.ts';
import { isCancelled, sentenceOf } from '../../core/errors.ts';
import type { ImportChoices, Outline } from '../../core/import/choices.ts';
import { formatBytes, formatPlural } from '../kit/format.ts';
import '../kit/error-note.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import type { LookChoicesEvent } from './choices-event.ts';
import './import-columns.ts';
import './import-findings.ts';
import './import-outline.ts';
import './import-pictures.ts';
import './import-update.ts';

/** What was found in a source, with what is guessed as choices; nothing is stored before Import is pressed. */
@customElement('look-import-summary')
export class LookImportSummary extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .card {
        border-color: var(--look-accent);
      }
      h1 {
        margin-bottom: var(--look-space-3);
        outline: none;
        overflow-wrap: anywhere;
      }
      .name {
        font-size: var(--look-size-4);
        font-weight: 620;
        display: block;
        width: min(24rem, 100%);
        margin: var(--look-space-1) 0 var(--look-space-2);
      }
      .into {
        margin-top: var(--look-space-4);
      }
      .into select {
        max-width: 100%;
      }
      .into p {
        margin-top: var(--look-space-2);
        overflow-wrap: anywhere;
      }
      .into look-error-note {
        margin-top: var(--look-space-2);
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 5fr) minmax(0, 4fr);
        gap: var(--look-space-5);
        margin-top: var(--look-space-4);
      }
      .columns > div {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--look-space-5);
        align-content: start;
      }
      .ending {
        position: sticky;
        bottom: 0;
        margin: var(--look-space-4) calc(-1 * var(--look-space-4)) calc(-1 * var(--look-space-4));
        padding: var(--look-space-3) var(--look-space-4);
        border-top: 1px solid var(--look-line);
        border-radius: 0 0 var(--look-radius) var(--look-radius);
        background: var(--look-surface);
      }
      .head {
        overflow-x: auto;
      }
      @media (width < 860px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @state() private choices: ImportChoices | null = null;
  @state() private outline: Outline | null = null;
  @state() private refusal = '';
  @state() private comparing = false;
  private turn = 0;
  private readonly followed = new SessionController(this);

  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) pending!: PendingImport;

  /** Gives the keyboard to its heading, where reading begins. */
  override focus(): void {
    this.renderRoot.querySelector('h1')?.focus({ preventScroll: true });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.followed.follow(this.look.session);
    if (!changed.has('pending')) return;
    this.choices = this.pending.survey.suggested;
    this.outline = null;
    void this.ask();
  }

  private readonly onChoices = (event: LookChoicesEvent): void => {
    this.choices = { ...this.choices!, ...event.detail };
    void this.ask();
  };

  private async ask(): Promise<void> {
    const turn = ++this.turn;
    try {
      const outline = await this.pending.outline(this.choices!);
      if (turn !== this.turn) return;
      this.outline = outline;
      this.refusal = outline.refusal ?? '';
    } catch (error) {
      if (turn === this.turn && !isCancelled(error))
        this.refusal = sentenceOf(error).replace(' Nothing was imported.', '');
    }
  }

  private readonly onInto = async (event: Event): Promise<void> => {
    const select = event.target as HTMLSelectElement;
    const { into } = this.pending;
    await this.compare(select.value === '' ? null : Number(select.value)).catch(() => {
      select.value = into === null ? '' : String(into);
    });
  };

  private readonly onKnown = (): void => {
    void this.compare(this.pending.survey.known!.datasetId).catch(() => undefined);
  };

  /** Compares it with another data set, or takes it by itself. A failed comparison is shown by its job; then all stands as it was. */
  private async compare(into: number | null): Promise<void> {
    this.comparing = true;
    try {
      await this.pending.compare(into);
    } finally {
      this.comparing = false;
    }
  }

  /** Whether the data set that it was compared with was deleted since. */
  private get isGone(): boolean {
    const { into } = this.pending;
    return into !== null && !this.look.session.datasets?.some(({ id }) => id === into);
  }

  private readonly onStore = (): void => {
    // A failed import is shown by its job.
    const { look } = this;
    void this.pending.store(this.choices!).then(
      (dataset) => rankFirst(look, dataset),
      () => undefined,
    );
  };

  override render() {
    const { choices, outline } = this;
    if (!choices) return nothing;
    const { survey } = this.pending;
    const { smallest, median, largest } = survey.sizes;
    const size = ([width, height]: [number, number]): string => `${width}×${height}`;
    const samples = outline?.splits.reduce((sum, { count }) => sum + count, 0) ?? survey.samples;
    const fits = !outline || outline.free === null || outline.needed <= outline.free;
    return html`<section class="card" aria-label="Import" @look-choices=${this.onChoices}>
      <h1 tabindex="-1">Import ${printable(this.pending.title)}</h1>
      <label
        >Name of the data set
        <input
          class="name"
          .value=${nameOfCopy(choices.name, new Set(this.look.session.datasets?.map(({ name }) => name)))}
          @change=${(event: Event) => {
            const name = (event.target as HTMLInputElement).value.trim();
            if (name) this.choices = { ...choices, name };
          }}
      /></label>
      <p class="muted num">
        ${capital(survey.format)} · ${formatPlural(survey.samples, 'sample')} · ${formatBytes(survey.bytes)} ·
        ${
          size(smallest) === size(largest)
            ? `${size(median)} pixels`
            : `${size(smallest)} to ${size(largest)} pixels, the median ${size(median)}, by area`
        }.
        Nothing is stored yet.
      </p>
      ${this.renderInto()}
      <div class="columns">
        <div>
          ${
            survey.update
              ? html`<look-import-update .changes=${survey.update} .choices=${choices}></look-import-update>`
              : nothing
          }
          <section>
            <look-import-columns .survey=${survey} .choices=${choices}></look-import-columns>
          </section>
          <look-import-pictures .pending=${this.pending} .choices=${choices}></look-import-pictures>
        </div>
        <div>
          ${outline ? html`<look-import-outline .outline=${outline}></look-import-outline>` : nothing}
          <look-import-findings .survey=${survey}></look-import-findings>
          ${this.renderTable()}
        </div>
      </div>
      ${this.refusal ? html`<look-error-note .message=${this.refusal}></look-error-note>` : nothing}
      <div class="ending row">
        <button
          class="button primary"
          type="button"
          ?disabled=${this.refusal !== '' || this.comparing || this.isGone || !fits || samples === 0}
          @click=${this.onStore}
        >
          Import ${formatPlural(samples, 'sample')}
        </button>
        <button class="button" type="button" @click=${() => this.pending.discard()}>Cancel</button>
        ${fits ? nothing : html`<span class="given">There is not enough room: delete a data set, or choose a smaller size.</span>`}
      </div>
    </section>`;
  }

  private renderInto() {
    const { datasets } = this.look.session;
    const { into, survey } = this.pending;
    if (!datasets?.length && into === null) return nothing;
    const known =
      into === null && datasets?.some(({ id }) => id === survey.known?.datasetId) ? survey.known : undefined;
    return html`<div class="into">
      <label
        >Import it as
        <select ?disabled=${this.comparing} @change=${this.onInto}>
          <option value="" .selected=${into === null}>a data set of its own</option>
          ${this.isGone ? html`<option value=${into!} selected disabled>a newer version of one that was deleted</option>` : nothing}
          ${datasets?.map(
            ({ id, name }) =>
              html`<option value=${id} .selected=${into === id}>
                more samples for, or a newer version of, “${printable(name)}”
              </option>`,
          )}
        </select></label
      >
      ${
        this.isGone
          ? html`<look-error-note
              .message=${'The data set that this was compared with was deleted meanwhile. Choose what to import this as.'}
            ></look-error-note>`
          : nothing
      }
      ${
        known
          ? html`<p>
              ${formatPlural(known.count, 'sample')} of “${printable(known.name)}” ${known.count === 1 ? 'is' : 'are'}
              called the same: it may be the same files, or a newer version.
              <button class="button small" type="button" ?disabled=${this.comparing} @click=${this.onKnown}>
                Compare with it
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  private renderTable() {
    const { table } = this.pending.survey;
    if (!table) return nothing;
    return html`<details>
      <summary>The first rows of ${printable(table.file)}</summary>
      <div class="head">
        <table>
          <thead>
            <tr>
              ${table.header.map((name) => html`<th>${printable(name)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${table.head.map(
              (cells) =>
                html`<tr>
                  ${cells.map((cell) => html`<td>${printable(cell.slice(0, 80))}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

declare global {
  interface HTMLElementTagNameMap {
    'look-import-summary': LookImportSummary;
  }
}
