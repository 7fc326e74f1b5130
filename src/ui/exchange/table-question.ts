import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TableQuestion } from '../../core/tables/table-mapping.ts';
import { icon } from '../icons.ts';
import { optionList } from '../scope/option-list.ts';
import { base } from '../styles/shared.ts';

/** A person answered a question about a table. */
export class LookTableAnswerEvent extends CustomEvent<{ about: TableQuestion['about']; value: string }> {
  constructor(about: TableQuestion['about'], value: string) {
    super('look-table-answer', { detail: { about, value } });
  }
}

/** One question about a table, its answers as radio buttons. @fires look-table-answer - the answer */
@customElement('look-table-question')
export class LookTableQuestion extends LitElement {
  static override styles = [
    base,
    optionList,
    css`
      :host {
        display: block;
      }
      .doubt {
        padding: var(--look-space-3);
        border-radius: var(--look-radius);
        background: var(--look-warn-soft);
        /* Seen where colours are forced, and the ground is gone. */
        outline: 1px solid transparent;
        outline-offset: -1px;
      }
      .doubt .options {
        margin: 0;
      }
      legend {
        display: flex;
        gap: var(--look-space-2);
        font-weight: 550;
        overflow-wrap: anywhere;
      }
      .doubt legend {
        float: left;
        width: 100%;
      }
      .doubt .options {
        clear: both;
      }
      legend svg {
        margin-top: 1px;
        color: var(--look-warn);
      }
    `,
  ];

  @property({ attribute: false }) question!: TableQuestion;

  /** Brings the keyboard to the answers. */
  focusFirst(): void {
    this.renderRoot.querySelector('input')?.focus({ preventScroll: true });
  }

  override render() {
    const { about, text, choices, answer } = this.question;
    return html`<fieldset class=${about === 'doubt' ? 'doubt' : ''}>
      <legend>${about === 'doubt' ? icon('circle-alert') : nothing}<span>${text}</span></legend>
      <div class="options">
        ${choices.map(
          ({ value, title, detail }) =>
            html`<label class="option">
              <input
                type="radio"
                name=${about}
                .value=${value}
                .checked=${value === answer}
                @change=${() => this.dispatchEvent(new LookTableAnswerEvent(about, value))}
              />
              <span class="title">${title}</span><span></span>
              ${detail ? html`<span class="detail">${detail}</span>` : nothing}
            </label>`,
        )}
      </div>
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-table-answer': LookTableAnswerEvent;
  }
  interface HTMLElementTagNameMap {
    'look-table-question': LookTableQuestion;
  }
}
