import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';
import { LITTLE_KNOWLEDGE } from '../../core/insights/knowledge.ts';
import {
  figuresAt,
  rankBySuspicion,
  withDecisions,
  type DepthFigures,
  type RankCurve,
} from '../../core/insights/rank-curve.ts';
import { memo } from '../../core/memo.ts';
import { FilterMemory } from '../../core/views/filter-memory.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { scoreOf } from '../scores/score-facts.ts';
import { formatCount, formatDecimal, formatPercent } from '../kit/format.ts';
import { renderNoneYet } from '../kit/none-yet.ts';
import { sayBudget, sayMistakes } from '../../core/insights/say-expected.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { watchTheme } from '../samples/theme-colours.ts';
import { MARGIN, paintRanking, rankAtShare, shareOfRank } from './paint-ranking.ts';
import { rankingStyles } from './ranking-styles.ts';
import { depthOf, filtersOf, topStages } from './ranking-stages.ts';

/** Shares of the depth that the arrow and page keys move the budget by. */
const SMALL_STEP = 0.01;
const LARGE_STEP = 0.1;

/** By the parts of a table that what is expected depends on beside the ranking. */
const decideColumns = (
  curve: RankCurve,
  reviewed: Table['reviewed'],
  current: Table['current'],
  predicted: Table['predicted'],
  excluded: Table['excluded'],
): RankCurve => withDecisions(curve, { reviewed, current, predicted, excluded });

/** By the parts of a table that a ranking depends on. */
const rankColumns = (
  scores: Table['scores'],
  predicted: Table['predicted'],
  truth: Table['truth'],
  key: string,
  indices: Uint32Array,
): RankCurve => rankBySuspicion({ scores, predicted, truth }, key, indices);

/**
 * How far down the ranking to look: precision and recall over rank, with the review budget as a line that pointer and arrow keys
 * move. While the view shows the top of the ranking, budget and view are the same.
 */
@customElement('look-rank-curve')
export class LookRankCurve extends LitElement {
  static override styles = [base, rankingStyles];

  private readonly session = new SessionController(this);
  private stopTheme = (): void => {};
  private readonly resizing = new ResizeObserver(() => this.paint());
  private readonly memory = new FilterMemory();
  private readonly rank = memo(rankColumns);
  private readonly decide = memo(decideColumns);
  private dragging = false;
  /** Where the budget was before the drag. */
  private chosenBefore: number | null = null;

  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;
  /** Where a person has put the budget; null for where it is best. */
  @state() private chosen: number | null = null;
  @property({ attribute: false }) look!: Look;
  /** Ranks every sample, whatever the view filters by, and leads to the explorer. */
  @property({ type: Boolean }) whole = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(() => this.paint());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
    this.resizing.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  override updated(): void {
    if (this.canvas) this.resizing.observe(this.canvas);
    this.paint();
  }

  /** Stages of the view that decide what is ranked. */
  private get filters(): ViewStage[] {
    return this.whole ? [] : filtersOf(this.look.session.view?.stages ?? []);
  }

  private get curve(): RankCurve | null {
    const { table } = this.look.session;
    const score = table && scoreOf(table, 'suspicion');
    if (!table || !score) return null;
    try {
      // A corrected label changes what filters let through, and nothing else here.
      const indices = this.memory.samplesUnder(table, this.filters);
      const ranked = this.rank(table.scores, table.predicted, table.truth, score.key, indices);
      return this.decide(ranked, table.reviewed, table.current, table.predicted, table.excluded);
    } catch {
      // The explorer itself says why a view cannot be shown.
      return null;
    }
  }

  private depth(curve: RankCurve): number {
    const shown = this.dragging ? null : depthOf(this.look.session.view?.stages ?? [], curve.key);
    const depth = (this.whole ? null : shown) ?? this.chosen ?? curve.cut.depth;
    return Math.min(depth, curve.ranked.length);
  }

  private paint(): void {
    const { curve } = this;
    if (!this.canvas || !curve) return;
    const { selected } = this.look.session;
    const looked = selected === null ? 0 : curve.ranked.indexOf(selected) + 1;
    paintRanking(this.canvas, this.renderRoot as ShadowRoot, curve, this.depth(curve), looked);
  }

  /** Moves the budget; a view that shows the top of the ranking goes with it. */
  private settle(depth: number): void {
    const { curve } = this;
    if (!curve) return;
    this.chosen = Math.min(curve.ranked.length, Math.max(0, Math.round(depth)));
    if (!this.whole && depthOf(this.look.session.view?.stages ?? [], curve.key) !== null) this.show(this.chosen);
  }

