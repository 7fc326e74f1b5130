import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { printable } from '../../core/dataset/names.ts';
import { heldOutSets } from '../../core/dataset/held-out.ts';
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
import { comparisonPlaces, type Place } from './comparison-places.ts';
import { comparisonStyles } from './comparison-styles.ts';
import { isNone } from '../../core/metrics/paired-gain.ts';
import { choosePair, sayDifference, sayGain, sayUnlike, signedPoints } from '../../core/metrics/say-gain.ts';
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
  private readonly tell = memo(
    (splits: Table['splits'], tags: Table['tags'], tagBits: Table['tagBits'], a: Run, b: Run) =>
      heldOutSets({ splits, tags, tagBits }, learnedIndices(a), learnedIndices(b)),
  );

  /** Names of the runs that a person chose; null for those that tell most. */
  @state() private earlier: string | null = null;
  @state() private later: string | null = null;
  /** Title of the samples to compare over; null for the best to tell, or all samples where all were learned from. */
  @state() private where: string | null = null;
  @state() private result: RunComparison | null = null;
  @state() private pair: { score: ScoreColumn; values: [Float32Array, Float32Array] } | null = null;
  @state() private trouble = '';
  @property({ attribute: false }) look!: Look;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
    const { runs, table } = this.look.session;
    if (!table || runs.length < 2) return;
    // Once a run has predicted and scored all it will, more can be compared than when it began; an edit may change what is held against it.
    const predicting = this.look.session.jobs.running('predict') !== undefined;
    const ids = this.runs.map(({ id }) => id);
    const question = [...ids, this.placeNow().title, table.runId, predicting, table.scores.size, this.edits].join('\n');
    if (question === this.asked) return;
    this.asked = question;
    void this.compare(question, table);
  }

  private get edits(): number {
    return this.look.session.journal.at(-1)?.seq ?? 0;
  }

  /** Before and after. */
  private get runs(): [Run, Run] {
    const { runs } = this.look.session;
    const named = (name: string | null): Run | undefined => runs.find((run) => run.name === name);
    const [before, after] = choosePair(runs);
    return [named(this.earlier) ?? before, named(this.later) ?? after];
  }

  private async compare(question: string, table: Table): Promise<void> {
    const [before, after] = this.runs;
    const { stage } = this.placeNow();
    const view = this.look.dataset.view();
    try {
      const result = await this.look.compare(before.name, after.name, stage ? view.add(stage) : view);
      const pair = await this.readScores(table, before, after);
      if (question !== this.asked) return;
      [this.result, this.pair, this.trouble] = [result, pair, ''];
    } catch (error) {
      if (question !== this.asked) return;
      [this.result, this.pair, this.trouble] = [null, null, sentenceOf(error)];
    }
  }

  /** What can be compared over, the best to tell first. */
  private get places(): Place[] {
    const { splits, tags, tagBits } = this.look.dataset.table;
    const heldOut = this.tell(splits, tags, tagBits, ...this.runs);
    return comparisonPlaces(splits, heldOut);
  }

  private placeNow(): Place {
    const { places } = this;
    return places.find(({ title }) => title === this.where) ?? places[0];
  }

  /** The first score that both runs have. */
  private async readScores(table: Table, before: Run, after: Run) {
    for (const key of ['suspicion', 'self_confidence', ...table.scores.keys()]) {
      const score = table.scores.get(key);
      const values = score && (await readScorePair(before.id, after.id, key));
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
        ${
          runs.length === 0
            ? 'There is no run yet.'
            : `There is one run so far, ${runs[0].source === 'probe' ? 'the ranking by a backbone' : `“${runs[0].name}”`}.`
        }
        Two of a kind stand here side by side: fix some labels, and train or rank again.
      </p>`;
    }
    const [before, after] = this.runs;
    const backbones = before.source === 'probe' && after.source === 'probe';
    const [first, second] = backbones ? ['Backbone’s first ranking', 'Ranked again'] : ['Before', 'After'];
    const unlike = sayUnlike(before, after);
    return html`
      <div class="row">
        ${this.renderChoice(first, before, (name) => (this.earlier = name))}
        ${this.renderChoice(second, after, (name) => (this.later = name))}
        <label class="choice">On ${this.renderPlaces()}</label>
      </div>
      ${unlike ? html`<p class="unlike" role="note">${unlike}</p>` : nothing} ${this.renderLearned()}
      ${this.trouble ? this.renderTrouble(this.trouble) : nothing}
      ${this.result ? this.renderResult(this.result, table) : nothing}
    `;
  }

  private renderPlaces() {
    const now = this.placeNow();
    return html`<select @change=${(event: Event) => (this.where = (event.target as HTMLSelectElement).value)}>
      ${this.places.map(({ title }) => html`<option value=${title} ?selected=${title === now.title}>${title}</option>`)}
    </select>`;
  }

  /** What was learned from tells of labels, not of what was learned. */
  private renderLearned() {
    if (this.placeNow().isTest) return nothing;
    return html`<p class="muted small">
      These samples were learned from, so this is no test: it says how far each run agrees with labels that nobody
      changed in between. To test both, hold out samples on the Train stage, and train twice after that.
    </p>`;
  }

  private renderChoice(title: string, chosen: Run, choose: (name: string) => void) {
    return html`<label class="choice"
      >${title}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${this.look.session.runs.map(
          ({ id, name }) => html`<option value=${name} ?selected=${id === chosen.id}>${name}</option>`,
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
    const { gain, count, leftOut } = result;
    if (!gain) return html`<p class="muted">There is no sample here that both have predicted.</p>`;
    const [before, after] = this.runs;
    const { isTest } = this.placeNow();
    return html`
      ${isTest ? html`<p class="gain num">${sayGain(gain, count)}</p>` : nothing}
      <div class="figures num">
        ${this.renderFigure(before.name, formatPercent(result.before / count))}
        ${this.renderFigure(after.name, formatPercent(result.after / count))}
        ${
          isTest
            ? this.renderFigure('difference', sayDifference(gain), gain.gain > 0 && !isNone(gain))
            : this.renderFigure('difference', `${signedPoints(gain.gain)} points`)
        }
        ${this.renderFigure('over', formatPlural(count, 'sample'))}
      </div>
      <p class="muted small">
        Right is the true label where it is known, else the label as it stands now.
        ${isTest ? '± is the 95 % interval of a difference on the same samples; another seed may add to it.' : nothing}
        ${leftOut > 0 ? `Left out: ${formatPlural(leftOut, 'sample')}, excluded or with a label changed in between.` : nothing}
      </p>
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
    return html`<tr>
      <td class="clipped" title=${printable(name)}>${printable(name)}</td>
      <td class="right">${formatCount(count)}</td>
      <td class="bars" aria-hidden="true">
        <i class="was" style="width: ${100 * a}%"></i><i class="is" style="width: ${100 * b}%"></i>
      </td>
      <td class="right">${formatPercent(a)}</td>
      <td class="right">${formatPercent(b)}</td>
      <td class="right">${signedPoints(b - a)}</td>
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
        .beforeName=${this.runs[0].name}
        .afterName=${this.runs[1].name}
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
