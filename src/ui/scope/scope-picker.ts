import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { optionList } from './option-list.ts';
import type { Scope } from './scopes.ts';

/** Which scope a person chose, by its id. */
export class LookScopeEvent extends CustomEvent<string> {
  constructor(id: string) {
    super('look-scope', { detail: id });
  }
}

/** Chooses the samples to work on: radio buttons with their counts. @event look-scope - the id of the scope chosen */
@customElement('look-scope-picker')
export class ScopePicker extends LitElement {
  static override styles = [base, optionList];

  /** What the choice is for: "Inject into". */
  @property() label = '';
  @property({ attribute: false }) scopes: readonly Scope[] = [];
  /** Id of the scope chosen. */
  @property() value = '';
  @property({ type: Boolean }) disabled = false;

  override render() {
    return html`<fieldset ?disabled=${this.disabled}>
      <legend class="section-head">${this.label}</legend>
      <div class="options">
        ${this.scopes.map(
          ({ id, title, count }) =>
            html`<label class="option">
              <input
                type="radio"
                name="scope"
                .value=${id}
                .checked=${id === this.value}
                @change=${() => this.dispatchEvent(new LookScopeEvent(id))}
              />
              <span>${title}</span>
              <span class="figure">${formatPlural(count, 'sample')}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-scope-picker': ScopePicker;
  }
  interface HTMLElementEventMap {
    'look-scope': LookScopeEvent;
  }
}