  private show(depth: number): void {
    const { session } = this.look;
    const stages = topStages(this.filters, this.curve!.key, depth);
    session.view = session.dataset!.view().through(stages);
    if (this.whole) this.dispatchEvent(new LookGoEvent('explore'));
  }

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.dragging = true;
    this.chosenBefore = this.chosen;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.onMove(event);
  };

  private readonly onMove = (event: PointerEvent): void => {
    const { curve } = this;
    if (!this.dragging || !curve) return;
    const { left, width } = this.canvas!.getBoundingClientRect();
    const share = (event.clientX - left - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
    this.chosen = rankAtShare(share, curve.ranked.length);
  };

  private readonly onUp = (): void => {
    if (!this.dragging) return;
    this.dragging = false;
    this.settle(this.chosen ?? 0);
  };

  /** The finger turned out to scroll the page. */
  private readonly onCancel = (): void => {
    this.dragging = false;
    this.chosen = this.chosenBefore;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { curve } = this;
    if (!curve) return;
    const depth = this.depth(curve);
    const step = (share: number): number => Math.max(1, Math.round(depth * share));
    const places: Record<string, number> = {
      ArrowRight: depth + step(SMALL_STEP),
      ArrowUp: depth + step(SMALL_STEP),
      ArrowLeft: depth - step(SMALL_STEP),
      ArrowDown: depth - step(SMALL_STEP),
      PageUp: depth + step(LARGE_STEP),
      PageDown: depth - step(LARGE_STEP),
      Home: 0,
      End: curve.ranked.length,
    };
    if (event.key === 'Enter') this.show(depth);
    else if (event.key in places) this.settle(places[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Why there is no curve, and what makes one; nothing where the view is in trouble, which the explorer says. */
  private renderNone() {
    const { table } = this.look.session;
    if (!table || scoreOf(table, 'suspicion')) return nothing;
    const stage = table.predicted ? 'insights' : 'train';
    const text = table.predicted
      ? 'The review budget is told by label-error probability: compute it on the Insights stage, from what a network predicts.'
      : 'The review budget is told by label-error probability, computed from what a network predicts. Train one.';
    const lead = html`<button
      class="button primary"
      type="button"
      @click=${() => this.dispatchEvent(new LookGoEvent(stage))}
    >
      ${table.predicted ? 'To the insights' : 'Train a network'}
    </button>`;
    return renderNoneYet(this.look.session, 'No ranking yet', text, this.whole ? html`` : lead);
  }

  override render() {
    const { curve } = this;
    if (!curve) return this.renderNone();
    const figures = figuresAt(curve, this.depth(curve));
    const { depth } = figures;
    const count = curve.ranked.length;
    const at = shareOfRank(depth, count);
    const best = curve.cut.depth;
    return html`${this.renderDoubt(curve)}
      <p class="headline num">${sayBudget(figures)}</p>
      <p class="muted num">${sayMistakes(figures, this.look.dataset.table)}</p>
      <div
        class="plot"
        role="slider"
        tabindex="0"
        aria-label="Review budget: how many of the most suspect to look at"
        aria-valuemin="0"
        aria-valuemax=${count}
        aria-valuenow=${depth}
        aria-valuetext=${`${sayBudget(figures)} ${inWords(figures)}`}
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onCancel}
        @keydown=${this.onKey}
      >
        <canvas aria-hidden="true"></canvas>
        <div class="track" style="left: ${MARGIN.left}px; right: ${MARGIN.right}px; bottom: ${MARGIN.bottom}px">
          <div class="line" style="left: ${100 * at}%"></div>
        </div>
      </div>
      <p class="key">
        <span><i class="precision"></i>precision</span><span><i class="recall"></i>recall</span>
        ${curve.truth ? html`<span>dashed: with the known truth</span>` : nothing}
        <span class="axis">rank →</span>
      </p>
      ${depth > 0 ? html`<p class="muted num">${this.thresholdOf(curve, depth)}</p>` : nothing}
      ${this.renderFigures(figures)}
      <div class="actions">
        <button class="button primary" type="button" ?disabled=${depth === 0} @click=${() => this.show(depth)}>
          Show these ${formatCount(depth)}
        </button>
        ${
          depth === best
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.settle(best)}>
                Back to ${formatCount(best)}, the best budget
              </button>`
        }
      </div>`;
  }

  /** The same budget as a threshold: what the last of the labels within it has. */
  private thresholdOf({ score, ranked }: RankCurve, depth: number): string {
    return `Threshold: label-error probability of at least ${formatDecimal(score.values[ranked[depth - 1]])}.`;
  }

  private renderDoubt({ knowledge }: RankCurve) {
    if (knowledge === null || knowledge >= LITTLE_KNOWLEDGE) return nothing;
    return html`<p class="doubt" role="note">
      This network agrees with the labels hardly more often than chance would: it has learned too little to say which
      are wrong, and what it expects means nothing. Train longer, or on more samples.
    </p>`;
  }

  private renderFigures({ expected, real, whereKnown }: DepthFigures) {
    return html`<table class="num">
      <caption class="visually-hidden">
        What the review budget gives
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">Mistakes</th>
          <th scope="col">Precision</th>
          <th scope="col">Recall</th>
          <th scope="col">F1</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Expected</th>
          <td>${formatCount(expected.errors)} (${formatCount(expected.low)} – ${formatCount(expected.high)})</td>
          <td>${formatPercent(expected.precision)}</td>
          <td>${formatPercent(expected.recall)}</td>
          <td>${formatPercent(expected.f1)}</td>
        </tr>
        ${
          real && whereKnown
            ? html`<tr>
                <th scope="row">Expected of the ${formatCount(whereKnown.samples)} with known truth</th>
                <td>${formatCount(Math.round(whereKnown.errors))}</td>
                <td colspan="3"></td>
              </tr>`
            : nothing
        }
        ${
          real
            ? html`<tr>
                <th scope="row">Known truth</th>
                <td>${formatCount(real.errors)}</td>
                <td>${formatPercent(real.precision)}</td>
                <td>${formatPercent(real.recall)}</td>
                <td>${formatPercent(real.f1)}</td>
              </tr>`
            : nothing
        }
      </tbody>
    </table>`;
  }
}

function inWords({ expected, real }: DepthFigures): string {
  const say = (figures: { precision: number; recall: number }): string =>
    `precision ${formatPercent(figures.precision)}, recall ${formatPercent(figures.recall)}`;
  return `Expected ${say(expected)}${real ? `; with the known truth ${say(real)}` : ''}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'look-rank-curve': LookRankCurve;
  }
}
