import { css } from 'lit';

/** Height of a row in CSS pixels; the list is as high as its rows together. */
export const ROW = 100;

/** Width of a picture with its words, of what settles a row, and of all else in it. */
export const MEMBER = 84;

/** Side of a picture. */
export const SIDE = 52;

const FIXES = 330;
const REST = 172;

/** Width from which there is room for what settles a row. */
const WIDE = 800;

/** How many pictures fit into a row of a list so wide. */
export const picturesIn = (width: number): number =>
  Math.max(2, Math.floor((width - REST - (width >= WIDE ? FIXES : 0)) / MEMBER));

/** Rows in sight at once. */
export const ROWS_IN_SIGHT = 5.5;

/** Rows on hairlines in a part that scrolls once that is wanted: until then a wheel over it moves the page. */
export const duplicateListStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .scroller {
    overflow: hidden;
    max-height: ${ROWS_IN_SIGHT * ROW}px;
    border: 1px solid var(--look-line);
    border-radius: var(--look-radius);
  }
  .scroller.scrolls {
    overflow-y: auto;
  }
  .scroll {
    margin-top: var(--look-space-2);
  }
  ul {
    position: relative;
  }
  li {
    position: absolute;
    display: grid;
    grid-template-columns: 104px minmax(0, 1fr) ${FIXES - 8}px 36px;
    align-items: center;
    gap: var(--look-space-2);
    width: 100%;
    height: ${ROW}px;
    padding: 0 var(--look-space-2) 0 var(--look-space-3);
    border-bottom: 1px solid var(--look-line);
  }
  li:last-child {
    border-bottom-color: transparent;
  }
  li:focus-within {
    box-shadow: inset 3px 0 0 var(--look-accent);
    outline: 1px dashed transparent;
    outline-offset: -1px;
  }
  .notes {
    display: grid;
    gap: 2px;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .grave {
    color: var(--look-warn);
    font-weight: 600;
  }
  .members {
    display: flex;
    overflow: hidden;
    padding: 3px;
  }
  .member {
    display: grid;
    flex: none;
    gap: 1px;
    width: ${MEMBER}px;
    padding: 2px 6px 2px 2px;
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: var(--look-text-2);
    font: inherit;
    font-size: var(--look-size-2);
    line-height: 1.25;
    text-align: left;
    cursor: pointer;
  }
  canvas {
    width: ${SIDE}px;
    height: ${SIDE}px;
    border-radius: var(--look-radius-small);
    background: var(--look-surface-2);
  }
  canvas.small {
    image-rendering: pixelated;
  }
  .member:hover canvas {
    outline: 2px solid var(--look-accent);
  }
  .member span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .label {
    color: var(--look-text);
    font-weight: 550;
  }
  .doubted .label {
    color: var(--look-warn);
  }
  .excluded canvas {
    opacity: 0.4;
  }
  .excluded .label {
    text-decoration: line-through;
  }
  .more {
    align-self: center;
    padding: 0 var(--look-space-2);
    color: var(--look-text-2);
  }
  .fixes {
    display: grid;
    gap: var(--look-space-1);
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .fixes div {
    display: flex;
    overflow: hidden;
    align-items: center;
    gap: var(--look-space-1);
    padding: 2px;
  }
  .fixes .doing {
    flex: none;
    width: 56px;
  }
  .fixes .button {
    flex: 0 1 auto;
    min-width: 40px;
    padding: 0 var(--look-space-2);
  }
  .fixes .button span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .suggested {
    color: var(--look-accent-text);
  }
  @container (width < ${WIDE}px) {
    li {
      grid-template-columns: 104px minmax(0, 1fr) 36px;
    }
    .fixes {
      display: none;
    }
  }
  .show {
    width: 32px;
    padding: 0;
  }
`;
