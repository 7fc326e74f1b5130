import { LitElement, css, html, nothing, unsafeCSS, type CSSResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Action } from '../../api/actions.ts';
import type { Session } from '../../api/session.ts';
import type { Table } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import { AgreementCounter } from '../../core/review/decisions.ts';
import { countProgress, isOpen, type ReviewProgress } from '../../core/review/queue.ts';
import { suggestPredicted } from '../../core/review/suggestion.ts';
import { UNDECIDED, isUndecided, ranksLabels, withDecided } from '../../core/views/decided.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { LookStagesEvent } from '../events/explore-events.ts';
import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import { NO_LABEL, REVIEWED } from '../../core/dataset/types.ts';
import { byTouch } from '../kit/by-touch.ts';
import { formatCount } from '../kit/format.ts';
import { classTitle, editTitle } from '../samples/sample-names.ts';
import { LOW, NARROW } from '../styles/screens.ts';
import { base } from '../styles/shared.ts';
import { AS_PREDICTED, BUTTONS, BY_NUMBER, HELP, REDO, UNDO, type Wanted } from './actions.ts';
import { LookFixEvent } from './fix-event.ts';
import { progressStyles, renderProgress } from './review-progress.ts';

/** All of the bar in one row that scrolls. */
const asRow = (selector: string): CSSResult => {
  const host = unsafeCSS(selector);
  return css`
    ${host} {
      display: flex;
      align-items: center;
      overflow: auto hidden;
      scrollbar-width: thin;
    }
    ${host} > * {
      flex: none;
    }
    ${host} .as-predicted {
      width: auto;
      max-width: 220px;
      min-height: 32px;
    }
    ${host} .actions,
    ${host} .classes {
      display: flex;
      flex-wrap: nowrap;
      overflow: visible;
    }
    ${host} .facts {
      flex-wrap: nowrap;
      margin-top: 2px;
      white-space: nowrap;
    }
  `;
};

/**
 * What can be done about the sample looked at, each with its key, and how far the review of the view is.
 * @event look-fix - something is to be done
 * @event look-stages - what is decided is to be shown, or no longer
 */
@customElement('look-fix-bar')
export class LookFixBar extends LitElement {
  static override styles = [
    base,
    progressStyles,
    css`
      :host {
        position: relative;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--look-space-3);
        padding: var(--look-space-3) var(--look-space-4);
        border-top: 1px solid var(--look-line);
        background: var(--look-surface);
      }
      .as-predicted {
        display: flex;
        justify-content: space-between;
        width: 100%;
        min-height: 36px;
      }
      .as-predicted span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .primary kbd {
        border-color: currentcolor;
        background: none;
        color: inherit;
      }
      .actions {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(92px, 1fr));
        gap: 2px;
      }
      .actions button {
        justify-content: start;
        gap: 6px;
        padding: 0 4px;
      }
      .classes {
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
      }
      .classes button {
        gap: 4px;
        max-width: 120px;
        padding: 0 4px;
      }
      .classes button[aria-pressed='true'] {
        background: var(--look-surface-2);
        font-weight: 600;
      }
      .classes span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (pointer: coarse) {
        .actions button,
        .classes button {
          flex: none;
          padding: 0 10px;
        }
      }
      /* On a small screen the samples need the room: what can be done is one row that scrolls, */
      @media ${NARROW} {
        :host {
          gap: 6px;
          padding: 6px var(--look-space-3);
        }
        .classes button {
          flex: none;
        }
        .actions,
        .classes {
          display: flex;
          flex-wrap: nowrap;
          overflow: auto hidden;
          scrollbar-width: thin;
        }
      }
      /* and so is everything on a low one. */
      @media ${LOW} {
        ${asRow(':host')}
      }
      ${asRow(':host([row])')}
    `,
  ];

  private readonly progress = memo(countProgress);
  private readonly agreement = new AgreementCounter();

  @property({ attribute: false }) session!: Session;
  /** Samples of the view, decided or not. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** Changes with the session: what is shown depends on much of it. */
  @property({ attribute: false }) table: unknown;
  @property({ attribute: false }) selected: number | null = null;
  /** Whether it is one row whatever the screen, as below a large picture. */
  @property({ type: Boolean, reflect: true }) row = false;

  private ask(wanted: Wanted): void {
    this.dispatchEvent(new LookFixEvent(wanted));
  }

  override render() {
    // What grows with the review stands above: no button moves under the pointer.
    return html`${this.renderProgress()} ${this.renderAsPredicted()} ${this.renderActions()} ${this.renderClasses()}`;
  }

