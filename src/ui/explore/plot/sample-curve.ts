import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf } from '../../../api/jobs.ts';
import { NO_LABEL } from '../../../core/dataset/types.ts';
import type { Table } from '../../../core/dataset/table.ts';
import type { RunRow } from '../../../store/records.ts';
import { readSampleHistory, type SampleEpoch } from '../../../tasks/read-sample-history.ts';
import { formatPlural } from '../../kit/format.ts';
import { base } from '../../styles/shared.ts';
import '../../train/curve.ts';
import type { CurvePoint } from '../../train/curve.ts';

/** How a run came to terms with one sample: the probability of its given label and of the class predicted at the end, by epoch. */
@customElement('look-sample-curve')
export class LookSampleCurve extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-2);
        min-width: 0;
      }
      look-curve {
        height: 190px;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-1) var(--look-space-4);
        font-size: var(--look-size-2);
      }
      .legend i {
        display: inline-block;
        width: 20px;
        margin-right: 6px;
        border-top: 2px solid var(--look-accent);
        vertical-align: middle;
      }
      .legend .dashed i {
        border-top: 2px dashed var(--look-warn);
      }
    `,
  ];

  private reading = false;
  private outdated = false;

  @state() private shown: { index: number; epochs: SampleEpoch[] } | null = null;
  @state() private error = '';
  @property({ attribute: false }) run!: RunRow;
  @property({ attribute: false }) table!: Table;
  @property({ type: Number }) index = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('index') || changed.has('run')) void this.read();
  }

  /** Reads for the sample looked at last; those passed by while a read is under way are left out. */
  private async read(): Promise<void> {
    this.outdated = true;
    if (this.reading) return;
    this.reading = true;
    while (this.outdated) {
      this.outdated = false;
      const { index, run } = this;
      try {
        this.shown = { index, epochs: await readSampleHistory(run, index) };
        this.error = '';
      } catch (error) {
        this.error = messageOf(error);
      }
    }
    this.reading = false;
  }

  override render() {
    if (this.error) return html`<p class="muted">The history could not be read: ${this.error}</p>`;
    if (!this.shown) return html`<p class="muted" role="status">Reading …</p>`;
    const { index, epochs } = this.shown;
    const { table, run } = this;
    if (epochs.length === 0) return html`<p class="muted">${this.excuse(index)}</p>`;
    const given = table.given[index];
    const predicted = table.predicted?.[index] ?? NO_LABEL;
    const last = predicted === NO_LABEL ? given : predicted;
    const of = (label: number): CurvePoint[] =>
      label === NO_LABEL ? [] : epochs.map(({ epoch, probabilities }) => [epoch, probabilities[label]]);
    const name = (label: number): string => table.classes[label] ?? 'no label';
    const apart = last !== given;
    return html`<look-curve
        label="probability of ${name(last)}"
        .epochs=${Math.max(run.recipe.epochs, 1)}
        .points=${of(last)}
        .others=${apart ? of(given) : []}
        .top=${1}
      ></look-curve>
      <p class="legend">
        <span
          ><i></i>${apart ? 'predicted' : predicted === NO_LABEL ? 'given' : 'given and predicted'}: ${name(last)}</span
        >
        ${apart ? html`<span class="dashed"><i></i>given: ${name(given)}</span>` : nothing}
      </p>
      ${given === NO_LABEL ? nothing : this.renderVerdict(given, epochs)}`;
  }

  /** How often the label won, in words: what the curve shows, for those who do not see it. */
  private renderVerdict(given: number, epochs: SampleEpoch[]) {
    const wins = epochs.filter(
      ({ probabilities }) => probabilities.indexOf(Math.max(...probabilities)) === given,
    ).length;
    const at = (epoch: SampleEpoch): string => epoch.probabilities[given].toFixed(2);
    return html`<p class="muted">
      ${this.table.classes[given]} was the likeliest class in ${wins} of ${formatPlural(epochs.length, 'epoch')}; its
      probability went from ${at(epochs[0])} to ${at(epochs.at(-1)!)}.
    </p>`;
  }

  private excuse(index: number): string {
    const { name, indices } = this.run;
    return indices.includes(index)
      ? `“${name}” kept no history of this sample. Runs keep one as they train: train again to get it.`
      : `“${name}” did not learn from this sample, so there is no history of it.`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-sample-curve': LookSampleCurve;
  }
}
