import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { heldOutByTag, heldOutSets } from '../../core/dataset/held-out.ts';
import type { Table } from '../../core/dataset/table.ts';
import { TAG_HELD_OUT } from '../../core/dataset/types.ts';
import { memo } from '../../core/memo.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';

/**
 * Offers to hold a tenth out as a test split where everything would be learned from, and says what is held out. Nothing where a split of the
 * data set is not learned from.
 */
@customElement('look-hold-out')
export class LookHoldOut extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-2);
      }
      button {
        justify-self: start;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly tell = memo(
    (splits: Table['splits'], tags: Table['tags'], tagBits: Table['tagBits'], learned: Uint32Array) => ({
      tagged: heldOutByTag({ tags, tagBits }),
      any: heldOutSets({ splits, tags, tagBits }, learned).length > 0,
    }),
  );

  @property({ attribute: false }) look!: Look;
  /** The samples that would be learned from. */
  @property({ attribute: false }) learned: Uint32Array = new Uint32Array();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  override render() {
    const { look, learned } = this;
    const { table, runs } = look.session;
    if (!table) return nothing;
    const { tagged, any } = this.tell(table.splits, table.tags, table.tagBits, learned);
    const before = runs.length > 0 ? ' What was trained before did learn from them.' : '';
    if (tagged.length > 0)
      return html`<p class="muted num">
          ${formatPlural(tagged.length, 'sample')} held out as a test split: no training learns from them, and runs are
          compared over them.${before}
        </p>
        ${this.renderButton('Learn from them again', () => look.tag([...tagged], TAG_HELD_OUT, false))}`;
    if (any) return nothing;
    return html`<p class="muted">
        Every sample would be learned from, and how often a network is right about what it learned is no test. Hold some
        out before training: before and after are then compared on the same samples, with labels that were not learned.
      </p>
      ${this.renderButton('Hold out a tenth as a test split', () => look.holdOut())}`;
  }

  private renderButton(title: string, act: () => Promise<unknown>) {
    return html`<button
        class="button small"
        type="button"
        ?disabled=${this.action.busy}
        @click=${() => this.action.run(act)}
      >
        ${title}
      </button>
      ${this.action.renderError()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-hold-out': LookHoldOut;
  }
}
