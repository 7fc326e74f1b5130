import { html, nothing } from 'lit';
import type { Session } from '../../api/session.ts';
import '../kit/error-note.ts';
import { formatCount } from '../kit/format.ts';
import type { LookPickEvent, LookStagesEvent } from '../events/explore-events.ts';
import './bulk-dialog.ts';
import type { BulkPlan } from './bulk-plan.ts';
import './choice-dialog.ts';
import type { LookFixEvent } from './fix-bar.ts';
import type { Fixing } from './fixing.ts';
import './keys-dialog.ts';
import './pick-bar.ts';

/** Who hears of what a person wants done with the samples picked. */
export interface PickHandlers {
  onFix: (event: LookFixEvent) => void;
  onPick: (event: LookPickEvent) => void;
  onStages: (event: LookStagesEvent) => void;
}

/**
 * What is picked and what can be done with it, and what was done last.
 * @param indices samples in the order of the grid
 */
export function renderFixing({ said, error }: Fixing, { selection }: Session, indices: Uint32Array, on: PickHandlers) {
  return html`<div class="fixing">
    ${error ? html`<look-error-note .message=${error}></look-error-note>` : nothing}
    ${
      selection.size > 0
        ? html`<look-pick-bar
            .picked=${selection.set}
            .indices=${indices}
            @look-fix=${on.onFix}
            @look-pick=${on.onPick}
            @look-stages=${on.onStages}
          ></look-pick-bar>`
        : nothing
    }
    <p class="said" role="status">${said ? html`${said} <span class="muted">· U takes it back</span>` : nothing}</p>
  </div>`;
}

/** What stands open over the explorer: the keys, a look at what will change, a choice of class or tag. */
export function renderFixDialog(fixing: Fixing, { table, selection, selected }: Session) {
  const { dialog, close } = fixing;
  if (dialog === null || !table) return nothing;
  if (dialog === 'help') return html`<look-keys-dialog @look-close=${close}></look-keys-dialog>`;
  if (typeof dialog === 'object') {
    return html`<look-bulk-dialog
      .plan=${dialog}
      .carryOut=${(plan: BulkPlan) => fixing.carryOut(plan)}
      @look-close=${close}
    ></look-bulk-dialog>`;
  }
  const whom = selection.size > 0 ? `${formatCount(selection.size)} samples` : `sample ${selected}`;
  if (dialog === 'tag') {
    return html`<look-choice-dialog
      open
      heading="A tag for ${whom}"
      .choices=${table.tags.map((name) => ({ name, hint: '' }))}
      @look-choice=${(event: CustomEvent<string>) => fixing.chooseTag(event.detail)}
      @look-close=${close}
    ></look-choice-dialog>`;
  }
  return html`<look-choice-dialog
    heading="A class for ${whom}"
    .choices=${table.classes.map((name, label) => ({ name, hint: label < 10 ? String(label) : '' }))}
    @look-choice=${(event: CustomEvent<string>) => fixing.chooseClass(table.classes.indexOf(event.detail))}
    @look-close=${close}
  ></look-choice-dialog>`;
}
