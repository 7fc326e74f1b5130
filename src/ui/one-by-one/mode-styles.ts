import { css, unsafeCSS } from 'lit';
import { LOW } from '../styles/screens.ts';

/** A phone held upright: all is one column that scrolls, with what decides in reach below. */
const STACKED = unsafeCSS('((width < 700px) and (orientation: portrait))');

/** The picture over what comes next at the left, what decides and why at the right. */
export const modeStyles = css`
  dialog {
    width: 100%;
    max-width: none;
    height: 100%;
    max-height: none;
    padding: 0;
    border: 0;
    background: var(--look-bg);
    color: inherit;
  }
  dialog:focus {
    outline: none;
  }
  .mode {
    display: grid;
    grid-template:
      'head head' auto
      'picture side' minmax(0, 1fr)
      'queue side' auto / minmax(0, 1fr) clamp(300px, 36%, 520px);
    height: 100%;
  }
  .head {
    display: flex;
    grid-area: head;
    gap: var(--look-space-4);
    align-items: center;
    padding: var(--look-space-2) var(--look-space-4);
    border-bottom: 1px solid var(--look-line);
    background: var(--look-surface);
  }
  .how-far {
    flex: 1;
    min-width: 0;
  }
  .ways {
    display: flex;
    gap: var(--look-space-1);
  }
  .ways [aria-disabled='true'] {
    opacity: 0.5;
    cursor: not-allowed;
  }
  look-picture {
    grid-area: picture;
    min-height: 0;
    padding: var(--look-space-3) var(--look-space-4);
    overflow: hidden;
  }
  .queue {
    grid-area: queue;
    padding: 0 var(--look-space-4) var(--look-space-3);
  }
  .queue look-picture-row {
    grid-template-columns: repeat(5, 56px);
    margin-top: var(--look-space-1);
  }
  .side {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-area: side;
    align-content: start;
    gap: var(--look-space-3);
    padding: var(--look-space-3) var(--look-space-4);
    overflow: auto;
    border-left: 1px solid var(--look-line);
    background: var(--look-surface);
  }
  .about {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--look-space-3);
    align-items: baseline;
  }
  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .label strong {
    font-size: var(--look-size-4);
    font-weight: 620;
  }
  .label .struck {
    text-decoration: line-through;
    text-decoration-thickness: 1px;
    font-weight: 450;
  }
  .decision {
    margin-left: var(--look-space-1);
    padding: 0 8px;
    border: 1px solid var(--look-text-2);
    border-radius: var(--look-radius);
    font-size: var(--look-size-2);
    font-weight: 600;
  }
  look-sample-source {
    grid-column: 1 / -1;
  }
  .decide {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--look-space-2);
  }
  .guesses .button.small {
    min-height: 34px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-1);
  }
  .actions.main {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .actions button {
    gap: 6px;
  }
  .actions.main button {
    justify-content: start;
    min-height: 32px;
  }
  .classes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
  }
  .classes button {
    justify-content: start;
    max-width: none;
  }
  .done {
    display: grid;
    grid-area: 2 / 1 / -1 / -1;
    align-content: center;
    justify-items: center;
    gap: var(--look-space-4);
  }
  @media ${LOW} {
    .head {
      padding-block: 2px;
    }
    .queue {
      display: none;
    }
  }
  @media ${STACKED} {
    .mode {
      display: flex;
      flex-direction: column;
      gap: var(--look-space-3);
      overflow: auto;
      /* What has the focus is not scrolled under what decides. */
      scroll-padding-bottom: 18rem;
    }
    .mode > *,
    .side > * {
      flex: none;
    }
    .side {
      display: contents;
    }
    .head {
      flex-direction: column;
      align-items: stretch;
      gap: var(--look-space-1);
    }
    .ways {
      justify-content: space-between;
    }
    look-picture {
      height: 40dvh;
      padding-block: 0;
    }
    .mode > .queue {
      order: 2;
    }
    .side > * {
      margin-inline: var(--look-space-4);
    }
    .side > .about {
      order: 0;
    }
    .side > look-evidence {
      order: 1;
    }
    .side > .classes,
    .side > .actions {
      order: 3;
    }
    .side > .decide {
      position: sticky;
      bottom: 0;
      z-index: 1;
      order: 4;
      gap: 6px;
      margin-inline: 0;
      padding: var(--look-space-2) var(--look-space-3);
      border-top: 1px solid var(--look-line);
      background: var(--look-surface);
    }
  }
`;
