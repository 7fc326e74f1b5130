import { css } from 'lit';

/** Layout of the train stage: the form at the left, the run in sight at the right, every run below. */
export const trainStageStyles = css`
  .page {
    max-width: 1400px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(320px, 400px) minmax(0, 1fr);
    align-items: start;
    gap: var(--look-space-4);
  }
  .stack,
  .form {
    display: grid;
    gap: var(--look-space-4);
    min-width: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 90px;
    gap: var(--look-space-3);
  }
  .field {
    display: grid;
    gap: var(--look-space-2);
  }
  .field input {
    width: 100%;
    min-width: 0;
  }
  .note {
    padding: var(--look-space-3);
    border-radius: var(--look-radius);
    background: var(--look-warn-soft);
  }
  @media (width < 980px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
