import { ACTIONS } from '../../api/actions.ts';
import type { Look } from '../../api/look.ts';
import { standingClasses } from '../../core/dataset/classes.ts';
import type { StageName } from '../events/app-events.ts';
import { LookDoEvent } from '../events/explore-events.ts';
import { HELP_PAGES } from '../help/contents.ts';
import { viewPresets } from '../views/view-presets.ts';
import { stageFacts } from './stage-facts.ts';

/** One thing that can be found by its name, and done. */
export interface Command {
  name: string;
  /** What it is, and its key where it has one: "stage", "action · K". */
  hint: string;
  /** Does it. Rejects with what kept it from being done. */
  run: () => void | Promise<unknown>;
}

/** What the page itself can do, beside what the data set has. */
export interface PageCommands {
  go: (stage: StageName) => void;
  help: () => void;
  /** Opens a page of the Help. */
  read: (page: string) => void;
}

/**
 * Everything that can be found by its name at the moment: stages, what the explorer can do where it is shown, views, data sets, runs, and
 * classes last, of which there may be tens of thousands.
 */
export function commandsOf(look: Look, shown: StageName | null, { go, help, read }: PageCommands): Command[] {
  const { session } = look;
  const stages = stageFacts(session).map(({ stage, title }) => ({ name: title, hint: 'stage', run: () => go(stage) }));
  const page: Command[] = [
    ...stages,
    { name: 'About', hint: 'page', run: () => go('about') },
    { name: 'Help', hint: 'page · search', run: () => go('help') },
    { name: 'All keys', hint: 'help · ?', run: help },
    ...HELP_PAGES.map(({ id, title }) => ({ name: title, hint: 'help', run: () => read(id) })),
  ];
  const datasets = (session.datasets ?? [])
    .filter(({ id }) => id !== session.dataset?.info.id)
    .map(({ name }) => ({ name, hint: 'data set', run: () => look.load(name).then(() => go('explore')) }));
  if (!session.table) return [...page, ...datasets];
  const compare = async (): Promise<void> => {
    const { openReviewer } = await import('../exchange/open-reviewer.ts');
    openReviewer(look);
  };
  page.push({ name: 'Compare with another reviewer …', hint: 'dialog', run: compare });
  const actions = shown === 'explore' ? explorerActions() : [];
  return [...page, ...actions, ...viewsOf(look, go), ...datasets, ...runsOf(look), ...classesOf(look, go)];
}

/** What is done to the samples picked, or the one looked at; a number of a class is typed as such. */
function explorerActions(): Command[] {
  return ACTIONS.filter(({ valueOfKey }) => valueOfKey === undefined).map(({ id, title, titleForMany, keys }) => ({
    name: titleForMany ?? title[0].toUpperCase() + title.slice(1),
    hint: `action · ${keys[0]}`,
    run: () => void window.dispatchEvent(new LookDoEvent(id)),
  }));
}

function viewsOf(look: Look, go: PageCommands['go']): Command[] {
  const presets = viewPresets(look.dataset.table)
    .filter(({ reason }) => reason === '')
    .map(({ title, stages }) => ({
      name: title,
      hint: 'view',
      run: () => {
        look.session.view = look.dataset.view().through(stages);
        go('explore');
      },
    }));
  const saved = look.views.map(({ name }) => ({
    name,
    hint: 'saved view',
    run: () => look.showView(name).then(() => go('explore')),
  }));
  return [...saved, ...presets];
}

const runsOf = ({ session }: Look): Command[] =>
  session.runs
    .filter(({ id }) => id !== session.run?.id)
    .map(({ id, name }) => ({ name, hint: 'run', run: () => session.chooseRun(id) }));

/** A class shows its samples, by the label that they have now. */
function classesOf(look: Look, go: PageCommands['go']): Command[] {
  const { dataset } = look;
  return standingClasses(dataset.table).map((label) => ({
    name: dataset.table.classes[label],
    hint: 'class',
    run: () => {
      look.session.view = dataset.view().through([{ stage: 'matchLabels', field: 'current', classes: [label] }]);
      go('explore');
    },
  }));
}
