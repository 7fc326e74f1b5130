import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { comingJob } from '../../api/coming-job.ts';
import { canBeRanked } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import { sayComing } from '../kit/none-yet.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';

/** What stands in place of a score where there is none: how one comes about. */
@customElement('look-no-score')
export class LookNoScore extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-2);
        justify-items: start;
        padding: 0 var(--look-space-2);
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  private readonly rank = (): void => {
    const { look } = this;
    this.action.run(() => look.findSuspects({ probe: {} }), look.session.jobs);
  };

  private renderGo(stage: 'insights' | 'train', title: string) {
    return html`<button class="button small" type="button" @click=${() => this.dispatchEvent(new LookGoEvent(stage))}>
      ${title}
    </button>`;
  }

  override render() {
    const { session } = this.look;
    const { dataset, jobs } = session;
    const coming = comingJob(session);
    if (coming) return html`<p class="muted">${sayComing(coming)}</p>`;
    if (!dataset || dataset.table.predicted)
      return html`<p class="muted">Nothing has been scored yet.</p>
        ${this.renderGo('insights', 'Compute scores')}`;
    if (!canBeRanked(dataset))
      return html`<p class="muted">No predictions yet: a trained network shows which labels it doubts.</p>
        ${this.renderGo('train', 'Train a network')}`;
    return html`<p class="muted">
        No ranking yet: a pretrained network can judge the labels as they are, or one that is trained here.
      </p>
      <button
        class="button small"
        type="button"
        ?disabled=${this.action.busy || jobs.running('backbone') !== undefined}
        @click=${this.rank}
      >
        Judge the labels
      </button>
      ${this.action.renderError()} ${this.renderGo('train', 'Train a network')}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-no-score': LookNoScore;
  }
}
