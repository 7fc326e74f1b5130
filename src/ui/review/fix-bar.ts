import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Action } from '../../api/actions.ts';
import type { Session } from '../../api/session.ts';
import type { ReviewProgress } from '../../core/review/queue.ts';
import type { Guess } from '../../core/review/suggestion.ts';
import { UNDECIDED, isUndecided, ranksLabels, withDecided } from '../../core/views/decided.ts';
import { LookStagesEvent } from '../events/explore-events.ts';
import { byTouch } from '../kit/by-touch.ts';
import { formatCount } from '../kit/format.ts';
import { editTitle } from '../samples/sample-names.ts';
import { LOW, NARROW } from '../styles/screens.ts';
import { base } from '../styles/shared.ts';
import { BUTTONS, HELP, REDO, UNDO, type Wanted } from './actions.ts';
import { classStyles, renderClasses } from './class-buttons.ts';
import { LookFixEvent } from './fix-event.ts';
import { guessStyles, renderGuesses } from './guess-buttons.ts';
import { ProgressCounter, progressStyles, renderProgress } from './review-progress.ts';

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
    guessStyles,
    classStyles,
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
      @media (pointer: coarse) {
        .actions button {
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
        :host {
          display: flex;
          align-items: center;
          overflow: auto hidden;
          scrollbar-width: thin;
        }
        :host > * {
          flex: none;
        }
        .as-predicted {
          width: auto;
          max-width: 220px;
          min-height: 32px;
        }
        .actions,
        .classes,
        .guesses {
          display: flex;
          flex-wrap: nowrap;
          overflow: visible;
          container-type: normal;
        }
        .facts {
          flex-wrap: nowrap;
          margin-top: 2px;
          white-space: nowrap;
        }
      }
    `,
  ];

  private readonly progress = new ProgressCounter();

  @property({ attribute: false }) session!: Session;
  /** Samples of the view, decided or not. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** Changes with the session: what is shown depends on much of it. */
  @property({ attribute: false }) table: unknown;
  @property({ attribute: false }) selected: number | null = null;
  /** Classes that the sample might have besides its label and the suggested one, the likeliest first. */
  @property({ attribute: false }) guesses: readonly Guess[] = [];

  private readonly ask = (wanted: Wanted): void => {
    this.dispatchEvent(new LookFixEvent(wanted));
  };

  override render() {
    // What grows with the review stands above: no button moves under the pointer.
    return html`${this.renderProgress()} ${this.renderGuesses()} ${this.renderActions()} ${this.renderClasses()}`;
  }

  private renderGuesses() {
    const { table } = this.session;
    const { selected } = this;
    if (selected === null || !table) {
      return html`<p class="muted">
        ${byTouch() ? 'Tap a sample to fix it.' : 'Click a sample, or press an arrow key, and fix it by keyboard from there.'}
      </p>`;
    }
    return renderGuesses(table, selected, this.guesses, this.ask);
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
    return renderClasses(table, selected, this.ask);
  }

  private renderProgress() {
    const { progress, agreement } = this.progress.count(this.session, this.indices);
    return renderProgress(progress, agreement, this.renderToggle(progress));
  }

  /** What leaves a queue that is worked through is a click away, and back again. */
  private renderToggle({ total, open }: ReviewProgress) {
    const { table, view } = this.session;
    const stages = view?.stages ?? [];
    const hidden = stages.some(isUndecided);
    if (total === open || !(hidden || ranksLabels(table!, stages))) return nothing;
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
