import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import { SCORE_METHODS } from '../../core/insights/methods.ts';
import type { RankingReport } from '../../tasks/ranking.ts';
import { formatPlural, formatScore } from '../kit/format.ts';
import { base, stagePage } from '../styles/shared.ts';
import { scoreOf } from './score-facts.ts';

type Figure = 'auroc' | 'ap' | 'precision_at_100' | 'recall_at_n';

const FIGURES: { key: Figure; title: string; meaning: string }[] = [
  {
    key: 'auroc',
    title: 'AUROC',
    meaning: 'The chance that a wrong label ranks above a right one, ties counting half; .5 is guessing.',
  },
  {
    key: 'ap',
    title: 'Average precision',
    meaning: 'The precision at every depth, averaged over the wrong labels found; guessing gives their share.',
  },
  { key: 'precision_at_100', title: 'Precision@100', meaning: 'The share of wrong labels among the 100 worst.' },
  {
    key: 'recall_at_n',
    title: 'Recall at n',
    meaning: 'The share of the n wrong labels that is found among the n worst.',
  },
];

/** Scores that read alike count alike: a difference in the sixteenth digit makes none the best. */
const asShown = (figure: number): number => Math.round(figure * 1000);

interface Row {
  title: string;
  report: RankingReport;
}

/** How well each score finds the labels that are known to be wrong, the best of each figure marked. */
@customElement('look-ranking-table')
export class RankingTable extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
        height: auto;
        overflow-x: auto;
      }
      td.best {
        color: var(--look-accent);
        font-weight: 650;
      }
      .best-mark {
        font-size: var(--look-size-1);
        font-weight: 600;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px var(--look-space-3);
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      dt {
        font-weight: 600;
      }
    `,
  ];

  private seen: { table: Table; rows: Row[] } | null = null;

  @property({ attribute: false }) look!: Look;
  /** The columns to judge; a new one is judged anew. */
  @property({ attribute: false }) table!: Table;

  private rows(): Row[] {
    const { table } = this;
    if (this.seen?.table === table) return this.seen.rows;
    const rows = SCORE_METHODS.flatMap((method) => {
      const score = scoreOf(table, method);
      const report = score ? this.look.rankingQuality(score.key) : null;
      return report ? [{ title: catalogue[method].title, report }] : [];
    });
    rows.sort((a, b) => asShown(b.report.ap) - asShown(a.report.ap));
    this.seen = { table, rows };
    return rows;
  }

  override render() {
    const rows = this.rows();
    if (rows.length === 0) {
      return html`<p>
        No truth is known, so nobody can say how good the ranking is. It is known where noise was planted or labels were
        replaced from a file, and the scores of those samples are computed.
      </p>`;
    }
    const best = (figure: Figure): number => Math.max(...rows.map(({ report }) => asShown(report[figure])));
    const { samples, wrong } = rows[0].report;
    return html`<table>
        <caption class="visually-hidden">
          How well each score ranks the labels known to be wrong
        </caption>
        <thead>
          <tr>
            <th scope="col">Score</th>
            ${FIGURES.map(({ title }) => html`<th scope="col" class="right">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ title, report }) =>
              html`<tr>
                <td>${title}</td>
                ${FIGURES.map(({ key }) => {
                  const allAlike = rows.every((row) => asShown(row.report[key]) === best(key));
                  const leads = !allAlike && asShown(report[key]) === best(key);
                  return html`<td class="right ${leads ? 'best' : ''}">
                    ${leads ? html`<span class="best-mark">best</span>` : nothing} ${formatScore(report[key])}
                  </td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="muted num">
        Over ${formatPlural(samples, 'sample')} whose true label is known, ${formatPlural(wrong, 'wrong label')} among
        them.
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
    'look-ranking-table': RankingTable;
  }
}
