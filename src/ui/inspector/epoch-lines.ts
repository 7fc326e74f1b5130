import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDecimal } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

const HEIGHT = 72;
const WIDTH = 300;

/** Probability of a sample's label, and of the class that is predicted instead, over the epochs of its training. */
@customElement('look-epoch-lines')
export class LookEpochLines extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      svg {
        display: block;
        width: 100%;
        height: 72px;
        overflow: visible;
      }
      path {
        fill: none;
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }
      .given {
        stroke: var(--look-warn);
      }
      .predicted {
        stroke: var(--look-accent);
        stroke-dasharray: 5 4;
      }
      .floor {
        stroke: var(--look-line);
        stroke-width: 1;
      }
      .axis,
      .key {
        display: flex;
        justify-content: space-between;
        gap: var(--look-space-3);
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .key {
        justify-content: flex-start;
        flex-wrap: wrap;
        margin-bottom: var(--look-space-1);
      }
      .key i {
        display: inline-block;
        width: 18px;
        margin-right: 6px;
        border-top: 2px solid var(--look-warn);
        vertical-align: middle;
      }
      .key i.predicted {
        border-top-style: dashed;
        border-color: var(--look-accent);
      }
    `,
  ];

  /** One probability an epoch, NaN where the sample sat it out. */
  @property({ attribute: false }) given: ArrayLike<number> = [];
  /** The same of the class predicted in the end; null where that is the label. */
  @property({ attribute: false }) predicted: ArrayLike<number> | null = null;
  @property() givenName = '';
  @property() predictedName = '';

  override render() {
    const { given, predicted, givenName, predictedName } = this;
    const epochs = given.length;
    const spoken =
      `Probability by epoch: ${givenName} ${listOf(given)}` +
      (predicted ? `; ${predictedName} ${listOf(predicted)}` : '');
    return html`<p class="key">
        <span><i></i>${givenName}, the label</span>
        ${predicted ? html`<span><i class="predicted"></i>${predictedName}, predicted</span>` : nothing}
      </p>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${spoken}>
        ${svg`<path class="floor" d="M0 ${HEIGHT}H${WIDTH}M0 0.5H${WIDTH}"></path>
          <path class="given" d=${pathOf(given)}></path>
          ${predicted ? svg`<path class="predicted" d=${pathOf(predicted)}></path>` : nothing}`}
      </svg>
      <p class="axis num"><span>epoch 1</span><span>p from 0 to 1</span><span>epoch ${epochs}</span></p>`;
  }
}

/** A line through the epochs that saw the sample. */
function pathOf(values: ArrayLike<number>): string {
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  let path = '';
  let open = false;
  for (let epoch = 0; epoch < values.length; epoch++) {
    if (Number.isNaN(values[epoch])) {
      open = false;
      continue;
    }
    const y = ((1 - values[epoch]) * HEIGHT).toFixed(1);
    path += `${open ? 'L' : 'M'}${(epoch * step).toFixed(1)} ${y}`;
    // A line of a single epoch has no length: a dot's length makes it visible.
    if (values.length === 1) path += `h${WIDTH}`;
    open = true;
  }
  return path;
}

const listOf = (values: ArrayLike<number>): string =>
  Array.from(values, (p) => (Number.isNaN(p) ? 'none' : formatDecimal(p))).join(', ');

declare global {
  interface HTMLElementTagNameMap {
    'look-epoch-lines': LookEpochLines;
  }
}
