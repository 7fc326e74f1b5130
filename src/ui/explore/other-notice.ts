import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OtherReviewer } from '../../api/calls/reviewers.ts';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { belongsToControl, findByKey, type KeyLine } from '../kit/keys.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { MINE_KEY, THEIRS_KEY } from './key-help.ts';
import { noticeStyles } from './notice-styles.ts';

/**
 * Says, where another person's decisions stand beside one's own, what each decided about the sample looked at, and whose decision is to stand:
 * by a button or a key, for that sample or for all that are picked. Then it goes on to the next one of the view that is open between the two.
 */
@customElement('look-other-notice')
export class LookOtherNotice extends LitElement {
  static override styles = [
    base,
    noticeStyles,
    css`
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2);
      }
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  @property({ attribute: false }) look!: Look;
  /** Samples of the view, in the order of the grid. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** Whether one sample is reviewed after another: then what is picked is not meant. */
  @property({ type: Boolean }) single = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { otherReviewer } = this.look;
    if (!otherReviewer || event.defaultPrevented || event.repeat || belongsToControl(event)) return;
    const found = findByKey([MINE_KEY, THEIRS_KEY], event);
    if (!found) return;
    event.preventDefault();
    this.decide(otherReviewer, found.line === THEIRS_KEY);
  };

  /** What is decided about: all that are picked, or the sample looked at. */
  private get meant(): readonly number[] {
    const { selected, selection } = this.look.session;
    if (!this.single && selection.size > 0) return [...selection.indices];
    return selected === null ? [] : [selected];
  }

  private decide(other: OtherReviewer, theirs: boolean): void {
    const { session } = this.look;
    const { meant } = this;
    const picked = !this.single && session.selection.size > 0;
    this.action.run(async () => {
      if (theirs) await other.adopt({ samples: meant });
      else other.keepMine(meant);
      if (this.look.otherReviewer !== other) return;
      if (picked) session.selection.clear();
      else session.selected = this.next(other) ?? session.selected;
    });
  }

  /** The next sample of the view that is open between the two, from the one looked at round to it again. */
  private next(other: OtherReviewer): number | undefined {
    const at = this.indices.indexOf(this.look.session.selected ?? -1) + 1;
    return [...this.indices.subarray(at), ...this.indices.subarray(0, at)].find((index) => other.isOpen(index));
  }

  private readonly leave = (): void => {
    const { session } = this.look;
    // The view of their decisions goes with them.
    const { otherReviewer } = this.look;
    if (session.view && otherReviewer?.isQueue(session.view)) session.view = session.opened.view();
    this.look.leaveReviewer();
  };

  override render() {
    const other = this.look.otherReviewer;
    if (!other) return nothing;
    const left = this.indices.reduce((sum, index) => sum + Number(other.isOpen(index)), 0);
    return html`<div class="notice" role="group" aria-label="Another reviewer">
      <p class="num" role="status">${this.renderMeant(other)}</p>
      <span class="muted num">
        ${left === 0 ? 'Nothing here is left to settle' : `${formatCount(left)} here to settle`} with
        ${printable(other.name)}
      </span>
      <div class="buttons">
        ${this.renderWay(other, MINE_KEY, 'Keep mine', false)} ${this.renderWay(other, THEIRS_KEY, 'Take theirs', true)}
        <button class="button small quiet" type="button" @click=${this.leave}>Leave</button>
      </div>
      ${this.action.renderError()}
    </div>`;
  }

  private renderMeant(other: OtherReviewer) {
    const { meant } = this;
    if (meant.length === 0) return 'Choose a sample to see what each of you decided.';
    if (meant.length > 1) return `${formatPlural(meant.length, 'sample')} picked`;
    const { mine, theirs } = other.about(meant[0]);
    return html`you: <strong>${printable(mine || 'undecided')}</strong> / they:
      <strong>${printable(theirs || 'undecided')}</strong>`;
  }

  private renderWay(other: OtherReviewer, { keys }: KeyLine, title: string, theirs: boolean) {
    const { meant } = this;
    const idle = meant.length === 0 || (meant.length === 1 && !differs(other, meant[0]));
    return html`<button
      class="button small"
      type="button"
      ?disabled=${idle || this.action.busy}
      @click=${() => this.decide(other, theirs)}
    >
      ${title} <kbd>${keys[0]}</kbd>
    </button>`;
  }
}

/** Whether there is something to take from the other. */
function differs(other: OtherReviewer, index: number): boolean {
  const { mine, theirs } = other.about(index);
  return theirs !== '' && mine !== theirs;
}

/** What a tile says below its labels, in two lines: "you: cat", "they: dog"; nothing where the other decided nothing, or the same. */
export const saidOfOther = (other: OtherReviewer): ((index: number) => string)[] => {
  const line = (who: 'mine' | 'theirs', title: string) => (index: number) =>
    differs(other, index) ? `${title}: ${printable(other.about(index)[who] || 'undecided')}` : '';
  return [line('mine', 'you'), line('theirs', 'they')];
};

declare global {
  interface HTMLElementTagNameMap {
    'look-other-notice': LookOtherNotice;
  }
}
