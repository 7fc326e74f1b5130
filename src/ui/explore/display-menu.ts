import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { icon } from '../icons.ts';
import { tip } from '../kit/tip.ts';
import { base } from '../styles/shared.ts';
import { LABELS_CAPTION, MOST_CAPTIONS, captionChoices } from '../grid/captions.ts';
import { LookCaptionsEvent, LookGroupEvent, LookTruthEvent } from '../events/explore-events.ts';
import { fieldTitle } from '../samples/field-titles.ts';

/**
 * What tiles say and how they are grouped, in a panel below its button.
 * @event look-captions - captions are to say something else
 * @event look-truth - labels known to be wrong are to be marked, or no longer
 * @event look-group - tiles are to be grouped otherwise
 */
@customElement('look-display-menu')
export class LookDisplayMenu extends LitElement {
  static override styles = [
    base,
    css`
      .panel {
        position: fixed;
        inset: auto;
        width: 260px;
        max-height: min(70vh, 560px);
        margin: 0;
        padding: var(--look-space-3);
        border: 1px solid var(--look-line);
        border-radius: var(--look-radius);
        background: var(--look-raised);
        box-shadow: var(--look-shadow);
        color: inherit;
        overflow: auto;
      }
      .panel > * + * {
        margin-top: var(--look-space-3);
      }
      .panel label:not(.section-head) {
        display: flex;
        align-items: center;
        gap: var(--look-space-2);
        min-height: 26px;
      }
      .section-head {
        display: block;
        margin-bottom: var(--look-space-1);
      }
      select {
        width: 100%;
      }
      .icon-only {
        width: 32px;
        padding: 0;
      }
    `,
  ];

  @query('.panel') private readonly panel!: HTMLElement;
  @query('button') private readonly opener!: HTMLButtonElement;
  @property({ attribute: false }) table!: Table;
  /** Paths of what the captions say. */
  @property({ attribute: false }) captions: readonly string[] = [];
  /** Field by which tiles are grouped, or null. */
  @property({ attribute: false }) groupBy: string | null = null;
  /** Whether labels known to be wrong are marked. */
  @property({ type: Boolean }) truth = false;

  private readonly onOpen = (event: Event): void => {
    if ((event as ToggleEvent).newState !== 'open') return;
    const { right, bottom } = this.opener.getBoundingClientRect();
    this.panel.style.top = `${bottom + 4}px`;
    this.panel.style.left = `${Math.max(8, right - 260)}px`;
  };

  private readonly onGroup = (event: Event): void => {
    this.dispatchEvent(new LookGroupEvent((event.target as HTMLSelectElement).value || null));
  };

  private toggle(path: string): void {
    const { captions } = this;
    const next = captions.includes(path) ? captions.filter((other) => other !== path) : [...captions, path];
    this.dispatchEvent(new LookCaptionsEvent(next));
  }

  override render() {
    const { table, captions, groupBy } = this;
    const lines = captions.filter((path) => path !== LABELS_CAPTION).length;
    const groups = ['given', 'current', ...(table.predicted ? ['predicted'] : []), 'true', 'split'];
    return html`
      <button
        class="button quiet icon-only"
        type="button"
        aria-label="Tiles: captions and groups"
        popovertarget="panel"
        ${tip('Captions and groups')}
      >
        ${icon('sliders')}
      </button>
      <div class="panel" id="panel" popover @beforetoggle=${this.onOpen}>
        <div>
          <label class="section-head" for="group">Group by</label>
          <select id="group" @change=${this.onGroup}>
            <option value="" ?selected=${groupBy === null}>Nothing</option>
            ${groups.map(
              (path) => html`<option value=${path} ?selected=${path === groupBy}>${fieldTitle(table, path)}</option>`,
            )}
          </select>
        </div>
        <fieldset>
          <legend class="section-head">Below the picture</legend>
          ${captionChoices(table).map(({ path, title }) => {
            const on = captions.includes(path);
            return html`<label
              ><input
                type="checkbox"
                .checked=${on}
                ?disabled=${!on && path !== LABELS_CAPTION && lines >= MOST_CAPTIONS}
                @change=${() => this.toggle(path)}
              />${title}</label
            >`;
          })}
        </fieldset>
        ${
          table.truth.some((label) => label !== NO_LABEL)
            ? html`<label
                ><input
                  type="checkbox"
                  .checked=${this.truth}
                  @change=${() => this.dispatchEvent(new LookTruthEvent(!this.truth))}
                />Show known mistakes and true labels</label
              >`
            : nothing
        }
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-display-menu': LookDisplayMenu;
  }
}
