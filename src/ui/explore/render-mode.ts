import { html, nothing, type TemplateResult } from 'lit';
import type { Look } from '../../api/look.ts';
import type { LookSelectEvent } from '../events/explore-events.ts';
import '../one-by-one/review-mode.ts';
import type { Fixing } from '../review/fixing.ts';
import type { Pictures } from '../samples/pictures.ts';
import type { StageKeys } from './stage-keys.ts';

/**
 * The review of one sample after another over the whole window, where a person asked for that.
 * @param indices samples in the order of the grid
 * @param all the same with those decided that the view leaves out
 * @param onSelect hears of what a person goes on to
 * @param said what was done last
 */
export function renderMode(
  keys: StageKeys,
  fixing: Fixing,
  look: Look,
  pictures: Pictures,
  { indices, all }: { indices: Uint32Array; all: Uint32Array },
  onSelect: (event: LookSelectEvent) => void,
  said: TemplateResult,
) {
  if (!keys.enlarged) return nothing;
  return html`<look-review-mode
    .look=${look}
    .pictures=${pictures}
    .indices=${indices}
    .all=${all}
    .index=${look.session.selected}
    @look-fix=${fixing.onFix}
    @look-select=${onSelect}
    @look-close=${keys.reduce}
    >${said}</look-review-mode
  >`;
}
