import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { sentenceOf } from '../../core/errors.ts';
import { memo } from '../../core/memo.ts';
import { titleOf } from '../../core/tables/match-rows.ts';
import type { OutsideTable } from '../../core/tables/outside-table.ts';
import { planTable } from '../../core/tables/plan-table.ts';
import { readOutsideTable } from '../../core/tables/read-table.ts';
import type { MatchKind, TableMapping } from '../../core/tables/table-mapping.ts';
import type { TablePlan } from '../../core/tables/table-plan.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { addTableStyles } from './add-table-styles.ts';
import { withAnswer, withMatch, withMeaning } from './mapping-steps.ts';
import './pick-table.ts';
import type { LookTableFileEvent } from './pick-table.ts';
import './table-columns.ts';
import type { LookMeaningEvent } from './table-columns.ts';
import './table-examples.ts';
import './table-question.ts';
import type { LookTableAnswerEvent } from './table-question.ts';

/**
 * The dialog “Add a table”: asks for a file where there is none, shows what was understood of it, asks what cannot be known, and adds it to
 * the data set that is open.
 * @fires look-close - it was added, or put away
 */
@customElement('look-add-table')
export class LookAddTable extends LitElement {
  static override styles = [base, addTableStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly plan = memo((table: OutsideTable, target: Table, mapping: TableMapping): TablePlan | string => {
    try {
      return planTable(table, target, mapping);
    } catch (error) {
      return sentenceOf(error);
    }
  });
  /** The data set that it was opened over. */
  private datasetId: number | null = null;
  private began = false;

  @state() private table: OutsideTable | null = null;
  @state() private mapping: TableMapping = {};
  /** What was done; null until then. */
  @state() private done: { text: string; edit: Edit | null; run: string | null } | null = null;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) file: File | null = null;

  override willUpdate(): void {
    const { session } = this.look;
    this.session.follow(session);
    this.datasetId ??= session.dataset?.info.id ?? null;
    if (this.file && !this.began) this.read(this.file);
    this.began = true;
  }

  override updated(): void {
    if (this.look.session.dataset?.info.id !== this.datasetId) this.close();
  }

  private read(file: File): void {
    this.action.choose(async () => {
      this.table = null;
      this.mapping = {};
      this.table = await readOutsideTable(file.name, file);
    });
  }

  private add(table: OutsideTable, plan: TablePlan): void {
    this.action.run(async () => {
      const { edit, run } = await this.look.addTable(table, this.mapping);
      this.done = { text: plan.action[0].toLowerCase() + plan.action.slice(1), edit, run: run?.name ?? null };
    }, this.look.session.jobs);
  }

  private readonly close = (): void => {
    // What is being written can no longer be called off, only undone.
    if (!this.action.busy || !this.table) this.dispatchEvent(new Event('look-close'));
  };

  private renderMatch({ match, rows }: TablePlan): TemplateResult | typeof nothing {
    if (!match) return nothing;
    const { kind, kinds, how, matched, strangers } = match;
    const onKind = (event: Event): void => {
      this.mapping = withMatch(this.mapping, (event.target as HTMLSelectElement).value as MatchKind);
    };
    const lost = rows - matched;
    return html`<div class="match">
      ${
        kinds.length > 1
          ? html`<label
              >Rows are matched
              <select @change=${onKind}>
                ${kinds.map((one) => html`<option value=${one} .selected=${one === kind}>${titleOf(one)}</option>`)}
              </select></label
            >`
          : nothing
      }
      <p class="num" role="status">
        ${formatCount(matched)} of ${formatPlural(rows, 'row')} matched
        ${how}${lost === 0 ? '.' : `; ${formatCount(lost)} ${lost === 1 ? 'is' : 'are'} of no sample here:`}
        ${strangers.map((stranger, j) => html`${j > 0 ? ', ' : ''}<code>${stranger}</code>`)}${lost > strangers.length ? ' …' : ''}
      </p>
    </div>`;
  }

  private renderAgreement({ agreement, run, labels }: TablePlan) {
    if (!agreement || agreement.of === 0) return nothing;
    const { of, agree } = agreement;
    const judged = run && !labels ? 'predicted classes are the labels' : 'labels are';
    return html`<span class="muted num">
      ${formatCount(agree)} of ${formatCount(of)} ${judged} as they stand, ${formatCount(of - agree)} differ.
    </span>`;
  }

  /** What the run will be called that predictions become. */
  private renderRun({ run }: TablePlan) {
    if (!run) return nothing;
    return html`<section>
      <h3 class="section-head">Predictions</h3>
      <label class="match"
        >They become a run called
        <input
          class="run"
          .value=${run.name}
          maxlength="80"
          @change=${(event: Event) => (this.mapping = { ...this.mapping, run: (event.target as HTMLInputElement).value })}
        />
      </label>
      <p class="num">${formatPlural(run.indices.length, 'sample')} with predictions.</p>
    </section>`;
  }

