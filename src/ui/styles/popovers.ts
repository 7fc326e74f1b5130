import { css } from 'lit';

/** Popovers where the browser knows none: the polyfill's own rules do not reach into shadow trees. */
export const popovers = css`
  @supports not selector(:popover-open) {
    [popover] {
      position: fixed;
      z-index: 10;
    }
    [popover]:not(.\\:popover-open) {
      display: none;
    }
  }
`;
