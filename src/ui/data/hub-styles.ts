import { css } from 'lit';

/** Styles of the dialog that asks for a data set of Hugging Face. */
export const hubStyles = css`
  form,
  .offer {
    display: grid;
    gap: var(--look-space-3);
    margin-top: var(--look-space-3);
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 9rem;
    gap: var(--look-space-3);
  }
  .field {
    display: grid;
    gap: var(--look-space-1);
  }
  .field label,
  legend {
    color: var(--look-text-2);
    font-size: var(--look-size-2);
    font-weight: 500;
  }
  .field :is(input, select) {
    width: 100%;
    min-width: 0;
  }
  .ask {
    justify-self: start;
    max-width: 100%;
  }
  .ask span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  look-error-note {
    margin-top: var(--look-space-3);
  }
  .offer {
    padding-top: var(--look-space-3);
    border-top: 1px solid var(--look-line);
  }
  /* It has the focus so that it is read out; there is nothing to press. */
  .offer:focus {
    outline: none;
  }
  legend {
    padding: 0;
  }
  .split {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: baseline;
    gap: var(--look-space-2);
    padding: var(--look-space-1) 0;
    font-weight: 400;
  }
  .split input {
    margin: 0;
  }
  .split b {
    overflow-wrap: anywhere;
    font-weight: 550;
  }
  h3 {
    margin: 0;
    overflow-wrap: anywhere;
    font-size: var(--look-size-3);
    font-weight: 620;
  }
  @media (max-width: 480px) {
    .fields {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
