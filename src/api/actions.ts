import type { Edit } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import {
  previewAsPredicted,
  previewExcluding,
  previewKeeping,
  previewRelabelling,
  previewUnsure,
  type ChangePreview,
  type PreviewedTable,
} from '../core/review/change-preview.ts';
import type { EditTarget, HistoryStep } from './calls/labels.ts';
import { indicesOf, type Edits } from './edits.ts';
import type { Review } from './review.ts';
import type { Similarity } from './similarity.ts';

/** What an action that asks for something is about: a class by its name or number, or a tag's name. */
export type ActionValue = string | number;

/** One thing that can be done about samples, in every way that it can be asked for. */
export interface Action {
  /** Name for scripts, as in `look.act('keep')`. */
  id: string;
  /** Keys as a person reads them: 'K', 'Shift U', 'Esc'. The first is printed on the buttons. */
  keys: readonly string[];
  /** Keys that do the same as everywhere, and that the help does not list. */
  otherKeys?: readonly string[];
  /** In a word or two, as on the button beside a sample. */
  title: string;
  /** A line of the help: what the keys do. */
  help: string;
  /** Place of its button beside a sample, 1 first; without one it has no button there. */
  button?: number;
  /** Word on its button for all samples picked; without one it has no button there. */
  titleForMany?: string;
  /** What has to be chosen first, in a dialog where the key does not say it. */
  asks?: 'class' | 'tag';
  /** What a key, or several digits, say is chosen; null where there is no such choice. */
  valueOfKey?: (key: string, classCount: number) => ActionValue | null;
  /** Does it to the sample under a review's cursor; an action that makes no edit answers nothing. */
  one?: (review: Review, value: ActionValue) => Promise<Edit | null> | void;
  /** Does it to these samples in one edit. */
  many?: (edits: Edits, samples: EditTarget, value: ActionValue) => Promise<Edit | null>;
  /** What `many` would come to, to be looked at first; without this it is done at once. */
  preview?: (table: PreviewedTable, indices: Uint32Array, value: ActionValue) => ChangePreview;
  /** Shows other samples because of these, and edits none. */
  show?: (similarity: Similarity, samples: Uint32Array) => void;
  /** Goes through the history, whatever is picked or looked at. */
  step?: (history: Edits | Review) => Promise<HistoryStep | null>;
}

const RELABEL = {
  asks: 'class',
  one: (review, label) => review.relabel(label),
  many: (edits, samples, label) => edits.relabel(samples, label),
  preview: (table, indices, label) =>
    previewRelabelling(table, indices, typeof label === 'number' ? label : table.classes.indexOf(label)),
} satisfies Partial<Action>;

/** Takes what a review's `guesses` has at a place. */
function guessAction(id: string, key: string, at: number, help: string): Action {
  return { id, keys: [key], title: id.replace('-', ' '), help, one: (review) => review.takeGuess(at) };
}

/**
 * All of them, in the order of the help. Keys, help, buttons, dialogs and `look.act` are made from this table, so that a new action is
 * one entry here. Keys and words stand in it for that reason; what a browser calls a key, and how a button looks, is the page's.
 */
