import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { printable } from '../../core/dataset/names.ts';
import { heldOutSplits } from '../../core/dataset/splits.ts';
import { learnedIndices } from '../../core/training/run.ts';
import { sentenceOf } from '../../core/errors.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import type { AccuracyPair, RunComparison } from '../../core/metrics/compare-runs.ts';
import { memo } from '../../core/memo.ts';
import type { Run } from '../../core/training/run.ts';
import { readScorePair } from '../../tasks/compare.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { rangeOf } from '../scores/score-facts.ts';
import '../kit/error-note.ts';
import { formatCount, formatPercent, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import { comparisonStyles } from './comparison-styles.ts';
import './score-scatter.ts';

/**
 * Two runs side by side: how often each is right, class by class, which samples that changed, and one score against itself.
 * Samples that changed are one click away.
 */
@customElement('look-run-comparison')
export class LookRunComparison extends LitElement {
  static override styles = [base, stageParts, comparisonStyles];

  private readonly session = new SessionController(this);
  private asked = '';
  private readonly tell = memo(heldOutSplits);

  @state() private earlier: string | null = null;
  @state() private later: string | null = null;
  /** Name of the split to compare over; null for the best to tell, or all samples where all were learned from. */
  @state() private where: string | null = null;
  @state() private result: RunComparison | null = null;
  @state() private pair: { score: ScoreColumn; values: [Float32Array, Float32Array] } | null = null;
  @state() private trouble = '';
  @property({ attribute: false }) look!: Look;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
    const { runs, table } = this.look.session;
    if (!table || runs.length < 2) return;
    const named = (name: string | null): Run | undefined => runs.find((run) => run.name === name);
    const last = runs.at(-1)!;
    const parent = runs.find((run) => last.source === 'trained' && run.id === last.parent);
    if (!named(this.later)) this.later = last.name;
    if (!named(this.earlier)) this.earlier = (parent ?? runs.at(-2))!.name;
    // Once a run has predicted and scored all it will, more can be compared than when it began.
    const predicting = this.look.session.jobs.running('predict') !== undefined;
    const question = [this.earlier, this.later, this.splitNow(), table.runId, predicting, table.scores.size].join('\n');
    if (question === this.asked) return;
    this.asked = question;
    void this.compare(question, table);
  }

  private async compare(question: string, table: Table): Promise<void> {
    const { dataset, runs } = this.look.session;
    const where = this.splitNow();
    const view = where ? dataset!.view().matchSplit(where) : dataset!.view();
    try {
      const result = await this.look.compare(this.earlier!, this.later!, view);
      const pair = await this.readScores(table, runs);
      if (question !== this.asked) return;
      [this.result, this.pair, this.trouble] = [result, pair, ''];
    } catch (error) {
      if (question !== this.asked) return;
      [this.result, this.pair, this.trouble] = [null, null, sentenceOf(error)];
    }
  }

  /** Splits that neither of the two runs learned from, the best to tell first. */
  private heldOut(): string[] {
    const { runs, dataset } = this.look.session;
    const learned = runs.filter(({ name }) => name === this.earlier || name === this.later).map(learnedIndices);
    return this.tell(dataset!.info.splits, ...learned).map(({ name }) => name);
  }

  /** Name of the split that is compared over, or null for all samples. */
  private splitNow(): string | null {
    const { splits } = this.look.dataset.info;
    if (splits.some(({ name }) => name === this.where)) return this.where;
    return this.heldOut().at(0) ?? null;
  }

  /** The first score that both runs have. */
  private async readScores(table: Table, runs: readonly Run[]) {
    const id = (name: string | null): number => runs.find((run) => run.name === name)!.id;
    for (const key of ['suspicion', 'self_confidence', ...table.scores.keys()]) {
      const score = table.scores.get(key);
      const values = score && (await readScorePair(id(this.earlier), id(this.later), key));
      if (values) return { score, values };
    }
    return null;
  }

  private show(indices: Iterable<number>): void {
    const { session } = this.look;
    session.view = session.dataset!.view().select([...indices]);
    this.dispatchEvent(new LookGoEvent('explore'));
  }

  override render() {
    const { runs, table } = this.look.session;
    if (!table) return nothing;
    if (runs.length < 2) {
      return html`<p class="muted">
        ${runs.length === 0 ? 'There is no run yet.' : 'There is one run so far.'} Fix some labels and train again: two
        runs then stand here side by side.
      </p>`;
    }
    return html`
      <div class="row">
        ${this.renderChoice('Before', this.earlier, (name) => (this.earlier = name))}
        ${this.renderChoice('After', this.later, (name) => (this.later = name))}
        <label class="choice">On ${this.renderSplits()}</label>
      </div>
      ${this.renderLearned()} ${this.trouble ? this.renderTrouble(this.trouble) : nothing}
      ${this.result ? this.renderResult(this.result, table) : nothing}
    `;
  }

  private renderSplits() {
    const { splits } = this.look.dataset.info;
    const [now, heldOut] = [this.splitNow(), this.heldOut()];
    const words = (name: string): string => `${printable(name)} split${heldOut.includes(name) ? '' : ', learned from'}`;
    return html`<select @change=${(event: Event) => (this.where = (event.target as HTMLSelectElement).value || null)}>
      ${
        heldOut.length === 0
          ? html`<option value="" ?selected=${now === null}>all samples, learned from</option>`
          : nothing
      }
      ${splits.map(({ name }) => html`<option value=${name} ?selected=${name === now}>${words(name)}</option>`)}
    </select>`;
  }

  /** What was learned from tells of labels, not of what was learned. */
  private renderLearned() {
    const now = this.splitNow();
    if (now !== null && this.heldOut().includes(now)) return nothing;
    return html`<p class="muted small">
      These samples were learned from, so this is no test: it says how far each run agrees with the labels as they stand
      now.
    </p>`;
  }

  private renderChoice(title: string, chosen: string | null, choose: (name: string) => void) {
    return html`<label class="choice"
      >${title}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${this.look.session.runs.map(
          ({ name }) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`,
        )}
      </select></label
    >`;
  }

  /** While one of the two is still at work, that nothing can be compared yet is no error. */
  private renderTrouble(trouble: string) {
    const { jobs } = this.look.session;
    const job = jobs.running('train') ?? jobs.running('backbone') ?? jobs.running('predict');
    if (job) return html`<p class="muted" role="status">${job.title} … The comparison follows.</p>`;
    return html`<look-error-note .message=${trouble}></look-error-note>`;
  }

  private renderResult(result: RunComparison, table: Table) {
    if (result.count === 0) return html`<p class="muted">There is no sample here that both have predicted.</p>`;
    const gain = (result.after - result.before) / result.count;
    return html`
      <div class="figures num">
        ${this.renderFigure(`${this.earlier}`, formatPercent(result.before / result.count))}
        ${this.renderFigure(`${this.later}`, formatPercent(result.after / result.count))}
        ${this.renderFigure('gain', `${gain >= 0 ? '+' : '−'}${Math.abs(100 * gain).toFixed(1)} points`, gain > 0)}
        ${this.renderFigure('over', formatPlural(result.count, 'sample'))}
      </div>
      <p class="muted small">Right is the true label where it is known, else the label as it stands now.</p>
      <div class="row">
        ${this.renderChanged('now right', result.fixed)} ${this.renderChanged('now wrong', result.broken)}
        ${this.renderChanged('wrong in another way', result.otherwise)}
      </div>
      <div class="both">
        <div class="scroll" role="region" tabindex="0" aria-label="Class by class">
          <table>
            <thead>
              <tr>
                <th scope="col">Class</th>
                <th scope="col" class="right">Samples</th>
                <th scope="col" class="bars"><span class="visually-hidden">Bars</span></th>
                <th scope="col" class="right">Before</th>
                <th scope="col" class="right">After</th>
                <th scope="col" class="right">Change</th>
              </tr>
            </thead>
            <tbody>
              ${result.classes.map((figures, label) => this.renderClass(table.classes[label], figures))}
            </tbody>
          </table>
        </div>
        ${this.renderScores(table)}
      </div>
    `;
  }

  private renderFigure(title: string, value: string, good = false) {
    return html`<div>
      <span class="muted">${title}</span> <strong class=${good ? 'suggested' : ''}>${value}</strong>
    </div>`;
  }

  private renderChanged(title: string, indices: Uint32Array) {
    return html`<button
      class="button"
      type="button"
      ?disabled=${indices.length === 0}
      @click=${() => this.show(indices)}
    >
      <strong class="num">${formatCount(indices.length)}</strong>&nbsp;${title}
    </button>`;
  }

  private renderClass(name: string, { count, before, after }: AccuracyPair) {
    if (count === 0) return nothing;
    const [a, b] = [before / count, after / count];
    const change = 100 * (b - a);
    return html`<tr>
      <td class="clipped" title=${printable(name)}>${printable(name)}</td>
      <td class="right">${formatCount(count)}</td>
      <td class="bars" aria-hidden="true">
        <i class="was" style="width: ${100 * a}%"></i><i class="is" style="width: ${100 * b}%"></i>
      </td>
      <td class="right">${formatPercent(a)}</td>
      <td class="right">${formatPercent(b)}</td>
      <td class="right">${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(1)}</td>
    </tr>`;
  }

  private renderScores(table: Table) {
    if (!this.pair) return html`<p class="muted">The two runs have no score in common.</p>`;
    const { score, values } = this.pair;
    const { title } = catalogue[score.method];
    return html`<figure>
      <figcaption class="section-head">${title}, run against run</figcaption>
      <look-score-scatter
        .earlier=${values[0]}
        .later=${values[1]}
        .bounds=${rangeOf(score, table.classes.length)}
        .beforeName=${this.earlier ?? ''}
        .afterName=${this.later ?? ''}
        @look-samples=${(event: CustomEvent<number[]>) => this.show(event.detail)}
      ></look-score-scatter>
      <p class="muted small">Draw a rectangle to see its samples.</p>
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-run-comparison': LookRunComparison;
  }
}
