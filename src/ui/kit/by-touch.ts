import { FINGERS_ONLY } from '../styles/screens.ts';

const fingersOnly = matchMedia(FINGERS_ONLY.cssText);

/** Whether there is nothing to point with but fingers: words speak of taps then, not of clicks and keys. Styles hide keys on buttons. */
export const byTouch = (): boolean => fingersOnly.matches;
