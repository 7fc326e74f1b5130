import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { OtherReviewer } from '../../api/calls/reviewers.ts';
import type { Look } from '../../api/look.ts';
import { TableQuestionError } from '../../api/tables.ts';
import type { View } from '../../api/view.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { PROJECT_ENDING } from '../../core/project/manifest.ts';
import type { ReviewerComparison } from '../../core/review/reviewers.ts';
import type { TableMapping, TableQuestion } from '../../core/tables/table-mapping.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { formatCount, formatDecimal, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { withAnswer } from './mapping-steps.ts';
import { reviewerStyles } from './reviewer-styles.ts';
import './table-question.ts';
import type { LookTableAnswerEvent } from './table-question.ts';

/** Endings that a file picker shows first. */
const ENDINGS = `${PROJECT_ENDING},.csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.npz`;

/** One of the two queues: what both decided about differently, or what only the other did. */
interface Queue {
  heading: string;
  text: string;
  samples: readonly number[];
  view: () => View;
}

/**
 * The dialog “Compare with another reviewer”: asks for their project or labels, says how far both agree, and takes their decisions over, all
 * or by class; the explorer shows them one by one.
 * @fires look-close - put away
 */
@customElement('look-reviewer-dialog')
export class LookReviewerDialog extends LitElement {
  static override styles = [base, reviewerStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  /** The data set that it was opened over. */
  private datasetId: number | null = null;
  private file: File | null = null;
  private mapping: TableMapping = {};

  @query('input[type="file"]') private readonly input!: HTMLInputElement;
  /** What has to be answered before the file can be read. */
  @state() private question: TableQuestion | null = null;
  /** What was taken over last. */
  @state() private done: Edit | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    const { session } = this.look;
    this.session.follow(session);
    this.datasetId ??= session.dataset?.info.id ?? null;
  }

  override updated(): void {
    if (this.look.session.dataset?.info.id !== this.datasetId) this.close();
  }

  private readonly onFile = (): void => {
    const file = this.input.files?.[0];
    // The same file, saved anew, may be picked again.
    this.input.value = '';
    if (file) this.read(file, {});
  };

  private read(file: File, mapping: TableMapping): void {
    Object.assign(this, { file, mapping });
    this.question = this.done = null;
    this.look.leaveReviewer();
    this.action.choose(async () => {
      try {
        await this.look.compareReviewer(file, mapping);
      } catch (error) {
        if (!(error instanceof TableQuestionError)) throw error;
        this.question = error.question;
      }
    }, this.look.session.jobs);
  }

  private readonly onAnswer = ({ detail }: LookTableAnswerEvent): void => {
    this.read(this.file!, withAnswer(this.mapping, detail));
  };

  private readonly close = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  private show(view: View): void {
    const { session } = this.look;
    session.view = view;
    session.selected = view.indices[0] ?? null;
    location.hash = '#/explore';
    this.close();
  }

  private adopt(other: OtherReviewer, samples: readonly number[]): void {
    this.action.run(async () => {
      this.done = await other.adopt({ samples });
    });
  }

  override render() {
    const other = this.look.otherReviewer;
    const { busy } = this.action;
    return html`<look-dialog label="Compare with another reviewer" @look-close=${this.close}>
      <div slot="header">
        <h2>Compare with another reviewer</h2>
        ${other ? html`<p class="muted num file">${printable(other.name)} · ${printable(other.matched)}</p>` : nothing}
      </div>
      <div class="body">
        ${
          other
            ? nothing
            : html`<p class="muted">
                Their project of the same data set (<code>${PROJECT_ENDING}</code>), their labels exported as CSV, JSON
                or Parquet, or a table with the name or number of samples and a label for each. Nothing changes before
                you say so.
              </p>`
        }
        <label class="button ${other ? 'small' : 'primary'}">
          ${icon('upload')} ${busy && !other ? 'Reading …' : other ? 'Choose another file' : 'Choose a file'}
          <input class="visually-hidden" data-focus type="file" accept=${ENDINGS} @change=${this.onFile} />
        </label>
        ${
          this.question
            ? html`<look-table-question
                .question=${this.question}
                @look-table-answer=${this.onAnswer}
              ></look-table-question>`
            : nothing
        }
        ${other ? this.renderComparison(other, other.compare()) : nothing} ${this.renderDone()}
        ${this.action.renderError()}
      </div>
      <button slot="footer" class="button" type="button" @click=${this.close}>Close</button>
    </look-dialog>`;
  }

