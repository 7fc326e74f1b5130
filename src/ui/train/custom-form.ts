import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { NETWORKS } from '../../core/training/presets.ts';
import type { NetworkName } from '../../core/training/recipe.ts';
import { formatCount } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { NETWORK_TITLES, problemOf, type CustomFields } from './recipes.ts';

/** The custom recipe as it is now. */
export class LookCustomEvent extends CustomEvent<CustomFields> {
  constructor(fields: CustomFields) {
    super('look-custom', { detail: fields });
  }
}

/** Asks for the parts of a custom recipe. @event look-custom - all of them, after every change */
@customElement('look-custom-form')
export class CustomForm extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-2);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--look-space-3);
      }
      .field {
        display: grid;
        gap: var(--look-space-1);
      }
      .field.wide {
        grid-column: 1 / -1;
      }
      .field label {
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      input[type='number'],
      select {
        width: 100%;
        min-width: 0;
      }
      .check {
        display: flex;
        align-items: center;
        gap: var(--look-space-2);
      }
      .problem {
        color: var(--look-danger);
      }
    `,
  ];

  @property({ attribute: false }) fields!: CustomFields;

  private change(part: Partial<CustomFields>): void {
    this.dispatchEvent(new LookCustomEvent({ ...this.fields, ...part }));
  }

  private renderNumber(name: 'epochs' | 'batch' | 'peakRate', label: string, step: string) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        type="number"
        min="0"
        step=${step}
        .value=${String(this.fields[name])}
        @change=${(event: Event) => this.change({ [name]: (event.target as HTMLInputElement).valueAsNumber })}
      />
    </div>`;
  }

  override render() {
    const { fields } = this;
    const problem = problemOf(fields);
    const onNetwork = (event: Event): void => {
      this.change({ network: (event.target as HTMLSelectElement).value as NetworkName });
    };
    return html`<div class="grid">
        <div class="field wide">
          <label for="network">Network</label>
          <select id="network" @change=${onNetwork}>
            ${(Object.keys(NETWORKS) as NetworkName[]).map(
              (name) =>
                html`<option value=${name} ?selected=${name === fields.network}>
                  ${NETWORK_TITLES[name]}: ${formatCount(NETWORKS[name].parameters)} parameters
                </option>`,
            )}
          </select>
        </div>
        ${this.renderNumber('epochs', 'Epochs', '1')} ${this.renderNumber('batch', 'Batch (samples)', '1')}
        ${this.renderNumber('peakRate', 'Max learning rate', 'any')}
      </div>
      <label class="check">
        <input
          type="checkbox"
          .checked=${fields.augment}
          @change=${(event: Event) => this.change({ augment: (event.target as HTMLInputElement).checked })}
        />
        Augment: random crop and horizontal flip
      </label>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-custom-form': CustomForm;
  }
  interface HTMLElementEventMap {
    'look-custom': LookCustomEvent;
  }
}
