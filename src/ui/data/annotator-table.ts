import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AnnotatorFigures } from '../../api/calls/annotators.ts';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { sentenceOf } from '../../core/errors.ts';
import type { ConsensusMethod } from '../../tasks/annotators.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatPercent } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

const METHODS: readonly [ConsensusMethod, string][] = [
  ['majority', 'Majority'],
  ['dawid-skene', 'Dawid–Skene'],
  ['crowdlab', 'CROWDLAB'],
];

/** How annotators stand to their consensus by one of the methods, which can be made the given labels. */
@customElement('look-annotator-table')
export class LookAnnotatorTable extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
        overflow-x: auto;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2);
      }
      th {
        padding: 0 var(--look-space-3) 0 0;
        color: var(--look-text-2);
        font-weight: 450;
        text-align: left;
      }
    `,
  ];

  private readonly action = new ActionController(this);
  private asked: unknown[] = [];

  @state() private method: ConsensusMethod = 'majority';
  @state() private figures: AnnotatorFigures[] = [];
  @state() private trouble = '';
  @property({ attribute: false }) look!: Look;
  /** The columns that the figures are of. */
  @property({ attribute: false }) table!: Table;

  override willUpdate(): void {
    const { method, table } = this;
    const asked = [method, table.retired, table.classes, method === 'crowdlab' ? table.predicted : null];
    if (asked.every((one, at) => one === this.asked[at])) return;
    this.asked = asked;
    this.look.annotators({ method }).then(
      (figures) => {
        if (this.asked === asked) [this.figures, this.trouble] = [figures, ''];
      },
      (error: unknown) => {
        if (this.asked === asked) [this.figures, this.trouble] = [[], sentenceOf(error)];
      },
    );
  }

  override render() {
    const { method, figures, trouble } = this;
    return html`<div class="row">
        <label
          >Consensus by
          <select
            @change=${(event: Event) => (this.method = (event.target as HTMLSelectElement).value as ConsensusMethod)}
          >
            ${METHODS.map(([value, title]) => html`<option value=${value} ?selected=${value === method}>${title}</option>`)}
          </select></label
        >
        <button
          class="button small"
          type="button"
          ?disabled=${this.action.busy || figures.length === 0}
          @click=${() => this.action.run(() => this.look.consensus({ method }))}
        >
          Make it the given labels
        </button>
      </div>
      ${trouble ? html`<p class="muted" role="status">${trouble}</p>` : nothing} ${this.action.renderError()}
      ${
        figures.length === 0
          ? nothing
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">Annotator</th>
                  <th scope="col">Labels</th>
                  <th scope="col">Agree with the consensus</th>
                  <th scope="col">Quality</th>
                </tr>
              </thead>
              <tbody>
                ${figures.map(
                  ({ name, samples, agreement, quality }) =>
                    html`<tr>
                      <td class="clipped" title=${printable(name)}>${printable(name)}</td>
                      <td>${formatCount(samples)}</td>
                      <td>${share(agreement)}</td>
                      <td>${share(quality)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }`;
  }
}

const share = (value: number): string => (Number.isNaN(value) ? '–' : formatPercent(value));

declare global {
  interface HTMLElementTagNameMap {
    'look-annotator-table': LookAnnotatorTable;
  }
}