  private renderComparison(other: OtherReviewer, found: ReviewerComparison) {
    const { both, agreed, kappa, disagreements, onlyTheirs, onlyMine } = found;
    const facts: [string, string][] = [
      [formatCount(both), 'both decided'],
      [formatCount(agreed), 'agree'],
      [Number.isNaN(kappa) ? '–' : formatDecimal(kappa), 'Cohen’s kappa'],
      [formatCount(onlyTheirs.length), 'only they decided'],
      [formatCount(onlyMine), 'only you decided'],
    ];
    const queues: Queue[] = [
      {
        heading: 'Disagreements',
        text: 'Both of you decided, and differently.',
        samples: disagreements,
        view: () => other.disagreements(),
      },
      {
        heading: 'Only they decided',
        text: 'You have not decided about these yet.',
        samples: onlyTheirs,
        view: () => other.onlyTheirs(),
      },
    ].map((queue) => ({ ...queue, samples: [...queue.samples].filter((index) => other.isOpen(index)) }));
    return html`<dl class="figures">
        ${facts.map(
          ([value, title]) =>
            html`<div>
              <dt>${title}</dt>
              <dd class="num">${value}</dd>
            </div>`,
        )}
      </dl>
      ${queues.map((queue) => this.renderQueue(other, queue))}`;
  }

  private renderQueue(other: OtherReviewer, { heading, text, samples, view }: Queue) {
    const count = samples.length;
    if (count === 0)
      return html`<section aria-label=${heading}>
        <h3>${heading}</h3>
        <p class="muted">None is left.</p>
      </section>`;
    return html`<section aria-label=${heading}>
      <h3>${heading} <span class="num muted">${formatCount(count)}</span></h3>
      <p class="muted">${text}</p>
      <div class="row">
        <button class="button primary" type="button" @click=${() => this.show(view())}>
          Look through ${count === 1 ? 'it' : 'them'}
        </button>
        ${this.renderWays(other, samples, `of all ${formatPlural(count, 'sample')}`)}
      </div>
      <details>
        <summary>By class</summary>
        <ul>
          ${byTheirs(other, samples).map(
            ([label, those]) =>
              html`<li>
                <span class="num">they: ${printable(label)}, ${formatPlural(those.length, 'sample')}</span>
                <span class="row">${this.renderWays(other, those, `where they say ${printable(label)}`)}</span>
              </li>`,
          )}
        </ul>
      </details>
    </section>`;
  }

  /** @param which samples they are, for those who do not see what the buttons stand beside */
  private renderWays(other: OtherReviewer, samples: readonly number[], which: string) {
    const { busy } = this.action;
    return html`<button
        class="button small"
        type="button"
        aria-label="Take theirs ${which}"
        ?disabled=${busy}
        @click=${() => this.adopt(other, samples)}
      >
        Take theirs
      </button>
      <button
        class="button small"
        type="button"
        aria-label="Keep mine ${which}"
        ?disabled=${busy}
        @click=${() => other.keepMine(samples)}
      >
        Keep mine
      </button>`;
  }

  /** With a way back as long as it is the last edit. */
  private renderDone() {
    const { done } = this;
    const { session } = this.look;
    if (!done) return nothing;
    const undone = session.undone.has(done.seq);
    return html`<p class="row">
      <span role="status">${undone ? 'Taken back' : 'Done'}: ${printable(done.title)}.</span>
      ${
        session.nextUndo?.seq === done.seq
          ? html`<button
              class="button small"
              type="button"
              ?disabled=${this.action.busy}
              @click=${() => this.action.run(() => this.look.undo())}
            >
              Undo
            </button>`
          : nothing
      }
    </p>`;
  }
}

/** Samples by what the other says of them, the most first. */
function byTheirs(other: OtherReviewer, samples: readonly number[]): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const index of samples) {
    const { theirs } = other.about(index);
    if (!groups.has(theirs)) groups.set(theirs, []);
    groups.get(theirs)!.push(index);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

declare global {
  interface HTMLElementTagNameMap {
    'look-reviewer-dialog': LookReviewerDialog;
  }
}
