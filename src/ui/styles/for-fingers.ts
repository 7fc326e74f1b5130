import { css } from 'lit';
import { FINGERS_ONLY } from './screens.ts';

/** What changes in every element where fingers point: how large a control is, and that no key is printed on it. */
export const forFingers = css`
  @media (pointer: coarse) {
    button,
    summary,
    select,
    a.button,
    label.button,
    nav a,
    header a,
    input:not([type='checkbox'], [type='radio'], [type='range'], [type='file']) {
      /* However small it is drawn for a mouse. */
      min-width: 44px !important;
      min-height: 44px !important;
    }
    /* By itself: where :has is not known the rule goes, and the one above would with it. */
    label:has(input:is([type='checkbox'], [type='radio'])) {
      min-width: 44px !important;
      min-height: 44px !important;
    }
  }
  @media ${FINGERS_ONLY} {
    button kbd {
      display: none;
    }
  }
`;