  private renderPlan(plan: TablePlan): TemplateResult {
    const { dataset } = this.look;
    return html`${plan.questions.map(
        (question) =>
          html`<look-table-question
            .question=${question}
            @look-table-answer=${({ detail }: LookTableAnswerEvent) => (this.mapping = withAnswer(this.mapping, detail))}
          ></look-table-question>`,
      )}
      <section>
        <h3 class="section-head">Columns</h3>
        <look-table-columns
          .columns=${plan.columns}
          @look-meaning=${({ detail }: LookMeaningEvent) => (this.mapping = withMeaning(this.mapping, detail, plan.columns))}
        ></look-table-columns>
      </section>
      <section>
        <h3 class="section-head">Samples</h3>
        ${this.renderMatch(plan)}
        ${
          plan.examples.length > 0
            ? html`<look-table-examples .source=${dataset} .examples=${plan.examples}></look-table-examples>
                ${this.renderAgreement(plan)}`
            : nothing
        }
      </section>
      ${this.renderRun(plan)}
      ${
        plan.notes.length > 0
          ? html`<ul class="notes muted">
              ${plan.notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
          : nothing
      }
      <look-error-note .message=${plan.problem ?? ''}></look-error-note>`;
  }

  private renderButton(table: OutsideTable, plan: TablePlan): TemplateResult {
    const open = plan.questions.filter(({ answer }) => answer === null).length;
    const ready = open > 0 || plan.problem === null;
    const words = open > 0 ? `${formatPlural(open, 'question')} to answer` : plan.action;
    return html`<button
      slot="footer"
      class="button primary"
      type="button"
      ?disabled=${!ready || this.action.busy}
      @click=${() => (open > 0 ? this.showOpenQuestion() : this.add(table, plan))}
    >
      ${this.action.busy ? 'Adding …' : words}
    </button>`;
  }

  private showOpenQuestion(): void {
    const questions = [...this.renderRoot.querySelectorAll('look-table-question')];
    const open = questions.find(({ question }) => question.answer === null);
    open?.scrollIntoView({ block: 'center' });
    open?.focusFirst();
  }

  /** With a way back as long as it is the last step of its kind: given labels are taken back apart from decisions. */
  private renderDone({ text, edit, run }: NonNullable<typeof this.done>): TemplateResult {
    const { session } = this.look;
    const undone = edit !== null && session.undone.has(edit.seq);
    const isGiven = edit?.kind === 'labels';
    const last = edit && (isGiven ? !undone : session.nextUndo?.seq === edit.seq);
    return html`<p class="done">
      <span role="status">${undone ? 'Taken back' : 'Done'}: ${text}.</span>
      ${
        last
          ? html`<button
              class="button small"
              type="button"
              ?disabled=${this.action.busy}
              @click=${() => this.action.run(() => (isGiven ? this.look.undoNoise() : this.look.undo()))}
            >
              Undo
            </button>`
          : nothing
      }
      ${
        run === null
          ? nothing
          : html`<button
              class="button small"
              type="button"
              ?disabled=${this.action.busy}
              @click=${() => this.rank(run)}
            >
              Rank labels by it
            </button>`
      }
    </p>`;
  }

  /** The progress of the jobs is in sight behind the dialog. */
  private rank(run: string): void {
    void this.look.findSuspects({ run }).catch(() => {});
    this.dispatchEvent(new Event('look-close'));
  }

  override render() {
    const { table, action, done } = this;
    const target = this.look.session.table;
    const plan = table && target && !done ? this.plan(table, target, this.mapping) : null;
    return html`<look-dialog label="Add a table" @look-close=${this.close}>
      <div slot="header">
        <h2>Add a table to ${printable(this.look.session.dataset?.name ?? '')}</h2>
        ${table ? html`<p class="file muted num" title=${printable(table.file)}>${printable(table.file)} · ${formatPlural(table.rows, 'row')}</p>` : nothing}
      </div>
      <div class="body">
        ${
          done
            ? this.renderDone(done)
            : html`<look-pick-table
                ?compact=${table !== null}
                ?busy=${action.busy && !table}
                .target=${target}
                data-focus
                @look-table-file=${({ detail }: LookTableFileEvent) => this.read(detail)}
              ></look-pick-table>`
        }
        ${typeof plan === 'string' ? html`<look-error-note .message=${plan}></look-error-note>` : plan && this.renderPlan(plan)}
        ${action.renderError()}
      </div>
      <button slot="footer" class="button" type="button" @click=${this.close}>${done ? 'Close' : 'Cancel'}</button>
      ${table && plan && typeof plan !== 'string' ? this.renderButton(table, plan) : nothing}
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-add-table': LookAddTable;
  }
}
