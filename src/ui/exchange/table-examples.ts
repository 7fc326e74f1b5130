import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Dataset } from '../../api/dataset.ts';
import type { TableExample } from '../../core/tables/table-plan.ts';
import { base } from '../styles/shared.ts';

/** Some rows of a table with the pictures that they are matched to: what arrives, and what stands. */
@customElement('look-table-examples')
export class LookTableExamples extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      p {
        margin-bottom: var(--look-space-2);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(72px, 1fr));
        gap: var(--look-space-3) var(--look-space-2);
      }
      li {
        display: grid;
        gap: 1px;
        min-width: 0;
        font-size: var(--look-size-2);
      }
      li > span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      canvas {
        width: 100%;
        margin-bottom: var(--look-space-1);
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
      }
      canvas.small {
        image-rendering: pixelated;
      }
    `,
  ];

  private drawn = '';

  @property({ attribute: false }) source!: Dataset;
  @property({ attribute: false }) examples: readonly TableExample[] = [];

  override updated(): void {
    const samples = this.examples.map(({ sample }) => sample);
    const wanted = `${this.source.info.id}: ${samples.join()}`;
    if (samples.length === 0 || wanted === this.drawn) return;
    this.drawn = wanted;
    // Where the data set is deleted meanwhile the pictures stay empty; the dialog is about to go.
    this.draw(wanted, Uint32Array.from(samples)).catch(() => {});
  }

  private async draw(wanted: string, samples: Uint32Array): Promise<void> {
    const { width, height } = this.source.info;
    const pixels = await this.source.readPixels(samples);
    if (wanted !== this.drawn) return;
    this.renderRoot.querySelectorAll('canvas').forEach((canvas, j) => {
      const context = canvas.getContext('2d')!;
      const picture = context.createImageData(width, height);
      for (let p = 0, at = j * width * height * 3; p < width * height; p++, at += 3) {
        picture.data.set(pixels.subarray(at, at + 3), p * 4);
        picture.data[p * 4 + 3] = 255;
      }
      context.putImageData(picture, 0, 0);
    });
  }

  override render() {
    const { width, height } = this.source.info;
    return html`<p class="muted">The sample, what the file says of it, and what stands where that differs:</p>
      <ul>
        ${this.examples.map(
          ({ key, arrives, stands }) =>
            html`<li>
              <canvas class=${width <= 64 ? 'small' : ''} width=${width} height=${height} aria-hidden="true"></canvas>
              <span class="muted" title=${key}>${key}</span>
              <span class=${arrives === stands ? '' : 'suggested'} title=${arrives}>${arrives || 'no value'}</span>
              ${
                arrives === stands
                  ? html`<span class="faint">as it stands</span>`
                  : html`<span class="given" title=${stands}
                      ><span class="visually-hidden">stands: </span>${stands || 'no label'}</span
                    >`
              }
            </li>`,
        )}
      </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-table-examples': LookTableExamples;
  }
}
