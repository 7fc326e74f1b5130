import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';
import { isStale } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';

/** How many labels have changed since suspicion judged them. */
const staleCount = memo((table: Table): number => {
  const scored = table.scores.get('suspicion')?.values.length ?? 0;
  let count = 0;
  for (let i = 0; i < scored; i++) if (isStale(table, 'suspicion', i)) count += 1;
  return count;
});

/** Offers to rank again once labels have changed since the ranking; nothing moves before that is asked for. */
@customElement('look-rank-notice')
export class LookRankNotice extends LitElement {
  static override styles = [
    base,
    css`
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-3);
        padding: var(--look-space-2) var(--look-space-3);
        border-bottom: 1px solid var(--look-line);
        background: var(--look-accent-soft);
      }
      .notice p {
        flex: 1 1 14rem;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  /** Changes that were waved away: the notice comes back with the next one. */
  @state() private waved = 0;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) table!: Table;

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  private readonly rank = (): void => this.action.run(() => this.look.rankAgain(), this.look.session.jobs);

  override render() {
    const { session } = this.look;
    const stale = session.runs.some(({ source, status }) => source === 'probe' && status === 'trained')
      ? staleCount(this.table)
      : 0;
    if (this.action.error) return this.action.renderError();
    if (stale <= this.waved) return nothing;
    const busy = this.action.busy || !!(session.jobs.running('backbone') ?? session.jobs.running('score'));
    return html`<div class="notice" role="status">
      <p class="num">
        ${
          busy
            ? 'Ranking again …'
            : `${formatPlural(stale, 'label')} changed since the ranking: what you decided can sharpen it.`
        }
      </p>
      <button class="button small primary" type="button" ?disabled=${busy} @click=${this.rank}>Rank again</button>
      <button class="button small quiet" type="button" @click=${() => (this.waved = stale)}>Later</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-rank-notice': LookRankNotice;
  }
}
