import { ACTIONS, actionOf, type Action, type ActionValue } from '../../api/actions.ts';
import { findByKey } from '../kit/keys.ts';

/**
 * What the page makes of the table of actions (`ACTIONS` of the API, where a new one is added): which key asks for which, and which have
 * buttons where. Only the help is the page's own, since it does nothing to samples.
 */

/** What a key or a button asks for: an action, with its value or a digit of it where that is known, or the help. */
export type Wanted = { action: Action; value?: ActionValue; digit?: string } | 'help';

/** The key of the help. */
export const HELP = { keys: ['?'] };

/** The action whose large button stands beside a sample: the one to expect. */
export const AS_PREDICTED = actionOf('as-predicted');

/** The action whose keys are the digits of the classes. */
export const BY_NUMBER = actionOf('relabel-by-number');

/** The action that takes the last edit back. */
export const UNDO = actionOf('undo');

/** The action that does it again. */
export const REDO = actionOf('redo');

/** Those with a button beside the sample looked at, in order. */
export const BUTTONS: readonly Action[] = ACTIONS.filter(({ button }) => button !== undefined).sort(
  (a, b) => a.button! - b.button!,
);

/** Those with a button for all samples picked, in order. */
export const BUTTONS_FOR_MANY: readonly Action[] = ACTIONS.filter(({ titleForMany }) => titleForMany !== undefined);

/** What a key means in the explorer, or null. */
export function wantedByKey(event: KeyboardEvent): Wanted | null {
  if (findByKey([HELP], event)) return 'help';
  const found = findByKey(ACTIONS, event);
  if (!found) return null;
  const { line: action, key } = found;
  return action.valueOfKey ? { action, digit: key } : { action };
}
