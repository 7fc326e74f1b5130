import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../kit/dialog.ts';
import { printable } from '../../core/dataset/names.ts';
import { formatCount } from '../kit/format.ts';
import { MOST_SHOWN, fitting, typeAheadStyles } from '../kit/type-ahead.ts';
import { base } from '../styles/shared.ts';

/** One of several, or a new one, was chosen by its name. */
export class LookChoiceEvent extends CustomEvent<string> {
  constructor(name: string) {
    super('look-choice', { detail: name });
  }
}

/** A name, a hint beside it, and whether it is one that is not there yet. */
interface Choice {
  name: string;
  hint: string;
  fresh?: boolean;
}

/**
 * A list to type into: the first name that fits is one Enter away.
 * @event look-choice - what was chosen
 * @event look-close - nothing was
 */
@customElement('look-choice-dialog')
export class LookChoiceDialog extends LitElement {
  static override styles = [
    base,
    typeAheadStyles,
    css`
      look-dialog {
        --width: 24rem;
      }
      h2 {
        margin-bottom: var(--look-space-3);
      }
    `,
  ];

  @query('input') private readonly input!: HTMLInputElement;
  @state() private text = '';
  @state() private at = 0;
  /** What is being chosen: “A class for sample 4436”. */
  @property() heading = '';
  /** The names, in order, with a hint beside each. */
  @property({ attribute: false }) choices: readonly Choice[] = [];
  /** What is chosen, so that one that is not there yet can be added: “class”. */
  @property() noun = '';

  /** All that fits what is typed, and what was typed where there is no such name. */
  private get fitting(): Choice[] {
    const wanted = this.text.trim().toLowerCase();
    const exact = this.choices.some(({ name }) => name.toLowerCase() === wanted);
    const fresh = wanted && !exact ? [{ name: this.text.trim(), hint: 'new', fresh: true }] : [];
    return [...fitting(this.choices, wanted), ...fresh];
  }

  private get found(): Choice[] {
    const { fitting } = this;
    if (fitting.length <= MOST_SHOWN) return fitting;
    // What can be added stays within reach.
    const fresh = fitting.filter((choice) => choice.fresh);
    return [...fitting.slice(0, MOST_SHOWN - fresh.length), ...fresh];
  }

  private readonly onInput = (): void => {
    this.text = this.input.value;
    this.at = 0;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { found } = this;
    if (event.key === 'ArrowDown') this.at = Math.min(found.length - 1, this.at + 1);
    else if (event.key === 'ArrowUp') this.at = Math.max(0, this.at - 1);
    else if (event.key === 'Enter' && found[this.at]) this.choose(found[this.at].name);
    else return;
    event.preventDefault();
  };

  private choose(name: string): void {
    this.dispatchEvent(new LookChoiceEvent(name));
  }

  private readonly onClose = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const { found, noun } = this;
    const more = this.fitting.length - found.length;
    return html`<look-dialog light-dismiss label=${this.heading} @look-close=${this.onClose}>
      <h2>${this.heading}</h2>
      <input
        type="text"
        data-focus
        role="combobox"
        aria-expanded="true"
        aria-controls="choices"
        aria-activedescendant=${found.length > 0 ? `choice-${this.at}` : nothing}
        aria-label=${this.heading}
        placeholder="Type a name"
        autocomplete="off"
        spellcheck="false"
        @input=${this.onInput}
        @keydown=${this.onKey}
      />
      ${found.length === 0 ? html`<p class="muted more">There is no ${noun} yet: type a name to add it.</p>` : nothing}
      <div id="choices" class="choices" role="listbox" aria-label="Choices">
        ${found.map(
          ({ name, hint, fresh }, j) =>
            html`<button
              type="button"
              id="choice-${j}"
              role="option"
              tabindex="-1"
              aria-selected=${j === this.at}
              @click=${() => this.choose(name)}
            >
              <span class="name" title=${printable(name)}
                >${fresh ? `Add ${noun} “${printable(name)}”` : printable(name)}</span
              ><span class="muted num">${hint}</span>
            </button>`,
        )}
        ${more > 0 ? html`<p class="muted more" role="status">${formatCount(more)} more: type to find them.</p>` : nothing}
      </div>
      <button slot="footer" class="button" type="button" @click=${() => this.dispatchEvent(new Event('look-close'))}>
        Cancel
      </button>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-choice': LookChoiceEvent;
  }
  interface HTMLElementTagNameMap {
    'look-choice-dialog': LookChoiceDialog;
  }
}
