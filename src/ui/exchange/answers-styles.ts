import { css } from 'lit';

/** The answers to a question, one below the other, whose words may take several lines; and its heading, with names of any length. */
export const answersStyles = css`
  h2 {
    overflow-wrap: anywhere;
  }
  .answers {
    display: grid;
    gap: var(--look-space-2);
    margin-top: var(--look-space-4);
  }
  .answers button {
    height: auto;
    padding: var(--look-space-2) var(--look-space-3);
    justify-content: start;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
`;
