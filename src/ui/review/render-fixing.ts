import { html, nothing } from 'lit';
import type { Action } from '../../api/actions.ts';
import type { Look } from '../../api/look.ts';
import type { Session } from '../../api/session.ts';
import { classNamed, standingClasses } from '../../core/dataset/classes.ts';
import type { Table } from '../../core/dataset/table.ts';
import '../kit/error-note.ts';
import { formatCount } from '../kit/format.ts';
import '../kit/keys-dialog.ts';
import type { KeyLine } from '../kit/keys.ts';
import type { LookPickEvent, LookStagesEvent } from '../events/explore-events.ts';
import type { Pictures } from '../samples/pictures.ts';
import { sampleTitle } from '../samples/sample-names.ts';
import './bulk-dialog.ts';
import './choice-dialog.ts';
import './fix-bar.ts';
import type { Fixing } from './fixing.ts';
import './pick-bar.ts';

/**
 * What can be done about the sample looked at, and how far the review of the view is.
 * @param all samples of the view, decided or not
 */
export function renderFixBar(fixing: Fixing, { session, suggestions }: Look, all: Uint32Array) {
  const { selected } = session;
  return html`<look-fix-bar
    .session=${session}
    .indices=${all}
    .table=${session.table}
    .selected=${selected}
    .guesses=${selected === null ? [] : suggestions.guesses(selected)}
    @look-fix=${fixing.onFix}
    @look-stages=${(event: LookStagesEvent) => (session.view = session.opened.view().through(event.detail))}
  ></look-fix-bar>`;
}

/** What was done last, and that it is not about those that are picked, where one sample is reviewed after another. */
export function renderFixingOne(fixing: Fixing, { selection }: Session) {
  const { size } = selection;
  return html`<div class="fixing">
    ${renderError(fixing)}
    ${
      size > 0
        ? html`<p class="muted" role="status">
            Keys and buttons here are for this sample alone, not for the ${formatCount(size)} picked in the grid.
          </p>`
        : nothing
    }
    ${renderDone(fixing)}
  </div>`;
}

/**
 * What is picked and what can be done with it, and what was done last.
 * @param indices samples in the order of the grid
 * @param on hears of what a person wants picked instead, and of what is to be shown
 */
export function renderFixing(
  fixing: Fixing,
  { selection }: Session,
  indices: Uint32Array,
  on: { pick: (event: LookPickEvent) => void; stages: (event: LookStagesEvent) => void },
) {
  return html`<div class="fixing">
    ${renderError(fixing)}
    ${
      selection.size > 0 || selection.picking
        ? html`<look-pick-bar
            .picked=${selection.set}
            .picking=${selection.picking}
            .indices=${indices}
            @look-fix=${fixing.onFix}
            @look-pick=${on.pick}
            @look-stages=${on.stages}
          ></look-pick-bar>`
        : nothing
    }
    ${renderDone(fixing)}
  </div>`;
}

const renderError = ({ error }: Fixing) =>
  error ? html`<look-error-note .message=${error}></look-error-note>` : nothing;

const renderDone = (fixing: Fixing) => {
  const { said, reverse } = fixing;
  return html`<div class="done">
    <p class="said" role="status">${said}</p>
    ${
      reverse
        ? html`<button class="button small quiet" type="button" @click=${() => fixing.do({ action: reverse })}>
            ${reverse.title} <kbd>${reverse.keys[0]}</kbd>
          </button>`
        : nothing
    }
  </div>`;
};

/**
 * What stands open over the explorer: the keys, a look at what will change, a choice of class or tag.
 * @param keys all keys of the explorer
 * @param touches what fingers do there
 */
export function renderFixDialog(
  fixing: Fixing,
  { table, selected }: Session,
  pictures: Pictures,
  keys: readonly KeyLine[],
  touches: readonly KeyLine[],
) {
  const { dialog, close } = fixing;
  if (dialog === null || !table) return nothing;
  if (dialog === 'help')
    return html`<look-keys-dialog .lines=${keys} .touches=${touches} @look-close=${close}></look-keys-dialog>`;
  if ('plan' in dialog) {
    return html`<look-bulk-dialog
      .table=${table}
      .pictures=${pictures}
      .samples=${dialog.samples}
      .plan=${dialog.plan}
      .carryOut=${(samples: Uint32Array) => fixing.carryOut(dialog, samples)}
      @look-close=${close}
    ></look-bulk-dialog>`;
  }
  const many = fixing.picked.length;
  const whom = many > 0 ? `${formatCount(many)} samples` : sampleTitle(table, selected!);
  const { asking } = dialog;
  const { noun, choices, choose } = CHOICES[asking.asks!];
  return html`<look-choice-dialog
    noun=${noun}
    heading="A ${noun} for ${whom}"
    .choices=${choices(table)}
    @look-choice=${(event: CustomEvent<string>) => choose(fixing, asking, event.detail, table)}
    @look-close=${close}
  ></look-choice-dialog>`;
}

interface Choices {
  noun: string;
  choices: (table: Table) => { name: string; hint: string }[];
  choose: (fixing: Fixing, asking: Action, name: string, table: Table) => void;
}

/** What can be chosen from where an action asks for something. */
const CHOICES: Record<NonNullable<Action['asks']>, Choices> = {
  class: {
    noun: 'class',
    choices: (table) => standingClasses(table).map((label) => ({ name: table.classes[label], hint: String(label) })),
    choose: (fixing, asking, name, table) => {
      const label = classNamed(table, name);
      if (label < 0) fixing.chooseNew(asking, name);
      else fixing.choose(asking, label);
    },
  },
  tag: {
    noun: 'tag',
    choices: ({ tags }) => tags.map((name) => ({ name, hint: '' })),
    choose: (fixing, asking, name) => fixing.choose(asking, name),
  },
};
