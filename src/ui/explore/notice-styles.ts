import { css } from 'lit';

/** A bar below the grid that says something and offers what to do about it. */
export const noticeStyles = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--look-space-2) var(--look-space-3);
    padding: var(--look-space-2) var(--look-space-3);
    border-top: 1px solid var(--look-line);
    background: var(--look-accent-soft);
  }
  .notice p {
    flex: 1 1 14rem;
  }
`;
