import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import type { ChangePreview } from '../../core/review/change-preview.ts';
import { byTouch } from '../kit/by-touch.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { formatPlural } from '../kit/format.ts';
import type { Pictures } from '../samples/pictures.ts';
import { base } from '../styles/shared.ts';
import './change-pictures.ts';
import type { LookTakeOutEvent } from './change-pictures.ts';

/**
 * Shows what a change to many samples comes to, with their pictures, of which each can be taken out, and makes it once a person agrees.
 * @event look-close - it was not made
 */
@customElement('look-bulk-dialog')
export class LookBulkDialog extends LitElement {
  static override styles = [
    base,
    css`
      p {
        color: var(--look-text-2);
      }
      h2,
      p {
        overflow-wrap: anywhere;
      }
      p + p,
      look-change-pictures {
        margin-top: var(--look-space-2);
      }
      look-change-pictures {
        display: block;
      }
      look-dialog {
        --width: 44rem;
      }
    `,
  ];

  private readonly action = new ActionController(this);
  private readonly planned = memo((plan: LookBulkDialog['plan'], samples: Uint32Array) => plan(samples));
  private readonly left = memo((samples: Uint32Array, out: ReadonlySet<number>) =>
    samples.filter((index) => !out.has(index)),
  );

  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) pictures!: Pictures;
  /** The samples that were asked about, in the order to show them. */
  @property({ attribute: false }) samples!: Uint32Array;
  /** What the change of these comes to. */
  @property({ attribute: false }) plan!: (samples: Uint32Array) => ChangePreview;
  /** Makes the change, of these samples. */
  @property({ attribute: false }) carryOut!: (samples: Uint32Array) => Promise<void>;
  /** Those that a person took out. */
  @state() private out: ReadonlySet<number> = new Set();

  private readonly onClose = (): void => {
    // What is being done can no longer be called off, only undone.
    if (!this.action.busy) this.dispatchEvent(new Event('look-close'));
  };

  private readonly onTakeOut = ({ detail: index }: LookTakeOutEvent): void => {
    if (this.action.busy) return;
    const out = new Set(this.out);
    if (!out.delete(index)) out.add(index);
    this.out = out;
  };

  override render() {
    const { out, action, samples } = this;
    const whole = this.planned(this.plan, samples);
    const left = this.left(samples, out);
    const { title, lines, samples: changing } = out.size === 0 ? whole : this.plan(left);
    return html`<look-dialog label=${printable(title)} @look-close=${this.onClose}>
      <div slot="header"><h2 aria-live="polite">${printable(title)}</h2></div>
      ${lines.map((line) => html`<p>${printable(line)}</p>`)}
      <p>
        ${whole.samples.length > 0 ? `${byTouch() ? 'Tap' : 'Click'} a picture to take it out. ` : ''}One undo takes all
        of it back.
      </p>
      ${out.size > 0 ? html`<p>${formatPlural(out.size, 'sample')} taken out, and picked still.</p>` : nothing}
      ${action.renderError()}
      <look-change-pictures
        .table=${this.table}
        .pictures=${this.pictures}
        .indices=${whole.samples}
        .outcome=${whole.outcome}
        .out=${out}
        @look-take-out=${this.onTakeOut}
      ></look-change-pictures>
      <button slot="footer" class="button" type="button" ?disabled=${action.busy} @click=${this.onClose}>Cancel</button>
      <button
        slot="footer"
        class="button primary"
        type="button"
        data-focus
        ?disabled=${changing.length === 0 || action.busy}
        @click=${() => action.run(() => this.carryOut(left))}
      >
        ${changing.length === 0 ? 'Nothing would change' : 'Do it'}
      </button>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-bulk-dialog': LookBulkDialog;
  }
}
