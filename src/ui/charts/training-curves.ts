import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { renderNoneYet } from '../kit/none-yet.ts';
import { formatPercent } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { sampleHeading } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';
import { asLoss, renderRunCurves } from '../train/run-curves.ts';
import './sample-curve.ts';

/** How the shown run learned: its loss and accuracy over the epochs, and its prediction of the sample looked at in each. */
@customElement('look-training-curves')
export class LookTrainingCurves extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-height: 100%;
        padding: var(--look-space-4);
        background: var(--look-surface);
      }
      .curves {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
        gap: var(--look-space-3);
        margin-top: var(--look-space-3);
      }
      .curves look-curve {
        height: 150px;
      }
      section + section {
        margin-top: var(--look-space-4);
        padding-top: var(--look-space-4);
        border-top: 1px solid var(--look-line);
      }
      look-sample-curve {
        margin-top: var(--look-space-3);
      }
    `,
  ];

  private readonly session = new SessionController(this);

  @property({ attribute: false }) look!: Look;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  override render() {
    const { run, table, selected } = this.look.session;
    if (run?.source !== 'trained' || !table) {
      return renderNoneYet(
        this.look.session,
        'No curves yet',
        'Loss and accuracy over the epochs, and what the network said of each sample in each of them. Train one.',
        html`<button class="button primary" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('train'))}>
          Train a network
        </button>`,
      );
    }
    const last = run.epochs.at(-1);
    return html`<section aria-label="The run">
        <h2>${run.name}</h2>
        ${
          last
            ? html`<p class="muted num">
                After epoch ${last.epoch} of ${run.recipe.epochs}: loss ${asLoss(last.loss)} nats, accuracy
                ${formatPercent(last.accuracy)} on the labels learned
              </p>`
            : nothing
        }
        <div class="curves">${renderRunCurves(run)}</div>
      </section>
      <section aria-label="The sample">
        <h2 class="num">${selected === null ? 'A sample' : sampleHeading(table, selected)}</h2>
        ${
          selected === null
            ? html`<p class="muted">Look at a sample to see what the network said of it in every epoch.</p>`
            : html`<look-sample-curve .run=${run} .table=${table} .index=${selected}></look-sample-curve>`
        }
      </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-training-curves': LookTrainingCurves;
  }
}