export const ACTIONS: readonly Action[] = [
  {
    id: 'as-predicted',
    keys: ['Enter'],
    title: 'as predicted',
    titleForMany: 'As predicted',
    help: 'take the suggested class, and go on; where the network agrees with the label, confirm it; a decision stays as it is',
    one: (review) => review.relabelAsPredicted(),
    many: (edits, samples) => edits.relabelAsPredicted(samples),
    preview: previewAsPredicted,
  },
  guessAction(
    'second-guess',
    'Q',
    0,
    'take the network’s second guess: the likeliest class besides label and suggestion',
  ),
  guessAction('third-guess', 'W', 1, 'take its third guess'),
  guessAction('fourth-guess', 'E', 2, 'take its fourth guess'),
  {
    id: 'relabel-by-number',
    keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    title: 'class by number',
    help: 'set the class of that number, and go on; a digit that may begin a longer number waits for the next, or Enter; Esc drops it',
    valueOfKey: (key, classCount) => (Number(key) < classCount ? Number(key) : null),
    ...RELABEL,
  },
  {
    id: 'relabel',
    keys: ['/'],
    title: 'class',
    titleForMany: 'Relabel …',
    help: 'choose a class by typing its name',
    button: 2,
    ...RELABEL,
  },
  {
    id: 'keep',
    keys: ['K'],
    title: 'confirm',
    titleForMany: 'Confirm',
    help: 'confirm the label: it is right',
    button: 1,
    one: (review) => review.keep(),
    many: (edits, samples) => edits.keep(samples),
    preview: (_, indices) => previewKeeping(indices),
  },
  {
    id: 'unsure',
    keys: ['N'],
    title: 'unsure',
    titleForMany: 'Unsure',
    help: 'not sure: nobody can tell from the picture; it counts as decided, and can be filtered by',
    button: 4,
    one: (review) => review.markUnsure(),
    many: (edits, samples) => edits.markUnsure(samples),
    preview: (_, indices) => previewUnsure(indices),
  },
  {
    id: 'exclude',
    keys: ['X'],
    title: 'exclude',
    titleForMany: 'Exclude',
    help: 'exclude the sample from training',
    button: 3,
    one: (review) => review.exclude(),
    many: (edits, samples) => edits.exclude(samples, true),
    preview: previewExcluding,
  },
  {
    id: 'tag',
    keys: ['T'],
    title: 'tag',
    titleForMany: 'Tag …',
    help: 'tag it',
    button: 5,
    asks: 'tag',
    one: (review, name) => review.toggleTag(String(name)),
    many: (edits, samples, name) => edits.tag(samples, String(name), true),
  },
  {
    id: 'skip',
    keys: ['S'],
    title: 'skip',
    help: 'skip it for now',
    button: 6,
    one: (review) => review.skip(),
  },
  {
    id: 'back',
    keys: ['B'],
    title: 'back',
    help: 'back to the one before',
    button: 7,
    one: (review) => review.back(),
  },
  {
    id: 'similar',
    keys: ['M'],
    title: 'similar',
    titleForMany: 'Find similar',
    help: 'find similar: order the view by how much samples are like this one, or like all that are picked',
    button: 10,
    show: (similarity, samples) => similarity.show(samples),
  },
  {
    id: 'undo',
    keys: ['U', 'Ctrl Z'],
    title: 'undo',
    help: 'undo',
    button: 8,
    step: (history) => history.undo(),
  },
  {
    id: 'redo',
    keys: ['Shift U', 'Ctrl Y'],
    otherKeys: ['Ctrl Shift Z', 'Ctrl Shift Y'],
    title: 'redo',
    help: 'redo',
    button: 9,
    step: (history) => history.redo(),
  },
];

/** What an action is done to. */
export interface ActOptions {
  /** These samples, in one edit; without them the sample under the review's cursor, and it goes on. */
  samples?: EditTarget;
  /** The class or the tag, for an action that asks for one. */
  value?: ActionValue;
}

/** What does the actions. */
interface Doers {
  edits: Edits;
  review: Review | null;
  similarity: Similarity;
}

/** Does an action; see `Look.act`. */
export async function act(
  id: string,
  { edits, review, similarity }: Doers,
  { samples, value }: ActOptions,
): Promise<Edit | null | undefined> {
  const action = actionOf(id);
  refuseOptions(action, { samples, value });
  if (action.step) return (await action.step(review ?? edits))?.edit ?? null;
  if (action.show) {
    const target = samples ?? review?.index;
    if (target === undefined || target === null) throw noSamples(id);
    action.show(similarity, indicesOf(target));
    return undefined;
  }
  if (samples !== undefined) return action.many!(edits, samples, value ?? '');
  if (!action.one || !review) throw noSamples(id);
  return action.one(review, value ?? '') ?? undefined;
}

const noSamples = (id: string): UserError =>
  new UserError('bad-input', `“${id}” needs samples, or a review under way: look.startReview().`);

/** @throws UserError where the action lacks its value, or is given what it does not take */
function refuseOptions({ id, asks, step, many, show }: Action, { samples, value }: ActOptions): void {
  const refuse = (sentence: string): never => {
    throw new UserError('bad-input', sentence);
  };
  if (asks && value === undefined) refuse(`“${id}” needs a ${asks}: give it as the value.`);
  if (!asks && value !== undefined) refuse(`“${id}” takes no value.`);
  if (samples === undefined || many || show) return;
  if (step) refuse(`“${id}” goes through the history, whatever samples there are: give none.`);
  refuse(`“${id}” is for one sample at a time: give no samples, and it goes by the review.`);
}

/** The action of this id. @throws UserError where there is none */
export function actionOf(id: string): Action {
  const action = ACTIONS.find((one) => one.id === id);
  if (!action)
    throw new UserError(
      'not-found',
      `There is no action “${id}”; there are ${ACTIONS.map((one) => one.id).join(', ')}.`,
    );
  return action;
}
