import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Run } from '../../core/training/run.ts';
import { icon } from '../icons.ts';
import { formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookChooseRunEvent } from '../events/explore-events.ts';

/**
 * The runs of a data set: the one whose predictions and scores are shown, and the way to another.
 * @event look-choose-run - another run is wanted, by its id
 */
@customElement('look-run-picker')
export class LookRunPicker extends LitElement {
  static override styles = [
    base,
    css`
      button {
        display: flex;
        gap: var(--look-space-2);
        align-items: center;
        width: 100%;
        min-height: 24px;
        padding: 0 var(--look-space-2);
        border: 0;
        border-radius: var(--look-radius-small);
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      button:hover:not([aria-pressed='true']) {
        background: var(--look-surface-2);
      }
      button[aria-pressed='true'] {
        background: var(--look-accent-soft);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      .name {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .state {
        color: var(--look-text-2);
      }
      svg.icon {
        width: 12px;
        height: 12px;
        color: var(--look-accent);
      }
    `,
  ];

  @property({ attribute: false }) runs: readonly Run[] = [];
  /** Id of the run shown, or null. */
  @property({ attribute: false }) shown: number | null = null;

  override render() {
    return html`<ul>
      ${this.runs.map((run) => {
        const { id, name } = run;
        return html`<li>
          <button
            type="button"
            aria-pressed=${id === this.shown}
            title=${name}
            @click=${() => this.dispatchEvent(new LookChooseRunEvent(id))}
          >
            ${id === this.shown ? icon('check') : nothing}<span class="name">${name}</span>
            <span class="state num">${stateOf(run)}</span>
          </button>
        </li>`;
      })}
    </ul>`;
  }
}

/** How far a run has come, or, of one that is ready and was not trained here, where it is from. */
function stateOf({ status, source, epochs }: Run): string {
  if (status !== 'trained') return status;
  if (source === 'trained') return formatPlural(epochs.length, 'epoch');
  return source === 'probe' ? 'backbone' : 'imported';
}

declare global {
  interface HTMLElementTagNameMap {
    'look-run-picker': LookRunPicker;
  }
}
