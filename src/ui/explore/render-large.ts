import { html, nothing, type TemplateResult } from 'lit';
import type { Table } from '../../core/dataset/table.ts';
import type { LookSelectEvent } from '../events/explore-events.ts';
import '../inspector/large-picture.ts';
import type { Pictures } from '../samples/pictures.ts';
import type { StageKeys } from './stage-keys.ts';

/**
 * The sample looked at as large as the window allows, where a person asked for that.
 * @param indices samples in the order of the grid
 * @param onSelect hears of what a person goes on to
 * @param renderFixing what can be done about the sample, and what was done last
 */
export function renderLarge(
  keys: StageKeys,
  table: Table,
  pictures: Pictures,
  { indices, selected }: { indices: Uint32Array; selected: number | null },
  onSelect: (event: LookSelectEvent) => void,
  renderFixing: () => TemplateResult[],
) {
  if (!keys.enlarged || selected === null) return nothing;
  return html`<look-large-picture
    .table=${table}
    .pictures=${pictures}
    .indices=${indices}
    .index=${selected}
    @look-select=${onSelect}
    @look-close=${keys.reduce}
  >
    <div>${renderFixing()}</div>
  </look-large-picture>`;
}
