import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MapMethod } from '../../core/insights/map-points.ts';
import { icon, type IconName } from '../icons.ts';
import { byTouch } from '../kit/by-touch.ts';
import { tip } from '../kit/tip.ts';
import { tabs } from '../styles/controls.ts';
import { base } from '../styles/shared.ts';
import type { ColourChoice } from './colouring.ts';
import type { MapTool } from './map-pointer.ts';

/** How the map is laid out, what it is coloured by, what the pointer does. */
export interface MapChoice {
  /** Null where there is nothing to lay out. */
  method: MapMethod | null;
  /** Path of a colour choice. */
  path: string;
  tool: MapTool;
}

/** Part of how the map is shown is to be otherwise. */
export class LookMapChoiceEvent extends CustomEvent<Partial<MapChoice>> {
  constructor(choice: Partial<MapChoice>) {
    super('look-map-choice', { detail: choice, bubbles: true });
  }
}

/** The map is to be enlarged by a factor, or shown whole (null). */
export class LookMapZoomEvent extends CustomEvent<number | null> {
  constructor(factor: number | null) {
    super('look-map-zoom', { detail: factor });
  }
}

const METHODS: readonly { method: MapMethod; says: string }[] = [
  { method: 'pca', says: 'The two directions in which the features vary most' },
  { method: 'umap', says: 'Alike samples together, groups apart' },
];

/** How people call a method. */
export const METHOD_TITLES: Record<MapMethod, string> = { pca: 'PCA', umap: 'UMAP' };

const TOOLS: readonly { tool: MapTool; icon: IconName; title: string }[] = [
  { tool: 'pan', icon: 'hand', title: 'Move' },
  { tool: 'lasso', icon: 'lasso', title: 'Pick with a lasso' },
  { tool: 'box', icon: 'square-dashed', title: 'Pick with a box' },
];

const ZOOM = 1.5;

/**
 * The controls above a map.
 * @slot - controls of the map's own, before the others
 * @event look-map-choice - another layout, colour or tool is wanted
 * @event look-map-zoom - the map is wanted larger, smaller or whole
 */
@customElement('look-map-bar')
export class LookMapBar extends LitElement {
  static override styles = [
    base,
    tabs,
    css`
      :host {
        position: relative;
        z-index: 1;
        container-type: inline-size;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-3);
        padding: 7px var(--look-space-3);
        border-bottom: 1px solid var(--look-line);
      }
      .tab {
        display: grid;
        place-items: center;
        min-width: 30px;
        padding: 0 7px;
      }
      .zooming {
        margin-left: auto;
      }
      /* A row of its own would be too much: it stands in a corner of the map below then. */
      @container (width < 460px) {
        .zooming {
          position: absolute;
          top: calc(100% + var(--look-space-2));
          right: var(--look-space-3);
          flex-direction: column;
          border: 1px solid var(--look-line);
        }
      }
      .by {
        display: flex;
        flex: 1 1 130px;
        max-width: 230px;
        align-items: center;
        gap: var(--look-space-2);
      }
      .by select {
        flex: 1;
        width: 0;
      }
    `,
  ];

  @property({ attribute: false }) choice: MapChoice = { method: null, path: 'given', tool: 'pan' };
  /** What dots can be coloured by. */
  @property({ attribute: false }) colours: readonly ColourChoice[] = [];

  private readonly onColour = (event: Event): void => {
    this.choose({ path: (event.target as HTMLSelectElement).value });
  };

  private choose(choice: Partial<MapChoice>): void {
    this.dispatchEvent(new LookMapChoiceEvent(choice));
  }

  private zoom(factor: number | null): void {
    this.dispatchEvent(new LookMapZoomEvent(factor));
  }

  override render() {
    const { method: shown, tool: used } = this.choice;
    const path = this.colours.some((colour) => colour.path === this.choice.path) ? this.choice.path : 'given';
    return html`
      ${shown === null ? nothing : this.renderMethods(shown)}
      <slot></slot>
      <label class="by"
        ><span class="muted">Colour</span>
        <select @change=${this.onColour}>
          ${this.colours.map(
            (colour) => html`<option value=${colour.path} ?selected=${colour.path === path}>${colour.title}</option>`,
          )}
        </select></label
      >
      <div class="tabs" role="group" aria-label="Pointer">
        ${TOOLS.map(({ tool, icon: name, title }) =>
          this.renderIcon(
            name,
            title,
            tool === 'pan' ? 'shift-drag draws a lasso' : '',
            () => this.choose({ tool }),
            used === tool,
          ),
        )}
      </div>
      <div class="tabs zooming" role="group" aria-label="Zoom">
        ${this.renderIcon('zoom-out', 'Smaller', '−', () => this.zoom(1 / ZOOM))}
        ${this.renderIcon('zoom-in', 'Larger', '+', () => this.zoom(ZOOM))}
        ${this.renderIcon('maximize', 'Show all of the map', '0', () => this.zoom(null))}
      </div>
    `;
  }

  private renderMethods(shown: MapMethod) {
    return html`<div class="tabs" role="group" aria-label="Layout">
      ${METHODS.map(
        ({ method, says }) =>
          html`<button
            class="tab"
            type="button"
            aria-pressed=${shown === method}
            @click=${() => this.choose({ method })}
            ${tip(says)}
          >
            ${METHOD_TITLES[method]}
          </button>`,
      )}
    </div>`;
  }

  /** @param otherwise what does the same with mouse or keyboard */
  private renderIcon(name: IconName, title: string, otherwise: string, act: () => void, pressed?: boolean) {
    const told = otherwise && !byTouch() ? `${title} (${otherwise})` : title;
    return html`<button
      class="tab"
      type="button"
      aria-label=${told}
      aria-pressed=${pressed ?? nothing}
      @click=${act}
      ${tip(told)}
    >
      ${icon(name)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-map-bar': LookMapBar;
  }
  interface HTMLElementEventMap {
    'look-map-choice': LookMapChoiceEvent;
    'look-map-zoom': LookMapZoomEvent;
  }
}
