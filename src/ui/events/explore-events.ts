import type { ViewStage } from '../../core/views/stages.ts';
import type { FacetValue } from '../../core/views/edit-stages.ts';

/** What can stand beside the grid. */
export type CompanionName = 'ranking' | 'matrix' | 'map' | 'data-map' | 'curves';

/** A person chose a sample to look at, by its index; null for none. */
export class LookSelectEvent extends CustomEvent<number | null> {
  constructor(index: number | null) {
    super('look-select', { detail: index });
  }
}

/** What becomes of what is picked: these alone, these too, the other way round for each of them; all let go, which ends picking too. */
export type PickWay = 'replace' | 'add' | 'toggle' | 'clear';

/** A person picked samples, or let all go. */
export class LookPickEvent extends CustomEvent<{ indices: readonly number[]; how: PickWay }> {
  constructor(indices: readonly number[], how: PickWay) {
    super('look-pick', { detail: { indices, how } });
  }
}

/** From now on a tap picks samples and lets them go (true), or looks at them as ever. */
export class LookPickingEvent extends CustomEvent<boolean> {
  constructor(on: boolean) {
    super('look-picking', { detail: on });
  }
}

/** A person wants to look closely at the chosen sample. */
export class LookOpenEvent extends Event {
  constructor() {
    super('look-open');
  }
}

/** A person is done in a field: the keyboard is to go back to the grid. */
export class LookLeaveEvent extends Event {
  constructor() {
    super('look-leave');
  }
}

/** A person wants to review one sample after another, the chosen one first. */
export class LookEnlargeEvent extends Event {
  constructor() {
    super('look-enlarge');
  }
}

/** A person wants tiles of another size, in CSS pixels. */
export class LookZoomEvent extends CustomEvent<number> {
  constructor(tile: number) {
    super('look-zoom', { detail: tile });
  }
}

/** A person wants another view: these stages instead of the ones there are. */
export class LookStagesEvent extends CustomEvent<ViewStage[]> {
  constructor(stages: ViewStage[]) {
    super('look-stages', { detail: stages });
  }
}

/** A person wants to choose a picture from their files, to see what is like it. */
export class LookLikePictureEvent extends Event {
  constructor() {
    super('look-like-picture', { bubbles: true, composed: true });
  }
}

/** A person chose a value of a facet, or with `not` wants the samples without it; the same again takes it back. */
export class LookFacetEvent extends CustomEvent<{ value: FacetValue; not: boolean }> {
  constructor(value: FacetValue, not: boolean) {
    super('look-facet', { detail: { value, not } });
  }
}

/** A person chose a range of the score; null for all of it. */
export class LookRangeEvent extends CustomEvent<{ min: number; max: number } | null> {
  constructor(range: { min: number; max: number } | null) {
    super('look-range', { detail: range });
  }
}

/** A person wants another run's predictions and scores, by the run's id. */
export class LookChooseRunEvent extends CustomEvent<number> {
  constructor(runId: number) {
    super('look-choose-run', { detail: runId });
  }
}

/** A person opened or closed a section of the sidebar. */
export class LookSectionEvent extends CustomEvent<boolean> {
  constructor(open: boolean) {
    super('look-section', { detail: open });
  }
}

/** Which sections of the sidebar a person has opened and closed, by what is in them. */
export class LookSectionsEvent extends CustomEvent<Record<string, boolean>> {
  constructor(sections: Record<string, boolean>) {
    super('look-sections', { detail: sections });
  }
}

/** A person wants a side panel shown or hidden. */
export class LookPanelEvent extends CustomEvent<'sidebar' | 'inspector'> {
  constructor(panel: 'sidebar' | 'inspector') {
    super('look-panel', { detail: panel });
  }
}

/** A person wants this beside the grid; null for the grid alone. */
export class LookCompanionEvent extends CustomEvent<CompanionName | null> {
  constructor(name: CompanionName | null) {
    super('look-companion', { detail: name });
  }
}

/** A person wants captions to say this: paths of fields. */
export class LookCaptionsEvent extends CustomEvent<string[]> {
  constructor(paths: string[]) {
    super('look-captions', { detail: paths });
  }
}

/** A person wants tiles grouped by a field; null for not at all. */
export class LookGroupEvent extends CustomEvent<string | null> {
  constructor(path: string | null) {
    super('look-group', { detail: path });
  }
}

/** A person wants labels known to be wrong marked, or no longer. */
export class LookTruthEvent extends CustomEvent<boolean> {
  constructor(on: boolean) {
    super('look-truth', { detail: on });
  }
}

/** An action is asked of the explorer from outside it, by its id in `ACTIONS`; dispatched on the window. */
export class LookDoEvent extends CustomEvent<string> {
  constructor(action: string) {
    super('look-do', { detail: action });
  }
}

declare global {
  interface WindowEventMap {
    'look-do': LookDoEvent;
  }
  interface HTMLElementEventMap {
    'look-select': LookSelectEvent;
    'look-leave': LookLeaveEvent;
    'look-open': LookOpenEvent;
    'look-enlarge': LookEnlargeEvent;
    'look-pick': LookPickEvent;
    'look-picking': LookPickingEvent;
    'look-zoom': LookZoomEvent;
    'look-stages': LookStagesEvent;
    'look-like-picture': LookLikePictureEvent;
    'look-facet': LookFacetEvent;
    'look-range': LookRangeEvent;
    'look-choose-run': LookChooseRunEvent;
    'look-section': LookSectionEvent;
    'look-sections': LookSectionsEvent;
    'look-panel': LookPanelEvent;
    'look-companion': LookCompanionEvent;
    'look-captions': LookCaptionsEvent;
    'look-group': LookGroupEvent;
    'look-truth': LookTruthEvent;
  }
}
