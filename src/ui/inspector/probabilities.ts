import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import { printable } from '../../core/dataset/names.ts';
import { sentenceOf } from '../../core/errors.ts';
import type { Run } from '../../core/training/run.ts';
import { readProbabilities } from '../../tasks/read-probabilities.ts';
import { formatDecimal } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

/** Classes shown before all are asked for. */
const FEW = 5;

/** A run's probabilities of one sample, as bars: the likeliest, and its labels wherever they come. */
@customElement('look-probabilities')
export class LookProbabilities extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 104px) minmax(0, 1fr) 44px;
        align-items: center;
        gap: var(--look-space-2);
        min-height: 22px;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name small {
        color: var(--look-text-3);
        font-size: var(--look-size-1);
      }
      .bar {
        height: 8px;
        border-radius: 4px;
        background: var(--look-surface-2);
      }
      .bar i {
        display: block;
        height: 100%;
        border-radius: 4px;
        background: var(--look-text-3);
      }
      .given .bar i {
        background: var(--look-warn);
      }
      .predicted .bar i {
        background: var(--look-accent);
      }
      li.given,
      li.predicted {
        color: inherit;
      }
      .button {
        margin-left: calc(-1 * var(--look-space-2));
      }
      .num {
        text-align: right;
      }
    `,
  ];

  private reading = false;
  private outdated = false;

  @state() private shown: { index: number; probabilities: Map<number, number> | null } | null = null;
  @state() private error = '';
  @state() private all = false;
  @property({ attribute: false }) run!: Pick<Run, 'id' | 'classCount'>;
  @property({ attribute: false }) table!: Table;
  @property({ type: Number }) index = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('index') || changed.has('table') || changed.has('run')) void this.read();
  }

  /** Reads for the sample looked at last; those passed by while a read is under way are left out. */
  private async read(): Promise<void> {
    this.outdated = true;
    if (this.reading) return;
    this.reading = true;
    while (this.outdated) {
      this.outdated = false;
      const { index, run, table } = this;
      try {
        this.shown = { index, probabilities: await readProbabilities(run, index, table.retired) };
        this.error = '';
      } catch (error) {
        this.error = sentenceOf(error);
      }
    }
    this.reading = false;
  }

  override render() {
    if (this.error) return html`<p class="muted">The probabilities could not be read: ${this.error}</p>`;
    if (!this.shown) return html`<p class="muted">Reading …</p>`;
    const { index, probabilities } = this.shown;
    if (!probabilities) return html`<p class="muted">This run has not predicted this sample.</p>`;
    if (probabilities.size === 0)
      return html`<p class="muted">This run learned other classes than the data set has now.</p>`;
    const { table } = this;
    const predicted = table.predicted?.[index];
    const labels = new Map<number, string>();
    if (table.truth[index] < table.classes.length) labels.set(table.truth[index], 'true');
    labels.set(table.given[index], 'given');
    if (table.current[index] !== table.given[index]) labels.set(table.current[index], 'current');
    const order = [...probabilities.keys()].sort((a, b) => probabilities.get(b)! - probabilities.get(a)!);
    const few = order.filter((label, place) => place < FEW || labels.has(label));
    return html`<ul>
        ${(this.all ? order : few).map((label) => {
          const p = probabilities.get(label)!;
          const word = labels.get(label) ?? '';
          return html`<li class="${label === predicted ? 'predicted' : word === 'given' ? 'given' : ''}">
            <span class="name" title=${printable(table.classes[label])}
              >${printable(table.classes[label])} ${word ? html`<small>${word}</small>` : nothing}</span
            >
            <span class="bar"><i style="width: ${100 * p}%"></i></span>
            <span class="num">${formatDecimal(p)}</span>
          </li>`;
        })}
      </ul>
      ${
        few.length < order.length
          ? html`<button
              class="button small quiet"
              type="button"
              aria-expanded=${this.all}
              @click=${() => (this.all = !this.all)}
            >
              ${this.all ? 'Show fewer' : `Show all ${order.length} classes`}
            </button>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-probabilities': LookProbabilities;
  }
}
