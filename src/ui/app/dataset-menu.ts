import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import './rename-dialog.ts';

/** Which data set is open, and the way to another one of this browser. */
@customElement('look-dataset-menu')
export class LookDatasetMenu extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--look-space-2);
        min-width: 0;
        white-space: nowrap;
      }
      .trigger {
        max-width: 200px;
        color: var(--look-text);
      }
      .trigger span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .trigger svg {
        width: 13px;
        height: 13px;
        color: var(--look-text-3);
      }
      [popover] {
        inset: auto;
        width: 300px;
        max-height: 70vh;
        margin: 0;
        padding: var(--look-space-2);
        overflow: auto;
        border: 1px solid var(--look-line);
        border-radius: 10px;
        background: var(--look-surface);
        color: var(--look-text);
        box-shadow: var(--look-shadow);
      }
      .section-head {
        padding: var(--look-space-2);
      }
      .item {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--look-space-2);
        width: 100%;
        min-height: 34px;
        padding: 0 var(--look-space-2);
        border: 0;
        border-radius: var(--look-radius-small);
        background: none;
        color: var(--look-text);
        font: inherit;
        text-align: start;
        text-decoration: none;
        cursor: pointer;
      }
      .item:hover {
        background: var(--look-surface-2);
      }
      .item b,
      .item .name {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .item b {
        font-weight: 550;
      }
      .item svg {
        color: var(--look-accent);
      }
      hr {
        margin: var(--look-space-2);
        border: 0;
        border-top: 1px solid var(--look-line);
      }
      @media (max-width: 1380px) {
        .facts {
          display: none;
        }
      }
      @media (max-width: 1180px) {
        .trigger {
          max-width: 130px;
        }
      }
    `,
  ];

  private readonly followed = new SessionController(this);
  private readonly action = new ActionController(this);

  @query('.trigger') private readonly trigger!: HTMLButtonElement;
  @query('[popover]') private readonly menu!: HTMLElement;
  /** The data set that another name is asked for; null for none. */
  @state() private renaming: DatasetInfo | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  private readonly onBeforeToggle = (): void => {
    const { left, bottom } = this.trigger.getBoundingClientRect();
    this.menu.style.left = `${left}px`;
    this.menu.style.top = `${bottom + 6}px`;
  };

  private readonly onRename = (): void => {
    this.menu.hidePopover();
    this.renaming = this.look.dataset.info;
  };

  private readonly onManage = (): void => this.menu.hidePopover();

  private onChoose(info: DatasetInfo): void {
    this.action.run(async () => {
      await this.look.load(info.name);
      this.menu.hidePopover();
    });
  }

  override render() {
    const { datasets, dataset } = this.look.session;
    if (!datasets?.length) return nothing;
    return html`<button class="button quiet trigger" type="button" popovertarget="menu">
        <span>${dataset?.name ?? 'Open a data set'}</span>${icon('chevron-down')}
      </button>
      ${
        dataset
          ? html`<span class="facts faint num"
              >${formatPlural(dataset.count(), 'sample')} ·
              ${formatPlural(dataset.info.classes.length, 'class', 'classes')}</span
            >`
          : nothing
      }
      <div id="menu" popover @beforetoggle=${this.onBeforeToggle}>
        <h2 class="section-head">In this browser</h2>
        ${this.action.renderError()}
        <ul>
          ${datasets.map((info) => this.renderItem(info, info.id === dataset?.info.id))}
        </ul>
        <hr />
        ${
          dataset
            ? html`<button class="item" type="button" @click=${this.onRename}>
                ${icon('pencil')}<span class="name">Rename “${printable(dataset.name)}” …</span>
              </button>`
            : nothing
        }
        <a class="item" href="#/data" @click=${this.onManage}>${icon('database')} Add or delete data sets</a>
      </div>
      ${
        this.renaming
          ? html`<look-rename-dialog
              .look=${this.look}
              .info=${this.renaming}
              @look-close=${() => (this.renaming = null)}
            ></look-rename-dialog>`
          : nothing
      }`;
  }

  private renderItem(info: DatasetInfo, open: boolean) {
    return html`<li>
      <button
        class="item"
        type="button"
        aria-current=${open ? 'true' : 'false'}
        ?disabled=${this.action.busy}
        @click=${() => this.onChoose(info)}
      >
        <span>${open ? icon('check') : nothing}</span><b>${info.name}</b>
        <span class="faint num">${formatCount(info.sampleCount)}</span>
      </button>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-dataset-menu': LookDatasetMenu;
  }
}
