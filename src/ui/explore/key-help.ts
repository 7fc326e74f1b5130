import { ACTIONS } from '../../api/actions.ts';
import { LEAVE_OUT_KEYS } from '../filters/facet.ts';
import { GRID_KEYS, OPEN_KEY } from '../grid/grid-keys.ts';
import { PALETTE_KEY, type KeyLine } from '../kit/keys.ts';

/** The key that finds a filter. */
export const FIND_KEY: KeyLine = {
  keys: ['F'],
  help: 'find a class, tag or field to filter by; Enter filters, Esc clears',
};

/** The key that begins to review one by one. */
export const ENLARGE_KEY: KeyLine = {
  keys: ['Z'],
  help: 'review one by one: the picture as large as the window allows, with its neighbours and what comes next; arrow keys go on, Esc leaves',
};

/** The key that finds what is like a picture from a file. */
export const PICTURE_KEY: KeyLine = {
  keys: ['Shift M'],
  help: 'choose a picture from your files and order the view by how much samples are like it; or drop it here',
};

/** The keys that say whose decision stands, where another person's stand beside one's own. */
export const MINE_KEY: KeyLine = {
  keys: [','],
  help: 'beside another reviewer: your decision stands, and go on to the next',
};
export const THEIRS_KEY: KeyLine = {
  keys: ['.'],
  help: 'beside another reviewer: take their decision, and go on to the next',
};

/** What fingers do in the explorer. */
export const TOUCH_HELP: readonly KeyLine[] = [
  { keys: ['Tap'], help: 'look at a sample; while several are being picked, pick it or let it go' },
  { keys: ['Hold'], help: 'pick a sample, then others by taps; hold another to pick all up to it' },
  { keys: ['Tap the picture'], help: 'beside its labels: review one by one' },
  { keys: ['Two fingers'], help: 'larger and smaller tiles; on a map move and zoom' },
  {
    keys: ['Draw a line'],
    help: 'on a map with the lasso or the box, to pick; on the histogram of a score, to filter',
  },
  { keys: ['Hold a legend entry'], help: 'in a map’s legend: show it alone, or all again' },
  { keys: ['Hold a button'], help: 'read what it does' },
];

/** All keys of the explorer, each line from where its keys are followed. */
export const KEY_HELP: readonly KeyLine[] = [
  ...ACTIONS,
  ...GRID_KEYS,
  PICTURE_KEY,
  FIND_KEY,
  LEAVE_OUT_KEYS,
  OPEN_KEY,
  ENLARGE_KEY,
  MINE_KEY,
  THEIRS_KEY,
  PALETTE_KEY,
];
