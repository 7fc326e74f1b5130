import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import { formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import { openReviewer } from './open-reviewer.ts';

/** The card that lays another person's decisions beside one's own. */
@customElement('look-reviewer-card')
export class LookReviewerCard extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      section {
        display: grid;
        gap: var(--look-space-3);
      }
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  private readonly session = new SessionController(this);

  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  override render() {
    const other = this.look.otherReviewer;
    return html`<section class="card" aria-label="Two reviewers">
      <h2>Two reviewers</h2>
      <p class="muted">
        Somebody else looked through the same data: their project, or their labels as a table, stand beside your
        decisions. Where the two differ you say whose decision stands.
      </p>
      ${
        other
          ? html`<p class="num" role="status">
              Beside ${printable(other.name)}: ${formatPlural(other.compare().disagreements.length, 'disagreement')}.
            </p>`
          : nothing
      }
      <div class="row">
        <button class="button" type="button" @click=${() => openReviewer(this.look)}>
          Compare with another reviewer …
        </button>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-reviewer-card': LookReviewerCard;
  }
}