  private renderAsPredicted() {
    const { table } = this.session;
    const { selected } = this;
    if (selected === null || !table) {
      return html`<p class="muted">
        ${byTouch() ? 'Tap a sample to fix it.' : 'Click a sample, or press an arrow key, and fix it by keyboard from there.'}
      </p>`;
    }
    if (!isOpen(table, selected)) return this.renderDecided(table, selected);
    const suggestion = suggestPredicted(table, selected);
    const predicted = table.predicted?.[selected] ?? NO_LABEL;
    if (!suggestion && predicted === NO_LABEL) return nothing;
    const word = suggestion ? classTitle(table.classes, suggestion.label) : 'Confirm: the network agrees';
    return html`<button
      class="button ${suggestion ? 'primary' : ''} as-predicted"
      type="button"
      @click=${() => this.ask({ action: AS_PREDICTED })}
    >
      <span>${suggestion ? html`Relabel → ${word}` : word}</span><kbd>${AS_PREDICTED.keys[0]}</kbd>
    </button>`;
  }

  /** Enter puts nothing over a decision: it goes on. */
  private renderDecided({ classes, current, excluded }: Table, selected: number) {
    const { reviewed } = this.session.table!;
    const what = excluded[selected]
      ? 'excluded'
      : reviewed[selected] === REVIEWED.unsure
        ? 'unsure'
        : classTitle(classes, current[selected]);
    return html`<button class="button as-predicted" type="button" @click=${() => this.ask({ action: AS_PREDICTED })}>
      <span>Decided: ${what} · next</span><kbd>${AS_PREDICTED.keys[0]}</kbd>
    </button>`;
  }

  private renderActions() {
    const { table, nextUndo, nextRedo } = this.session;
    const step = new Map([
      [UNDO, nextUndo],
      [REDO, nextRedo],
    ]);
    const button = (
      { keys, title }: { keys: readonly string[]; title: string },
      wanted: Wanted,
      { off = false, says = '' } = {},
    ) =>
      html`<button
        class="button small quiet"
        type="button"
        aria-disabled=${off}
        title=${says || nothing}
        @click=${() => off || this.ask(wanted)}
      >
        <kbd>${keys[0]}</kbd> ${title}
      </button>`;
    /** What would be taken back, or done again; where there is nothing, the button keeps its place and does nothing. */
    const about = (action: Action): { off?: boolean; says?: string } => {
      const edit = step.get(action);
      if (edit === undefined) return {};
      if (!edit || !table) return { off: true, says: `nothing to ${action.title}` };
      return { says: `${action.title}: ${editTitle(edit.title, table).replace(/^undo: /, '')}` };
    };
    return html`<div class="actions" role="group" aria-label="Fix this sample">
      ${BUTTONS.map((action) => button(action, { action }, about(action)))}
      ${button({ ...HELP, title: byTouch() ? 'help' : 'all keys' }, 'help')}
    </div>`;
  }

  /** The classes with their digits, where one digit is enough for each. */
  private renderClasses() {
    const { table } = this.session;
    const { selected } = this;
    if (selected === null || !table || table.classes.length > 10) return nothing;
    return html`<div class="classes" role="group" aria-label="Class of this sample">
      ${standingClasses(table).map(
        (label) =>
          html`<button
            class="button small quiet"
            type="button"
            aria-pressed=${label === table.current[selected]}
            title=${printable(table.classes[label])}
            @click=${() => this.ask({ action: BY_NUMBER, value: label })}
          >
            <kbd>${label}</kbd><span>${printable(table.classes[label])}</span>
          </button>`,
      )}
    </div>`;
  }

  private renderProgress() {
    const { table, journal, undone, view } = this.session;
    const stages = view?.stages ?? [];
    const { next, ...progress } = this.progress(table!, this.indices);
    // The next ones are worth a word where the likeliest mistakes come first.
    const shown = { ...progress, next: ranksLabels(table!, stages) ? next : null };
    const agreement = this.agreement.count(journal, undone);
    return renderProgress(shown, agreement, this.renderToggle(shown, table!, stages));
  }

  /** What leaves a queue that is worked through is a click away, and back again. */
  private renderToggle({ total, open }: ReviewProgress, table: Table, stages: readonly ViewStage[]) {
    const hidden = stages.some(isUndecided);
    if (total === open || !(hidden || ranksLabels(table, stages))) return nothing;
    const wanted = hidden ? withDecided(stages) : [...stages, UNDECIDED];
    return html`<button
      class="button small quiet"
      type="button"
      @click=${() => this.dispatchEvent(new LookStagesEvent(wanted))}
    >
      ${hidden ? 'Show' : 'Hide'} decided ${formatCount(total - open)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-fix-bar': LookFixBar;
  }
}
