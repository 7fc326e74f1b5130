import { css } from 'lit';

/** How the dialog “Compare with another reviewer” looks. */
export const reviewerStyles = css`
  look-dialog {
    --width: 42rem;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--look-space-4);
    justify-items: start;
    padding-block: var(--look-space-1);
    overflow-wrap: anywhere;
  }
  .body > * {
    max-width: 100%;
  }
  .file {
    overflow-wrap: anywhere;
  }
  .button:has(input:focus-visible) {
    outline: 2px solid var(--look-focus);
    outline-offset: 2px;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-2) var(--look-space-5);
    margin: 0;
  }
  .figures div {
    display: flex;
    flex-direction: column-reverse;
  }
  .figures dt {
    color: var(--look-text-2);
  }
  .figures dd {
    margin: 0;
    font-size: var(--look-size-4);
    font-weight: 600;
  }
  section {
    display: grid;
    gap: var(--look-space-2);
    width: 100%;
  }
  h3,
  section p {
    margin: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-2);
    align-items: center;
  }
  summary {
    cursor: pointer;
    min-height: 1.75rem;
  }
  ul {
    display: grid;
    gap: var(--look-space-2);
    margin: var(--look-space-2) 0 0;
    padding: 0;
    max-height: 20rem;
    overflow: auto;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-2);
    align-items: center;
    justify-content: space-between;
  }
`;
