import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Dataset } from '../../api/dataset.ts';
import { firstRanking, isRanking } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';
import { awaitsScore, isStale } from '../../core/dataset/table.ts';
import { printable } from '../../core/dataset/names.ts';
import { memo } from '../../core/memo.ts';
import type { Run } from '../../core/training/run.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { suspectStages } from '../views/view-presets.ts';
import { noticeStyles } from './notice-styles.ts';

/** How many labels have changed since suspicion judged them, or came since. */
const staleCount = memo((table: Table): number => {
  const suspicion = table.scores.get('suspicion');
  if (!suspicion) return 0;
  let count = 0;
  for (let i = 0; i < table.count; i++) {
    if (isStale(table, 'suspicion', i) || awaitsScore(table, suspicion, i)) count += 1;
  }
  return count;
});

/** What a person saw or waved away of a data set, as long as the page is open. */
interface Told {
  /** Whether its suspects were looked at, or are not wanted. */
  suspects: boolean;
  /** Changes that were waved away: the notice comes back with the next one. */
  changes: number;
  /** The run whose ranking they were counted against. */
  runId: number | null;
}

const told = new WeakMap<Dataset, Told>();

function toldOf(dataset: Dataset): Told {
  if (!told.has(dataset)) told.set(dataset, { suspects: false, changes: 0, runId: null });
  return told.get(dataset)!;
}

/**
 * Says how the ranking by a backbone stands: that it is being made, that its suspects can be looked at, or that labels have changed since; and
 * offers the ranking by a run that ended meanwhile. The view and its order stay as they are until the person presses a button; it stands below the grid, so that no tile moves as it comes.
 */
@customElement('look-rank-notice')
export class LookRankNotice extends LitElement {
  static override styles = [
    base,
    noticeStyles,
    css`
      .buttons {
        display: flex;
        gap: var(--look-space-2);
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) table!: Table;

  override willUpdate(): void {
    const { session } = this.look;
    this.session.follow(session);
    const sorted = session.view?.stages.some(({ stage }) => stage === 'sortBy');
    if (sorted && session.dataset) toldOf(session.dataset).suspects = true;
  }

  private readonly rank = (): void => {
    const { session } = this.look;
    const { dataset } = session;
    this.action.run(async () => {
      await this.look.rankAgain();
      if (!session.isOpen(dataset)) return;
      // It begins with the first sample of the new order.
      session.selected = null;
      session.renewView();
    }, session.jobs);
  };

  private readonly onSuspects = (): void => {
    const { session } = this.look;
    session.selected = null;
    session.view = session.opened.view().through(suspectStages(this.table)!);
  };

  private readonly show = (runId: number): void => {
    const { session } = this.look;
    const { dataset } = session;
    this.action.run(async () => {
      await session.chooseRun(runId);
      if (!session.isOpen(dataset)) return;
      session.selected = null;
      session.renewView();
    });
  };

  private putAway(change: Partial<Told>): void {
    Object.assign(toldOf(this.look.session.opened), change);
    this.requestUpdate();
  }

  override render() {
    const { session } = this.look;
    const { dataset, jobs } = session;
    if (!dataset) return nothing;
    if (this.action.error) return this.action.renderError();
    if (session.offeredRun) return this.renderOffer(session.offeredRun, session.run);
    const ranked = firstRanking(session);
    const suspects = suspectStages(this.table);
    if (!ranked || !suspects) return isRanking(session) ? this.renderComing() : nothing;
    const seen = toldOf(dataset);
    const stale = staleCount(this.table);
    seen.changes = seen.runId === this.table.runId ? Math.min(seen.changes, stale) : 0;
    seen.runId = this.table.runId;
    if (this.action.busy) return this.renderNotice('Ranking again …', nothing);
    const busy = isRanking(session) || jobs.running('score') !== undefined;
    if (stale > seen.changes) return this.renderStale(stale, busy);
    return seen.suspects ? nothing : this.renderSuspects(session.run?.id === ranked.id);
  }

  private renderNotice(text: string, buttons: TemplateResult | typeof nothing) {
    return html`<div class="notice" role="status">
      <p class="num">${text}</p>
      ${buttons === nothing ? nothing : html`<div class="buttons">${buttons}</div>`}
    </div>`;
  }

  private renderComing() {
    return this.renderNotice('The first ranking is being made: in a moment the suspects can be looked at.', nothing);
  }

  /** @param first whether the ranking that is shown is the one by a backbone */
  private renderSuspects(first: boolean) {
    return this.renderNotice(
      first ? 'A pretrained network has ranked the labels.' : 'The labels are ranked.',
      html`<button class="button small primary" type="button" @click=${this.onSuspects}>Look at the suspects</button>
        <button class="button small quiet" type="button" @click=${() => this.putAway({ suspects: true })}>
          Later
        </button>`,
    );
  }

  /** @param shown the run in sight, whose ranking stays until this one is wanted */
  private renderOffer({ id, name }: Run, shown: Run | null) {
    return this.renderNotice(
      `“${printable(name)}” has ranked the labels too. What is shown stays that of “${printable(shown?.name ?? '')}” until you change it.`,
      html`<button
          class="button small primary"
          type="button"
          ?disabled=${this.action.busy}
          @click=${() => this.show(id)}
        >
          Show its ranking
        </button>
        <button class="button small quiet" type="button" @click=${() => this.look.session.offer(null)}>Later</button>`,
    );
  }

  private renderStale(stale: number, busy: boolean) {
    return this.renderNotice(
      `${formatPlural(stale, 'label')} changed since the ranking: what was decided can sharpen it. What is decided leaves the queue then.`,
      html`<button class="button small primary" type="button" ?disabled=${busy} @click=${this.rank}>Rank again</button>
        <button class="button small quiet" type="button" @click=${() => this.putAway({ changes: stale })}>
          Later
        </button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-rank-notice': LookRankNotice;
  }
}
