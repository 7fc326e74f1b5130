import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { TrainedRun } from '../../core/training/run.ts';
import { formatDecimal, formatPlural } from '../kit/format.ts';
import { classTitle } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';
import { StoryController } from '../inspector/story-controller.ts';
import '../train/curve.ts';
import type { CurvePoint } from '../train/curve.ts';

/** How a run learned one sample: the probability of its label and of the class predicted at the end, by epoch. */
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

  private readonly told = new StoryController(this);

  @property({ attribute: false }) run!: TrainedRun;
  @property({ attribute: false }) table!: Table;
  @property({ type: Number }) index = 0;

  override render() {
    const { table, run } = this;
    const { story, error } = this.told;
    if (error) return html`<p class="muted">The history could not be read: ${error}</p>`;
    if (!story) return html`<p class="muted" role="status">Reading …</p>`;
    const { history, index } = story;
    const of = (values: Float64Array): CurvePoint[] =>
      Array.from(values, (value, at): CurvePoint => [at + 1, value]).filter(([, value]) => !Number.isNaN(value));
    const own = history ? of(history.given) : [];
    if (!history || own.length === 0) return html`<p class="muted">${this.excuse(index)}</p>`;
    const label = classTitle(table.classes, table.current[index]);
    const predicted = classTitle(table.classes, history.predictedClass);
    const apart = predicted !== label;
    return html`<look-curve
        label="probability"
        .epochs=${run.recipe.epochs}
        .points=${of(history.predicted)}
        .others=${apart ? own : []}
        .top=${1}
      ></look-curve>
      <p class="legend">
        <span><i></i>${apart ? 'predicted' : 'label and predicted'}: ${predicted}</span>
        ${apart ? html`<span class="dashed"><i></i>label: ${label}</span>` : nothing}
      </p>
      <p class="muted">
        The probability of ${label} went from ${formatDecimal(own[0][1])} to ${formatDecimal(own.at(-1)![1])} in
        ${formatPlural(own.length, 'epoch')}, of the pictures as training varied them.
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
