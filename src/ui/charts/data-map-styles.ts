import { css, unsafeCSS } from 'lit';
import { AXIS_ROOM } from './plot-axes.ts';

/** Dots beside and above their axes, choices of what these are, regions below. */
export const dataMapStyles = css`
  .area {
    min-height: 180px;
    background: var(--look-surface);
  }
  .dots {
    position: absolute;
    inset: 0 0 ${unsafeCSS(AXIS_ROOM.bottom)}px ${unsafeCSS(AXIS_ROOM.left)}px;
  }
  .over {
    inset: auto var(--look-space-3) calc(${unsafeCSS(AXIS_ROOM.bottom)}px + var(--look-space-3));
  }
  .choices {
    display: flex;
    flex: 1 0 100%;
    align-items: center;
    gap: var(--look-space-2);
  }
  .choices select {
    flex: 1;
    width: 0;
  }
  .regions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-2);
    padding: var(--look-space-2) var(--look-space-3);
    border-top: 1px solid var(--look-line);
  }
  look-empty,
  .alone {
    grid-row: 1 / -1;
  }
  .alone {
    place-self: center;
    padding: var(--look-space-4);
  }
`;
