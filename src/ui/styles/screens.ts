import { unsafeCSS } from 'lit';

/** Width below which a window has no room for panels beside the grid; below `LOW_WIDTH` neither, if it is lower than `LOW_HEIGHT`. CSS pixels. */
export const NARROW_WIDTH = 900;
export const LOW_WIDTH = 1000;
export const LOW_HEIGHT = 560;

/** For `@media`: a phone laid on its side, or a window as low: every bar is one row. */
export const LOW = unsafeCSS(`((width < ${LOW_WIDTH}px) and (height < ${LOW_HEIGHT}px))`);

/** For `@media`: no room for panels beside the grid; all that are low are narrow too. */
export const NARROW = unsafeCSS(`((width < ${NARROW_WIDTH}px) or ${LOW.cssText})`);

/** For `@media`: a phone held upright. */
export const SMALL = unsafeCSS('(width < 560px)');

/** For `@media`: there is nothing to point with but fingers. */
export const FINGERS_ONLY = unsafeCSS('(hover: none) and (pointer: coarse)');
