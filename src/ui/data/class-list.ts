import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import { countValues } from '../../core/views/counts.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

/** Classes listed before a person asks for more, and then. */
const FEW = 20;
const MANY = 500;

/** The classes with how many samples have each; they can be renamed, merged and added to, each an edit that undo takes back. */
@customElement('look-class-list')
export class LookClassList extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
        min-width: 0;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2);
      }
      .classes {
        columns: 2;
        column-gap: var(--look-space-5);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(24px, 26%) 52px;
        align-items: center;
        gap: var(--look-space-2);
        break-inside: avoid;
        line-height: 1.75;
      }
      .editing li {
        grid-template-columns: 20px minmax(0, 1fr) 52px;
      }
      .editing li {
        padding-block: 3px;
      }
      .editing input[type='text'] {
        width: 100%;
        min-width: 0;
        min-height: 28px;
      }
      .clipped {
        max-width: none;
      }
      .bar {
        height: 3px;
        border-radius: 2px;
        background: linear-gradient(var(--look-accent) 0 0) 0 0 / var(--share) 100% no-repeat var(--look-surface-2);
        forced-color-adjust: none;
      }
      .count {
        text-align: right;
      }
      @media (width < 480px) {
        .classes {
          columns: 1;
        }
      }
    `,
  ];

  private readonly action = new ActionController(this);
  private readonly counts = memo((table: Table): Uint32Array => {
    return countValues(
      table,
      Uint32Array.from({ length: table.count }, (_, i) => i),
      'current',
    );
  });

  @state() private all = false;
  @state() private editing = false;
  @state() private text = '';
  /** What was merged last. */
  @state() private done: { text: string; edit: Edit | null } | null = null;
  @state() private picked: ReadonlySet<number> = new Set();
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) table!: Table;

  private name(label: number): string {
    return this.table.classes[label];
  }

  private rename(label: number, input: HTMLInputElement): void {
    const to = input.value.trim();
    if (to === this.name(label)) return;
    this.action.run(() => this.look.renameClass(this.name(label), to));
  }

  private pick(label: number, on: boolean): void {
    const picked = new Set(this.picked);
    if (on) picked.add(label);
    else picked.delete(label);
    this.picked = picked;
  }

  private merge(into: number): void {
    const from = [...this.picked].filter((label) => label !== into);
    const names = from.map((label) => this.name(label));
    const counts = this.counts(this.table);
    const moved = from.reduce((sum, label) => sum + counts[label], 0);
    const text = `Merged ${names.map(printable).join(', ')} into ${printable(this.name(into))}: ${formatPlural(moved, 'label')}.`;
    this.picked = new Set();
    this.action.run(async () => {
      this.done = { text, edit: await this.look.mergeClasses([...names, this.name(into)], this.name(into)) };
    });
  }

  /** Shown as long as nothing else was done since, here or elsewhere. */
  private renderDone() {
    const { done, look } = this;
    const last = done?.edit && look.session.nextUndo?.seq === done.edit.seq ? done : null;
    return html`<p role="status" ?hidden=${!last}>
      ${last?.text}
      <button
        class="button small"
        type="button"
        ?disabled=${this.action.busy}
        @click=${() => this.action.run(() => this.look.undo())}
      >
        Undo
      </button>
    </p>`;
  }

  private readonly onAdd = (event: Event): void => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).querySelector('input')!;
    const name = input.value;
    this.action.run(async () => {
      await this.look.addClass(name);
      input.value = '';
    });
  };

  override render(): TemplateResult {
    const { table, text } = this;
    const wanted = text.trim().toLowerCase();
    const standing = standingClasses(table);
    const found = wanted ? standing.filter((label) => this.name(label).toLowerCase().includes(wanted)) : standing;
    const shown = found.slice(0, this.all || wanted ? MANY : FEW);
    const counts = this.counts(table);
    const most = counts.reduce((top, count) => Math.max(top, count), 1);
    const none = counts.reduce((left, count) => left - count, table.count);
    return html`<div class="row">
        ${
          standing.length > FEW
            ? html`<input
                type="search"
                aria-label="Find a class"
                placeholder="Find a class"
                @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
              />`
            : nothing
        }
        <button
          class="button small"
          type="button"
          aria-pressed=${this.editing}
          @click=${() => (this.editing = !this.editing)}
        >
          ${this.editing ? 'Done' : 'Change classes'}
        </button>
      </div>
      ${this.action.renderError()} ${this.renderDone()} ${this.editing ? this.renderTools() : nothing}
      <ul class="classes ${this.editing ? 'editing' : ''}">
        ${shown.map((label) => (this.editing ? this.renderEdited(label, counts) : this.renderClass(label, counts, most)))}
      </ul>
      ${none > 0 ? html`<p class="muted num">${formatPlural(none, 'sample')} without a label</p>` : nothing}
      ${this.renderMore(found.length - shown.length)}`;
  }

  private renderMore(more: number) {
    if (more <= 0) return nothing;
    if (this.all || this.text) return html`<p class="muted">${formatCount(more)} more: type a name to find them.</p>`;
    return html`<div>
      <button class="button small quiet" type="button" @click=${() => (this.all = true)}>
        ${formatCount(more)} more
      </button>
    </div>`;
  }

  private renderClass(label: number, counts: Uint32Array, most: number) {
    const name = printable(this.name(label));
    return html`<li>
      <span class="clipped" title=${name}>${name}</span
      ><span class="bar" style="--share: ${(100 * counts[label]) / most}%"></span>
      <span class="num muted count">${formatCount(counts[label])}</span>
    </li>`;
  }

  private renderEdited(label: number, counts: Uint32Array) {
    const name = printable(this.name(label));
    return html`<li>
      <input
        type="checkbox"
        aria-label="Merge ${name}"
        .checked=${this.picked.has(label)}
        @change=${(event: Event) => this.pick(label, (event.target as HTMLInputElement).checked)}
      />
      <input
        type="text"
        aria-label="Name of ${name}"
        title=${name}
        .value=${this.name(label)}
        @change=${(event: Event) => this.rename(label, event.target as HTMLInputElement)}
      />
      <span class="num muted count">${formatCount(counts[label])}</span>
    </li>`;
  }

  private renderTools() {
    const picked = [...this.picked];
    return html`<p class="muted">
        Type over a name to rename the class, tick several to make them one; each change is undone by undo in the
        explorer.
      </p>
      <form class="row" @submit=${this.onAdd}>
        <input type="text" aria-label="Name of a new class" placeholder="none of these" required />
        <button class="button small" type="submit">Add class</button>
      </form>
      ${
        picked.length > 1
          ? html`<div class="row" role="group" aria-label="Merge ${picked.length} classes">
              <span class="muted">Merge ${picked.length} classes into</span>
              ${picked.slice(0, 12).map(
                (label) =>
                  html`<button class="button small" type="button" @click=${() => this.merge(label)}>
                    <span class="clipped">${printable(this.name(label))}</span>
                  </button>`,
              )}
            </div>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-class-list': LookClassList;
  }
}
