import { css } from 'lit';

/** How the dialog “Add a table” looks. */
export const addTableStyles = css`
  look-dialog {
    --width: 54rem;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--look-space-4);
    /* The ring around what has the focus is seen whole. */
    padding-block: var(--look-space-1);
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--look-space-2);
  }
  h3 {
    margin: 0;
  }
  .file {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .match {
    display: grid;
    gap: var(--look-space-2);
    overflow-wrap: anywhere;
  }
  .done {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-2);
    align-items: center;
  }
  .notes {
    display: grid;
    gap: var(--look-space-1);
    overflow-wrap: anywhere;
  }
`;
