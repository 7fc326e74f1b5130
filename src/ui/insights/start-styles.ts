import { css } from 'lit';

/** What a card shows before anything was searched: what it would do, and the button below: `.start`. */
export const startStyles = css`
  .start {
    display: grid;
    justify-items: start;
    gap: var(--look-space-3);
  }
`;
