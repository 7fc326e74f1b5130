import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { FilterMemory } from '../../core/views/filter-memory.ts';
import type { SavedView } from '../../core/views/saved-view.ts';
import { copyLink } from '../views/share.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { sameStages } from '../views/view-presets.ts';
import { savedViewsStyles } from './saved-views-styles.ts';
import { withoutOrder } from '../../core/views/edit-stages.ts';

/** The views kept by name, with how many samples each has; saving, renaming and deleting them; a link to the one shown. */
@customElement('look-saved-views')
export class LookSavedViews extends LitElement {
  static override styles = [base, savedViewsStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  /** What is being typed: a name for the view shown, or another name for a saved one. */
  @state() private naming: 'new' | SavedView | null = null;
  /** What happened last. */
  @state() private said = '';
  @state() private takeBack: (() => Promise<void>) | null = null;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) memory!: FilterMemory;

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  private start(naming: 'new' | SavedView): void {
    this.naming = naming;
    this.said = '';
    this.takeBack = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.select());
  }

  private readonly onName = (event: SubmitEvent): void => {
    event.preventDefault();
    const { naming, look } = this;
    const name = new FormData(event.target as HTMLFormElement).get('name') as string;
    this.action.run(async () => {
      if (naming === 'new') await look.saveView(name);
      else if (naming && name.trim() !== naming.name) await look.renameView(naming.name, name);
      this.finish(naming === 'new' ? `Saved “${name.trim()}”` : '');
    });
  };

  private readonly onNameKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.finish('');
  };

  /** Ends the typing and goes back to where it began. */
  private finish(said: string): void {
    this.naming = null;
    this.said = said;
    this.action.error = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.save')?.focus());
  }

  private delete({ name }: SavedView): void {
    this.action.run(async () => {
      const back = await this.look.deleteView(name);
      this.said = `Deleted “${name}”`;
      this.takeBack = back;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.back')?.focus();
    });
  }

  private readonly onBack = (): void => {
    const back = this.takeBack;
    if (!back) return;
    this.action.run(async () => {
      await back();
      this.takeBack = null;
      this.said = 'It is back';
    });
  };

  private readonly onLink = (): void => {
    this.action.run(async () => {
      this.takeBack = null;
      this.said = `Link copied. ${await copyLink(this.look)}`;
    });
  };

  override render() {
    const { naming, said, takeBack } = this;
    return html`
      <ul>
        ${this.look.views.map((view) => html`<li>${this.renderView(view)}</li>`)}
      </ul>
      ${
        naming === 'new'
          ? this.renderName('', 'Name of the view')
          : html`<div class="actions">
              <button class="button small quiet save" type="button" @click=${() => this.start('new')}>
                ${icon('bookmark')} Save view
              </button>
              <button class="button small quiet" type="button" @click=${this.onLink}>${icon('link')} Copy link</button>
            </div>`
      }
      <p class="said muted" role="status">
        ${said}${
          takeBack
            ? html` · <button class="button small quiet back" type="button" @click=${this.onBack}>Undo</button>`
            : nothing
        }
      </p>
      ${this.action.renderError()}
    `;
  }

  private renderView(view: SavedView) {
    if (this.naming === view) return this.renderName(view.name, `New name of ${view.name}`);
    const { session } = this.look;
    return html`<div class="row">
      <button
        class="view"
        type="button"
        title=${view.name}
        aria-current=${sameStages(view.stages, session.view?.stages ?? [])}
        @click=${() => this.action.run(() => this.look.showView(view.name))}
      >
        <span>${view.name}</span><span class="num count">${this.countOf(view)}</span>
      </button>
      <button
        class="button quiet small tool"
        type="button"
        aria-label="Rename ${view.name}"
        @click=${() => this.start(view)}
      >
        ${icon('pencil')}
      </button>
      <button
        class="button quiet small tool"
        type="button"
        aria-label="Delete ${view.name}"
        @click=${() => this.delete(view)}
      >
        ${icon('trash')}
      </button>
    </div>`;
  }

  /** A view that names a field or tag that is gone has no count; when it is shown, the explorer says what is missing. */
  private countOf({ stages }: SavedView): string {
    try {
      return formatCount(this.memory.samplesUnder(this.look.dataset.table, withoutOrder(stages)).length);
    } catch {
      return '–';
    }
  }

  private renderName(name: string, label: string) {
    return html`<form class="naming" @submit=${this.onName} @keydown=${this.onNameKey}>
      <input name="name" type="text" autocomplete="off" aria-label=${label} placeholder="Name" .value=${name} />
      <button class="button small primary" type="submit" ?disabled=${this.action.busy}>Save</button>
      <button class="button small quiet" type="button" @click=${() => this.finish('')}>Cancel</button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-saved-views': LookSavedViews;
  }
}
