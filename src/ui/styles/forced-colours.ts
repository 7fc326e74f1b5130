import { css } from 'lit';

/** What changes in every element where a person has chosen the colours of all pages. */
export const forcedColours = css`
  @media (forced-colors: active) {
    a:not([class]) {
      color: LinkText;
    }
    .button:disabled {
      border-color: GrayText;
      background: ButtonFace;
      color: GrayText;
      opacity: 1;
    }
    /* Backgrounds are gone: what is chosen has a line inside its edge, and where it has the focus a second one outside. */
    :where([aria-pressed='true'], [aria-selected='true'], [aria-current='true'], [aria-current='page']) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    :is([aria-pressed='true'], [aria-selected='true'], [aria-current='true'], [aria-current='page']):focus-visible {
      outline: 6px double Highlight;
      outline-offset: -2px;
    }
  }
`;
