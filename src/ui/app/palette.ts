import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import { memo } from '../../core/memo.ts';
import '../kit/dialog.ts';
import { formatCount } from '../kit/format.ts';
import { MOST_SHOWN, fitting, typeAheadStyles } from '../kit/type-ahead.ts';
import { base } from '../styles/shared.ts';
import type { Command } from './commands.ts';

/** A person wants this done. */
export class LookCommandEvent extends CustomEvent<Command> {
  constructor(command: Command) {
    super('look-command', { detail: command });
  }
}

/** Both what a command is and its name can be typed. */
const textOf = ({ hint, name }: Command): string => `${hint} ${name}`;

/**
 * Everything there is, to be found by typing a part of its name: the best match is one Enter away.
 * @event look-command - what was chosen
 * @event look-close - nothing was
 */
@customElement('look-palette')
export class LookPalette extends LitElement {
  static override styles = [
    base,
    typeAheadStyles,
    css`
      look-dialog {
        --width: 34rem;
      }
      h2 {
        margin-bottom: var(--look-space-3);
      }
      .hint {
        flex: none;
      }
    `,
  ];

  private readonly find = memo((commands: readonly Command[], text: string) => fitting(commands, text, textOf));

  @query('input') private readonly input!: HTMLInputElement;
  @state() private text = '';
  /** Number of the match that Enter takes. */
  @state() private at = 0;
  @property({ attribute: false }) commands: readonly Command[] = [];

  private readonly onInput = (): void => {
    this.text = this.input.value;
    this.at = 0;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const found = this.find(this.commands, this.text);
    const last = Math.min(found.length, MOST_SHOWN) - 1;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) this.at = Math.max(0, Math.min(last, this.at + steps[event.key]));
    else if (event.key === 'Enter' && found[this.at]) this.choose(found[this.at]);
    else return;
    event.preventDefault();
  };

  private choose(command: Command): void {
    this.dispatchEvent(new LookCommandEvent(command));
  }

  private readonly onClose = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const all = this.find(this.commands, this.text);
    const found = all.slice(0, MOST_SHOWN);
    const more = all.length - found.length;
    return html`<look-dialog light-dismiss label="Find by name" @look-close=${this.onClose}>
      <h2>Find by name</h2>
      <input
        type="text"
        data-focus
        role="combobox"
        aria-expanded="true"
        aria-controls="choices"
        aria-activedescendant=${found.length > 0 ? `choice-${this.at}` : nothing}
        aria-label="Name of a stage, action, view, class, data set or run"
        placeholder="Stage, action, view, class, data set, run"
        autocomplete="off"
        spellcheck="false"
        @input=${this.onInput}
        @keydown=${this.onKey}
      />
      <div id="choices" class="choices" role="listbox" aria-label="What fits">
        ${found.map(
          (command, j) =>
            html`<button
              type="button"
              id="choice-${j}"
              role="option"
              tabindex="-1"
              aria-selected=${j === this.at}
              @click=${() => this.choose(command)}
            >
              <span class="name" title=${printable(command.name)}>${printable(command.name)}</span
              ><span class="hint muted">${command.hint}</span>
            </button>`,
        )}
      </div>
      <p class="muted more" role="status">${this.sayMore(found.length, more)}</p>
      <button slot="footer" class="button" type="button" @click=${this.onClose}>Cancel</button>
    </look-dialog>`;
  }

  private sayMore(found: number, more: number): string {
    if (found === 0) return 'Nothing is called so.';
    return more > 0 ? `${formatCount(more)} more: type to find them.` : '';
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-command': LookCommandEvent;
  }
  interface HTMLElementTagNameMap {
    'look-palette': LookPalette;
  }
}
