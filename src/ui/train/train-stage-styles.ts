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
  .stack {
    display: grid;
    gap: var(--look-space-4);
    min-width: 0;
  }
  @media (width < 980px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
