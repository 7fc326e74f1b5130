import { css, html, nothing, type TemplateResult } from 'lit';
import type { Session } from '../../api/session.ts';
import { memo } from '../../core/memo.ts';
import { AgreementCounter, ENOUGH_DECISIONS, type Agreement } from '../../core/review/decisions.ts';
import { countProgress, type ReviewProgress } from '../../core/review/queue.ts';
import { ranksLabels } from '../../core/views/decided.ts';
import { formatCount } from '../kit/format.ts';
import { NOT_COUNTED, sayExpected, sayNext, sayRange } from '../../core/insights/say-expected.ts';

/** How a review's progress looks. */
export const progressStyles = css`
  .meter {
    display: flex;
    height: 4px;
    border-radius: 2px;
    background: var(--look-surface-2);
    /* Seen where colours are forced, and the ground is gone. */
    outline: 1px solid transparent;
    outline-offset: -1px;
    overflow: hidden;
  }
  .relabelled {
    background: var(--look-accent);
  }
  .kept {
    background: var(--look-text-3);
  }
  .excluded {
    background: var(--look-warn);
  }
  .unsure {
    background: repeating-linear-gradient(90deg, var(--look-text-3) 0 2px, transparent 2px 4px);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--look-space-3);
    margin-top: 6px;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
`;

/** Counts how far the review of a session's view is, and remembers it. */
export class ProgressCounter {
  private readonly progress = memo(countProgress);
  private readonly agreement = new AgreementCounter();

  /** @param all samples of the view, decided or not */
  count(
    { table, journal, undone, view }: Session,
    all: Uint32Array,
  ): { progress: ReviewProgress; agreement: Agreement } {
    const { next, ...progress } = this.progress(table!, all);
    return {
      // The next ones are worth a word where the likeliest mistakes come first.
      progress: { ...progress, next: ranksLabels(table!, view?.stages ?? []) ? next : null },
      agreement: this.agreement.count(journal, undone),
    };
  }
}

/**
 * How far the review of a view is, as a bar and in figures.
 * @param agreement how often suggestions were taken @param more what stands behind the figures
 */
export function renderProgress(
  { total, open, kept, relabelled, excluded, unsure, left, next }: ReviewProgress,
  { accepted, of }: Agreement,
  more: TemplateResult | typeof nothing,
) {
  if (total === 0) return nothing;
  const done = total - open;
  const width = (n: number): string => `width: ${(100 * n) / total}%`;
  const figure = (count: number, word: string) =>
    count > 0 ? html`<span>${formatCount(count)} ${word}</span>` : nothing;
  return html`<div>
    <div
      class="meter"
      role="progressbar"
      aria-label="Reviewed"
      aria-valuenow=${done}
      aria-valuemin="0"
      aria-valuemax=${total}
    >
      <i class="relabelled" style=${width(relabelled)}></i><i class="kept" style=${width(kept)}></i
      ><i class="excluded" style=${width(excluded)}></i><i class="unsure" style=${width(unsure)}></i>
    </div>
    <p class="facts num">
      <span><strong>${formatCount(done)}</strong> of ${formatCount(total)} reviewed</span>
      ${figure(relabelled, 'relabelled')} ${figure(kept, 'confirmed')} ${figure(unsure, 'unsure')}
      ${figure(excluded, 'excluded')}
      ${of >= ENOUGH_DECISIONS ? html`<span>${Math.round((100 * accepted) / of)} % of suggestions taken</span>` : nothing}
      ${
        left && open > 0
          ? html`<span title=${NOT_COUNTED}
                >${sayExpected(left)} ${Math.round(left.expected) === 1 ? 'mistake' : 'mistakes'} left here,
                ${sayRange(left)}</span
              >
              ${next ? html`<span>${sayNext(next, done)}</span>` : nothing}`
          : nothing
      }
    </p>
    ${more}
  </div>`;
}
