import { html, nothing, type TemplateResult } from 'lit';
import type { Look } from '../../api/look.ts';
import type { CompanionName } from '../events/explore-events.ts';
import type { Pictures } from '../samples/pictures.ts';
import type { SidePanels } from './side-panels.ts';

/** A chart or map of the view that stands beside the grid: what is chosen in one is chosen in the other. */
export interface Companion {
  name: CompanionName;
  /** On its tab. */
  title: string;
  /** Loads its element. */
  load: () => Promise<unknown>;
  /** The element follows the session, and changes its view, its selection and the sample looked at. */
  render: (look: Look, pictures: Pictures) => TemplateResult;
}

/** All of them, in the order of their tabs. */
export const COMPANIONS: readonly Companion[] = [
  {
    name: 'ranking',
    title: 'Ranking',
    load: () => import('../charts/rank-curve.ts'),
    render: (look) => html`<look-rank-curve .look=${look}></look-rank-curve>`,
  },
  {
    name: 'matrix',
    title: 'Matrix',
    load: () => import('../charts/confusion-matrix.ts'),
    render: (look) => html`<look-confusion-matrix .look=${look}></look-confusion-matrix>`,
  },
  {
    name: 'map',
    title: 'Map',
    load: () => import('../map/embedding-map.ts'),
    render: (look, pictures) => html`<look-embedding-map .look=${look} .pictures=${pictures}></look-embedding-map>`,
  },
  {
    name: 'data-map',
    title: 'Data map',
    load: () => import('../charts/data-map.ts'),
    render: (look, pictures) => html`<look-data-map .look=${look} .pictures=${pictures}></look-data-map>`,
  },
  {
    name: 'curves',
    title: 'Curves',
    load: () => import('../charts/training-curves.ts'),
    render: (look) => html`<look-training-curves .look=${look}></look-training-curves>`,
  },
];

/** The one of this name beside the grid, or in its place; nothing where none is wanted. */
export function renderCompanion(name: CompanionName | null, panels: SidePanels, look: Look, pictures: Pictures) {
  const { room } = panels;
  const shown = COMPANIONS.find((companion) => companion.name === name);
  if (!shown) return nothing;
  void shown.load();
  const beside = room.companion === 'beside';
  return html`${beside ? panels.renderDivider('companion', 'behind', shown.title) : nothing}
    <section
      class="companion"
      tabindex="0"
      aria-label=${shown.title}
      style=${beside ? `width: ${room.widths.companion}px` : nothing}
    >
      ${shown.render(look, pictures)}
    </section>`;
}
