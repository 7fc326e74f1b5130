import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PendingImport } from '../../api/pending-import.ts';
import type { Preview } from '../../contracts/importer.ts';
import { printable } from '../../core/dataset/names.ts';
import { TRAINING_SIZES, type Fit } from '../../core/dataset/types.ts';
import type { ImportChoices } from '../../core/import/choices.ts';
import { formatBytes } from '../kit/format.ts';
import { tabs } from '../styles/controls.ts';
import { base } from '../styles/shared.ts';
import { LookChoicesEvent } from './choices-event.ts';
import './bitmap.ts';

const FITS: readonly [Fit, string, string][] = [
  ['crop', 'Crop', 'The middle of the picture; what is beside it is not learned from.'],
  ['pad', 'Pad', 'All of the picture, with a border.'],
  ['squeeze', 'Squeeze', 'All of the picture, stretched to a square.'],
];

/** Pictures that show what the choice does. */
const SHOWN = 5;

/**
 * How large training sees the pictures, how they become squares, and where the originals stay; shown on some of them.
 * @fires look-choices - what was changed
 */
@customElement('look-import-pictures')
export class LookImportPictures extends LitElement {
  static override styles = [
    base,
    tabs,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-3);
      }
      .pairs {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: var(--look-space-3);
        min-height: 176px;
      }
      .pairs look-bitmap {
        width: 100%;
        height: 80px;
        margin-bottom: var(--look-space-1);
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
      }
      .pairs figcaption {
        overflow: hidden;
        color: var(--look-text-3);
        font-size: var(--look-size-1);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      input[type='color'] {
        min-height: 28px;
        width: 44px;
        padding: 2px;
      }
    `,
  ];

  @state() private previews: Preview[] = [];
  private turn = 0;

  @property({ attribute: false }) pending!: PendingImport;
  @property({ attribute: false }) choices!: ImportChoices;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.turn += 1;
    this.show([]);
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('choices') && !changed.has('pending')) return;
    const before = changed.get('choices');
    const { size, fit, background } = this.choices;
    const same = before?.size === size && before.fit === fit && before.background === background;
    if (!same || changed.has('pending')) void this.load();
  }

  private async load(): Promise<void> {
    const turn = ++this.turn;
    // Pictures that cannot be shown are told of as they are imported.
    const previews = await this.pending.preview(this.choices, SHOWN).catch(() => []);
    if (turn === this.turn) this.show(previews);
    else close(previews);
  }

  private show(previews: Preview[]): void {
    close(this.previews);
    this.previews = previews;
  }

  private change(changes: Partial<ImportChoices>): void {
    this.dispatchEvent(new LookChoicesEvent(changes));
  }

  override render() {
    const { size, fit, background } = this.choices;
    const { photos, sizes } = this.pending.survey;
    const offered = [...new Set([size, this.pending.survey.suggested.size, ...TRAINING_SIZES])].sort((a, b) => a - b);
    const detail = FITS.find(([name]) => name === fit)![2];
    const squares = [sizes.smallest, sizes.median, sizes.largest].every(([width, height]) => width === height);
    return html`<h2>What training sees</h2>
      <div class="row">
        ${this.renderTabs(
          'Training size',
          offered.map((side) => [side, `${side}×${side}`]),
          size,
          (side) => this.change({ size: side }),
        )}
        ${
          squares
            ? nothing
            : this.renderTabs(
                'Fit',
                FITS.map(([name, title]) => [name, title]),
                fit,
                (name) => this.change({ fit: name }),
              )
        }
        ${
          photos
            ? html`<label
                >Background
                <input
                  type="color"
                  .value=${background}
                  @change=${(event: Event) => this.change({ background: (event.target as HTMLInputElement).value })}
              /></label>`
            : nothing
        }
      </div>
      <p class="muted">${squares ? nothing : detail} A larger size shows finer detail and takes longer to learn.</p>
      <div class="pairs" aria-live="polite">
        ${this.previews.map(
          ({ name, original, square }) =>
            html`<figure>
              <look-bitmap .bitmap=${original} label="${printable(name)} as it came"></look-bitmap>
              <look-bitmap .bitmap=${square} label="${printable(name)} as training sees it"></look-bitmap>
              <figcaption title=${printable(name)}>${printable(name)}</figcaption>
            </figure>`,
        )}
      </div>
      ${this.renderOriginals()}`;
  }

  private renderTabs<T extends string | number>(
    label: string,
    values: readonly (readonly [T, string])[],
    chosen: T,
    choose: (value: T) => void,
  ): TemplateResult {
    return html`<div class="tabs" role="group" aria-label=${label}>
      ${values.map(
        ([value, title]) =>
          html`<button
            class="tab num"
            type="button"
            aria-pressed=${value === chosen ? 'true' : 'false'}
            @click=${() => choose(value)}
          >
            ${title}
          </button>`,
      )}
    </div>`;
  }

  private renderOriginals(): TemplateResult | typeof nothing {
    const { photos, fromFolder, bytes } = this.pending.survey;
    if (!photos || !fromFolder) return nothing;
    const { originals } = this.choices;
    const option = (value: ImportChoices['originals'], title: string): TemplateResult =>
      html`<label
        ><input
          type="radio"
          name="originals"
          .checked=${originals === value}
          @change=${() => this.change({ originals: value })}
        />
        ${title}</label
      >`;
    return html`<div class="row" role="radiogroup" aria-label="The pictures as they are">
      ${option('store', `Keep the pictures in this browser too (${formatBytes(bytes)})`)}
      ${option('folder', 'Leave them in the folder: the browser asks for it again after a reload')}
    </div>`;
  }
}

function close(previews: readonly Preview[]): void {
  for (const { original, square } of previews) {
    original.close();
    square.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-import-pictures': LookImportPictures;
  }
}
