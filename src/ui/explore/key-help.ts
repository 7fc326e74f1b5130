import { ACTIONS } from '../../api/actions.ts';
import { LEAVE_OUT_KEYS } from '../filters/facet.ts';
import { GRID_KEYS, OPEN_KEY } from '../grid/grid-keys.ts';
import type { KeyLine } from '../kit/keys.ts';

/** The key that finds a filter. */
export const FIND_KEY: KeyLine = {
  keys: ['F'],
  help: 'find a class, tag or field to filter by; Enter filters, Esc clears',
};

/** All keys of the explorer, each line from where its keys are followed. */
export const KEY_HELP: readonly KeyLine[] = [...ACTIONS, ...GRID_KEYS, FIND_KEY, LEAVE_OUT_KEYS, OPEN_KEY];
