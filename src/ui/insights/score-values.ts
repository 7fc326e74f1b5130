import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import type { ScoreHistogram } from './score-facts.ts';

const WIDTH = 320;
const HEIGHT = 64;

/** How many samples have which value; those known to be wrong stand on top, in the warning colour. */
@customElement('look-score-values')
export class ScoreValues extends LitElement {
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
        border-bottom: 1px solid var(--look-line);
      }
      .others {
        fill: color-mix(in oklab, var(--look-text-3) 55%, var(--look-surface));
      }
      .wrong {
        fill: var(--look-warn);
      }
      .axis,
      .legend {
        display: flex;
        justify-content: space-between;
        color: var(--look-text-2);
        font-size: var(--look-size-1);
      }
      .legend {
        justify-content: flex-start;
        gap: var(--look-space-3);
        margin-top: var(--look-space-1);
      }
      i {
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-right: 5px;
        border-radius: 2px;
        background: color-mix(in oklab, var(--look-text-3) 55%, var(--look-surface));
      }
      i.wrong {
        background: var(--look-warn);
      }
    `,
  ];

  @property({ attribute: false }) histogram!: ScoreHistogram;
  /** Which end of the range is suspect. */
  @property() suspectWhen: 'high' | 'low' = 'high';
  /** Unit of the values; empty for a bare number. */
  @property() unit = '';

  override render() {
    const { low, high, others, wrong, truthKnown } = this.histogram;
    const bins = others.length;
    const highest = others.reduce((most, count, bin) => Math.max(most, count + wrong[bin]), 1);
    const step = WIDTH / bins;
    // Square roots, so that a bin of a few samples is still seen beside one of thousands.
    const tall = (count: number): number => Math.sqrt(count / highest) * HEIGHT;
    const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);
    const end = (value: number): string => `${Number(value.toFixed(2))}${this.unit === 'nats' ? ' nats' : ''}`;
    const left = this.suspectWhen === 'low' ? `${end(low)} · suspect` : end(low);
    const right = this.suspectWhen === 'high' ? `suspect · ${end(high)}` : end(high);
    const summary =
      `Histogram from ${end(low)} to ${end(high)}: ${formatCount(total(others) + total(wrong))} samples` +
      (truthKnown ? `, ${formatCount(total(wrong))} of them with a wrong label` : '');
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${summary}>
        ${Array.from(others, (count, bin) => {
          const [all, bad] = [
            tall(count + wrong[bin]),
            (tall(count + wrong[bin]) * wrong[bin]) / (count + wrong[bin] || 1),
          ];
          return svg`<rect class="others" x=${bin * step} y=${HEIGHT - all + bad} width=${step - 1} height=${all - bad}></rect>
            <rect class="wrong" x=${bin * step} y=${HEIGHT - all} width=${step - 1} height=${bad}></rect>`;
        })}
      </svg>
      <div class="axis num"><span>${left}</span><span>${right}</span></div>
      ${
        truthKnown
          ? html`<div class="legend">
              <span><i class="wrong"></i>wrong label</span><span><i></i>other samples</span>
            </div>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-score-values': ScoreValues;
  }
}
