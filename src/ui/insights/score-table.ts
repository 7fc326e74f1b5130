import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';
import { catalogue, type ScoreGroup } from '../../core/insights/catalogue.ts';
import { SCORE_METHODS, type ScoreMethod } from '../../core/insights/methods.ts';
import { memo } from '../../core/memo.ts';
import { rankingReport, type RankingReport } from '../../tasks/ranking.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { icon } from '../icons.ts';
import { formatCount, formatPlural, formatDecimal } from '../kit/format.ts';
import { base, stageParts } from '../styles/shared.ts';
import './score-card.ts';
import { scoreFacts, scoreOf, type ScoreFacts } from '../scores/score-facts.ts';
import { WHY_IT_MOVES } from '../../core/insights/say-expected.ts';
import { scoreTableStyles } from './score-table-styles.ts';

/** A person wants this score computed. */
export class LookComputeEvent extends CustomEvent<ScoreMethod> {
  constructor(method: ScoreMethod) {
    super('look-compute', { detail: method });
  }
}

type Figure = 'auroc' | 'ap' | 'precision_at_100' | 'recall_at_n';

const FIGURES: { key: Figure; title: string; meaning: string }[] = [
  {
    key: 'auroc',
    title: 'AUROC',
    meaning: 'The chance that a wrong label ranks above a right one, ties counting half; 0.5 is guessing.',
  },
  {
    key: 'ap',
    title: 'AP',
    meaning:
      'Average precision: the precision at every depth, averaged over the wrong labels found; guessing gives their share.',
  },
  { key: 'precision_at_100', title: 'P@100', meaning: 'The share of wrong labels among the 100 worst.' },
  {
    key: 'recall_at_n',
    title: 'Recall at n',
    meaning: 'The share of the n wrong labels that is found among the n worst.',
  },
];

const GROUPS: Record<ScoreGroup, string> = {
  suspicion: 'The ranking to go by',
  'label quality': 'Label quality',
  mistakenness: 'Mistakenness and hardness',
  'training dynamics': 'Training dynamics',
  neighbours: 'Neighbours',
};

/** Figures that are shown alike count as equal: a difference in the sixteenth digit makes none the best. */
const asShown = (figure: number): number => Math.round(figure * 1000);

interface Row {
  method: ScoreMethod;
  facts: ScoreFacts;
  report: RankingReport | null;
}

function judge(scores: Table['scores'], current: Uint16Array, truth: Uint16Array): Row[] {
  return SCORE_METHODS.map((method) => {
    const score = scoreOf({ scores }, method);
    const facts = scoreFacts({ scores, current }, score?.key ?? '');
    return { method, facts, report: score ? rankingReport(score, truth) : null };
  });
}

/**
 * Every score by group: how far it is computed, how well it finds what is known to be wrong, the best of each figure marked;
 * what it is and how its values lie unfolds.
 * @event look-compute
 */
@customElement('look-score-table')
export class LookScoreTable extends LitElement {
  static override styles = [base, stageParts, scoreTableStyles];

  private readonly rows = memo(judge);

  @state() private open: ReadonlySet<ScoreMethod> = new Set(['suspicion']);
  @property({ attribute: false }) look!: Look;
  /** The columns to judge; a new one is judged anew. */
  @property({ attribute: false }) table!: Table;
  @property({ type: Boolean }) disabled = false;

  private toggle(method: ScoreMethod): void {
    const open = new Set(this.open);
    if (!open.delete(method)) open.add(method);
    this.open = open;
  }

  private showRange(method: ScoreMethod, range: { min: number; max: number } | null): void {
    const score = scoreOf(this.table, method);
    if (!range || !score) return;
    const field = `insights.${score.key}`;
    this.look.session.view = this.look.dataset
      .view()
      .matchRange(field, range.min, range.max)
      .sortBy(field, { reverse: catalogue[method].suspectWhen === 'high' });
    this.dispatchEvent(new LookGoEvent('explore'));
  }

