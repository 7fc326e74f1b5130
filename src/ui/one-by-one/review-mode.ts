import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { actionOf, type Action } from '../../api/actions.ts';
import type { Look } from '../../api/look.ts';
import { decisionAt } from '../../core/dataset/decision-word.ts';
import { nameOf, printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { openAfter } from '../../core/review/queue.ts';
import { LookSelectEvent } from '../events/explore-events.ts';
import '../inspector/sample-source.ts';
import { byTouch } from '../kit/by-touch.ts';
import '../kit/empty.ts';
import { formatCount, formatDecimal } from '../kit/format.ts';
import { Modal } from '../kit/modal.ts';
import { SessionController } from '../kit/session-controller.ts';
import { BUTTONS, HELP, UNDO, type Wanted } from '../review/actions.ts';
import { classStyles, renderClasses } from '../review/class-buttons.ts';
import { LookFixEvent } from '../review/fix-event.ts';
import { guessStyles, renderGuesses } from '../review/guess-buttons.ts';
import { ProgressCounter, progressStyles, renderProgress } from '../review/review-progress.ts';
import '../samples/picture.ts';
import '../samples/picture-row.ts';
import type { Pictures } from '../samples/pictures.ts';
import { classTitle, sampleTitle } from '../samples/sample-names.ts';
import { scoreOf } from '../scores/score-facts.ts';
import { base } from '../styles/shared.ts';
import './evidence.ts';
import { modeStyles } from './mode-styles.ts';

/** Where the arrow keys lead in the view. */
const STEPS: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Longer side that a picture is read at, at most, device pixels. */
const MOST_SIDE = 4096;

/** Samples of the queue that are shown ahead, and those whose guesses are read with the ones of the sample looked at. */
const SHOWN_AHEAD = 5;
const READ_AHEAD = 32;

/** What is always in reach; the other actions stand behind it. */
const MAIN = ['keep', 'unsure', 'exclude', 'skip', 'back', 'undo'].map(actionOf);
const OTHERS = BUTTONS.filter((action) => !MAIN.includes(action));

/** The most classes that are listed; of more, one is typed. */
const MOST_LISTED = 200;

/**
 * Reviews one sample after another over the whole window: the picture, what the network takes it for, what can be decided, the classes,
 * its neighbours and what comes next. The arrow keys go on through the view, and the page's own keys work.
 * @slot - what was done last
 * @event look-fix - something is to be done about the sample
 * @event look-select - another sample is to be looked at
 * @event look-close - it was put away
 */
@customElement('look-review-mode')
export class LookReviewMode extends LitElement {
  static override styles = [base, progressStyles, guessStyles, classStyles, modeStyles];

  private readonly modal = new Modal(this, () => false);
  private readonly session = new SessionController(this);
  private readonly counter = new ProgressCounter();
  /** Place in the view, or −1 where an edit took it out of that. */
  private place = -1;
  /** Its place, or where it would stand: that of the first sample behind it that is still there. */
  private stood = 0;

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) pictures!: Pictures;
  /** The view's samples, in the order of the grid. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** The same with those decided that the view leaves out. */
  @property({ attribute: false }) all: Uint32Array = new Uint32Array(0);
  /** Index of the sample; null once every one is decided about. */
  @property({ attribute: false }) index: number | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
    const { index, indices } = this;
    if (index === null) return;
    this.find(index, changed.get('indices'));
    const ahead = openAfter(this.table, indices, this.stood, READ_AHEAD);
    this.look.suggestions.prefetch([index, ...ahead]);
  }

  override firstUpdated(): void {
    // Not its first button, which Enter would press.
    this.dialog.focus();
  }

  private get table(): Table {
    return this.look.session.opened.table;
  }

  /** Finds the sample's place, or where it would stand now. @param before the view's samples so far, where they are others now */
  private find(index: number, before: Uint32Array | undefined): void {
    this.place = this.indices.indexOf(index);
    if (this.place >= 0) {
      this.stood = this.place;
      return;
    }
    if (!before) return;
    const there = new Set(this.indices);
    const next = before.subarray(this.stood).find((one) => there.has(one));
    this.stood = next === undefined ? this.indices.length : this.indices.indexOf(next);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in STEPS) this.go(STEPS[event.key]);
    else if (event.key === 'z' || event.key === 'Z') this.modal.askToClose();
    else return;
    event.preventDefault();
  };

  /** A button that the mouse pressed would keep the keyboard, and Enter would press it again. */
  private readonly onClick = (event: MouseEvent): void => {
    if (event instanceof PointerEvent && event.pointerType === 'mouse') this.dialog.focus();
  };

  private readonly ask = (wanted: Wanted): void => {
    this.dispatchEvent(new LookFixEvent(wanted));
  };

  private readonly onSelect = ({ detail }: LookSelectEvent): void => {
    this.dispatchEvent(new LookSelectEvent(detail));
  };

  /** Sample a step on, or undefined at an end of the view. */
  private beside(step: -1 | 1): number | undefined {
    const place = step < 0 ? this.stood - 1 : this.place < 0 ? this.stood : this.stood + 1;
    return this.indices[place];
  }

  private go(step: -1 | 1): void {
    const next = this.beside(step);
    if (next !== undefined) this.dispatchEvent(new LookSelectEvent(next));
  }

  override render() {
    const { index } = this;
    return html`<dialog
      class="keys"
      tabindex="-1"
      aria-label="Review one by one"
      @keydown=${this.onKey}
      @click=${this.onClick}
    >
      <div class="mode">
        ${this.renderHead()} ${index === null ? this.renderDone() : this.renderSample(this.table, index)}
      </div>
    </dialog>`;
  }

  private renderHead() {
    const { progress, agreement } = this.counter.count(this.look.session, this.all);
    return html`<div class="head">
      <h2 class="visually-hidden">Review one by one</h2>
      <div class="how-far">${renderProgress(progress, agreement, nothing)}</div>
      <div class="ways">
        ${this.renderWay(-1, '←', 'Previous')} ${this.renderWay(1, '→', 'Next')}
        <button class="button" type="button" @click=${this.modal.askToClose}>Close <kbd>Esc</kbd></button>
      </div>
    </div>`;
  }

  private renderWay(step: -1 | 1, key: string, title: string) {
    return html`<button
      class="button"
      type="button"
      aria-label=${title}
      title=${title}
      aria-disabled=${this.index === null || this.beside(step) === undefined}
      @click=${() => this.go(step)}
    >
      ${key}
    </button>`;
  }

  private renderDone() {
    return html`<div class="done">
      <look-empty
        heading="Every sample of this view is decided"
        text="Close the review to choose another view, or take the last decision back."
      ></look-empty>
      ${this.renderAction(UNDO)}
      <div class="said"><slot></slot></div>
    </div>`;
  }

  private renderSample(table: Table, index: number) {
    const { pictures, look } = this;
    const side = Math.min(MOST_SIDE, Math.round(Math.max(innerWidth, innerHeight) * devicePixelRatio));
    const { run } = look.session;
    return html`
      <look-picture
        requester="large"
        .pictures=${pictures}
        .index=${index}
        .side=${side}
        .label="Picture of ${sampleTitle(table, index)}, large"
      ></look-picture>
      ${this.renderQueue(table)}
      <div class="side">
        ${this.renderAbout(table, index)}
        <div class="decide">
          <div class="said"><slot></slot></div>
          ${renderGuesses(table, index, look.suggestions.guesses(index), this.ask)}
          <div class="actions main" role="group" aria-label="Decide">
            ${MAIN.map((action) => this.renderAction(action))}
          </div>
        </div>
        ${
          table.predicted
            ? nothing
            : html`<p class="muted no-ranking">
                Suggestions come with a ranking: find the suspects, or train a network.
              </p>`
        }
        <div class="actions" role="group" aria-label="More">
          ${OTHERS.map((action) => this.renderAction(action))}
          ${this.renderButton({ ...HELP, title: byTouch() ? 'help' : 'all keys' }, 'help')}
        </div>
        ${table.classes.length > MOST_LISTED ? nothing : renderClasses(table, index, this.ask)}
        ${
          run === null || table.predicted === null
            ? nothing
            : html`<look-evidence
                .run=${run}
                .table=${table}
                .pictures=${pictures}
                .index=${index}
                @look-select=${this.onSelect}
              ></look-evidence>`
        }
      </div>
    `;
  }

  /** What it is called and labelled, and where it stands. */
  private renderAbout(table: Table, index: number) {
    const { indices, place } = this;
    const { classes, given, current } = table;
    const decision = decisionAt(table, index);
    const relabelled = current[index] !== given[index];
    const wrong = scoreOf(table, 'suspicion')?.values[index];
    return html`<div class="about">
      <p class="label">
        <span class="muted">label</span>
        <strong class=${relabelled ? 'struck' : ''} title=${classTitle(classes, given[index])}
          >${classTitle(classes, given[index])}</strong
        >
        ${relabelled ? html`→ <strong>${classTitle(classes, current[index])}</strong>` : nothing}
        ${decision ? html`<span class="decision">${decision}</span>` : nothing}
      </p>
      <span class="muted num place" role="status">
        ${table.names ? '' : `${printable(nameOf(table, index))} · `}${
          place < 0 ? 'no longer in the view' : `${formatCount(place + 1)} of ${formatCount(indices.length)}`
        }
      </span>
      <look-sample-source .pictures=${this.pictures} .table=${table} .index=${index}></look-sample-source>
      ${
        wrong === undefined || Number.isNaN(wrong)
          ? nothing
          : html`<span class="muted num">label-error probability <strong>${formatDecimal(wrong)}</strong></span>`
      }
    </div>`;
  }

  private renderQueue(table: Table) {
    const ahead = openAfter(table, this.indices, this.stood, SHOWN_AHEAD);
    return html`<section class="queue" aria-label="Next">
      <h3 class="section-head">Next</h3>
      ${
        ahead.length === 0
          ? html`<p class="muted">No other sample here is open.</p>`
          : html`<look-picture-row
              requester="next"
              .pictures=${this.pictures}
              .table=${table}
              .indices=${ahead}
              @look-select=${this.onSelect}
            ></look-picture-row>`
      }
    </section>`;
  }

  private readonly renderAction = (action: Action) => this.renderButton(action, { action });

  private renderButton({ keys, title }: { keys: readonly string[]; title: string }, wanted: Wanted) {
    return html`<button class="button small" type="button" @click=${() => this.ask(wanted)}>
      <kbd>${keys[0]}</kbd> ${title}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-review-mode': LookReviewMode;
  }
}
