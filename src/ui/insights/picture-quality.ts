import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import {
  QUALITIES,
  QUALITY_THRESHOLDS,
  faultyOf,
  faultyUpTo,
  type Quality,
  type QualityColumns,
} from '../../core/quality/qualities.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/error-note.ts';
import { formatCount, formatDecimal, formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import { SessionController } from '../kit/session-controller.ts';
import { Pictures } from '../samples/pictures.ts';
import { QUALITY_TEXTS } from '../samples/quality-texts.ts';
import { base } from '../styles/shared.ts';
import { EXAMPLE_SIDE, pictureQualityStyles } from './picture-quality-styles.ts';
import { startStyles } from './start-styles.ts';

/** Examples shown of each fault. */
const EXAMPLES = 3;

/** The faulty samples of every quality, the worst first. */
function faultsOf(qualities: QualityColumns): { quality: Quality; faulty: number[] }[] {
  return QUALITIES.map((quality) => ({ quality, faulty: faultyOf(quality, qualities.get(quality)!) }));
}

/**
 * What the pictures say of themselves, without any run: how many are too dark, too bright, blurred …, with the worst three of each. Measured
 * when a person asks; every figure leads to its samples, the worst first.
 */
@customElement('look-picture-quality')
export class LookPictureQuality extends LitElement {
  static override styles = [base, startStyles, pictureQualityStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly faults = memo(faultsOf);
  private pictures: Pictures | null = null;

  @property({ attribute: false }) look!: Look;
  /** The columns as they stand. */
  @property({ attribute: false }) table!: Table;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.closePictures();
  }

  override willUpdate(): void {
    this.session.follow(this.look.session);
    // Nothing is open any more where an update was on its way.
    const info = this.look.session.dataset?.info;
    if (!info) return;
    if (this.pictures && this.pictures.dataset.id !== info.id) this.closePictures();
    if (this.pictures || !this.table.qualities || !this.isConnected) return;
    this.pictures = new Pictures(info);
    this.pictures.addEventListener('look-pictures', this.draw);
  }

  override updated(): void {
    const { pictures, table } = this;
    if (!pictures || !table.qualities) return;
    const shown = this.faults(table.qualities).flatMap(({ faulty }) => faulty.slice(0, EXAMPLES));
    pictures.want('grid', shown, Math.round(EXAMPLE_SIDE * devicePixelRatio));
    this.draw();
  }

  private closePictures(): void {
    this.pictures?.close();
    this.pictures = null;
  }

  private readonly draw = (): void => {
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas')) {
      this.pictures?.drawOver(canvas, Number(canvas.dataset.index));
    }
  };

  private check(): void {
    this.action.run(() => this.look.checkPictures(), this.look.session.jobs);
  }

  private show(quality: Quality): void {
    const { session, dataset } = this.look;
    const field = `quality.${quality}`;
    session.view = dataset.view().through([
      { stage: 'range', field, min: 0, max: faultyUpTo(quality) },
      { stage: 'sortBy', field, reverse: false },
    ]);
    this.dispatchEvent(new LookGoEvent('explore'));
  }

  override render() {
    const { table, action } = this;
    const job = this.look.session.jobs.running('quality');
    if (!table.qualities) return html`${action.renderError()} ${job ? this.renderJob() : this.renderStart()}`;
    const faults = this.faults(table.qualities);
    const found = faults.filter(({ faulty }) => faulty.length > 0);
    const none = faults.filter(({ faulty }) => faulty.length === 0).map(({ quality }) => QUALITY_TEXTS[quality].title);
    return html`${action.renderError()}
      <ul>
        ${found.map(({ quality, faulty }) => html`<li>${this.renderFault(quality, faulty)}</li>`)}
      </ul>
      ${
        none.length > 0
          ? html`<p class="muted">
              ${found.length === 0 ? `All ${formatPlural(table.count, 'sample')} are fine. ` : ''}None found:
              ${none.join(', ').toLowerCase()}.
            </p>`
          : nothing
      }`;
  }

  private renderJob() {
    return html`<look-job-bar .job=${this.look.session.jobs.running('quality')}></look-job-bar>`;
  }

  private renderStart() {
    return html`<div class="start">
      <p class="muted">
        Pictures that are too dark, too bright, blurred, of little information, grey, or of an odd size or shape.
        Measured as they came, all ${formatPlural(this.table.count, 'sample')}; no network is needed.
      </p>
      <button class="button" type="button" ?disabled=${this.action.busy} @click=${() => this.check()}>
        Check the pictures
      </button>
    </div>`;
  }

  private renderFault(quality: Quality, faulty: readonly number[]) {
    const { title, meaning, measure } = QUALITY_TEXTS[quality];
    const { pictures } = this;
    const { width, height } = pictures?.canvasSize(EXAMPLE_SIDE) ?? { width: 0, height: 0 };
    return html`<button
      class="fault"
      type="button"
      title="Show them in the explorer, the worst first. ${measure}"
      @click=${() => this.show(quality)}
    >
      <span class="title">${title}</span>
      <strong class="num">${formatCount(faulty.length)}</strong>
      <span class="examples" aria-hidden="true">
        ${faulty
          .slice(0, EXAMPLES)
          .map(
            (index) =>
              html`<canvas
                class=${pictures?.small ? 'small' : ''}
                data-index=${index}
                width=${width}
                height=${height}
              ></canvas>`,
          )}
      </span>
      <span class="why"
        >${meaning} <span class="num">Score below ${formatDecimal(QUALITY_THRESHOLDS[quality])}.</span></span
      >
      ${icon('arrow-right')}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-picture-quality': LookPictureQuality;
  }
}
