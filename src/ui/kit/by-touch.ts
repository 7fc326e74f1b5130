const FINGERS_ONLY = matchMedia('(hover: none) and (pointer: coarse)');

/** Whether there is nothing to point with but fingers: words speak of taps then, not of clicks and keys. Styles hide keys on buttons. */
export const byTouch = (): boolean => FINGERS_ONLY.matches;