  override render() {
    const { table } = this;
    const rows = this.rows(table.scores, table.current, table.truth);
    const judged = rows.flatMap(({ report }) => (report ? [report] : []));
    const truth = judged.length > 0;
    const best = (figure: Figure): number => Math.max(...judged.map((report) => asShown(report[figure])));
    const allOpen = this.open.size === SCORE_METHODS.length;
    const groups = Object.keys(GROUPS) as ScoreGroup[];
    return html`<div class="row spread">
        <h2 class="section-head">Scores</h2>
        <button
          class="button small quiet"
          type="button"
          @click=${() => (this.open = new Set(allOpen ? [] : SCORE_METHODS))}
        >
          ${allOpen ? 'Fold all' : 'Unfold all'}
        </button>
      </div>
      <div class="scroll">
        <table>
          <caption class="visually-hidden">
            Every score${truth ? ', and how well it ranks the labels known to be wrong' : ''}
          </caption>
          <thead>
            <tr>
              <th scope="col">Score</th>
              <th scope="col" class="right">Samples</th>
              ${truth ? FIGURES.map(({ title }) => html`<th scope="col" class="right">${title}</th>`) : nothing}
              <td></td>
            </tr>
          </thead>
          ${groups.map(
            (group) =>
              html`<tbody class=${group === 'suspicion' ? 'first' : ''}>
                <tr>
                  <th class="group" scope="rowgroup" colspan=${truth ? 7 : 3}>${GROUPS[group]}</th>
                </tr>
                ${rows
                  .filter(({ method }) => catalogue[method].group === group)
                  .map((row) => this.renderRow(row, truth, judged, best))}
              </tbody>`,
          )}
        </table>
      </div>
      ${this.renderTruth(judged)}`;
  }

  private renderRow(
    { method, facts, report }: Row,
    truth: boolean,
    judged: RankingReport[],
    best: (figure: Figure) => number,
  ) {
    const { title } = catalogue[method];
    const open = this.open.has(method);
    const computed = facts.computed > 0;
    return html`<tr>
        <th class="score" scope="row">
          <button class="fold" type="button" aria-expanded=${open} @click=${() => this.toggle(method)}>
            ${icon('chevron-down')}<span>${title}</span>
          </button>
        </th>
        <td class="right muted">
          ${computed ? formatCount(facts.computed) : '–'}
          ${facts.stale > 0 ? html`<span class="stale">${formatCount(facts.stale)} stale</span>` : nothing}
        </td>
        ${
          truth
            ? FIGURES.map(({ key }) => {
                const allAlike = judged.every((other) => asShown(other[key]) === best(key));
                const leads = report && !allAlike && asShown(report[key]) === best(key);
                return html`<td class="right ${leads ? 'best' : ''}">
                  ${leads ? html`<span class="best-mark">best</span>` : nothing}
                  ${report ? formatDecimal(report[key]) : '–'}
                </td>`;
              })
            : nothing
        }
        <td class="right">
          <button
            class="button small ${computed ? 'quiet' : ''}"
            type="button"
            aria-label="${computed ? 'Compute again:' : 'Compute'} ${title}"
            ?disabled=${this.disabled}
            @click=${() => this.dispatchEvent(new LookComputeEvent(method))}
          >
            ${computed ? 'Again' : 'Compute'}
          </button>
        </td>
      </tr>
      ${
        open
          ? html`<tr class="detail">
              <td colspan=${truth ? 7 : 3}>
                <look-score-card
                  .method=${method}
                  .table=${this.table}
                  @look-range=${(event: CustomEvent<{ min: number; max: number } | null>) =>
                    this.showRange(method, event.detail)}
                ></look-score-card>
              </td>
            </tr>`
          : nothing
      }`;
  }

  private renderTruth(judged: RankingReport[]) {
    if (judged.length === 0) {
      return html`<p class="muted">
        No truth is known, so nobody can say how good the ranking is. It is known where noise was injected or labels
        were replaced from a file, and the scores of those samples are computed.
      </p>`;
    }
    const { samples, wrong } = judged[0];
    return html`<p class="muted num">
        Over ${formatPlural(samples, 'sample')} whose true label is known, ${formatPlural(wrong, 'label')} of them wrong
        when the score was computed. ${WHY_IT_MOVES}
      </p>
      <dl>
        ${FIGURES.map(
          ({ title, meaning }) => html`
            <dt>${title}</dt>
            <dd>${meaning}</dd>
          `,
        )}
      </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-score-table': LookScoreTable;
  }
  interface HTMLElementEventMap {
    'look-compute': LookComputeEvent;
  }
}
