import { css } from 'lit';
import { forcedColours } from './forced-colours.ts';
import { forFingers } from './for-fingers.ts';
import { popovers } from './popovers.ts';
import { SMALL } from './screens.ts';
import { unseen } from './unseen.ts';

/** What every element starts from: reset, type, controls, focus. Semantic tokens only. */
export const base = css`
  :host {
    box-sizing: border-box;
    color: var(--look-text);
    font: 400 var(--look-size-3) / 1.45 var(--look-font);
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: var(--look-size-5);
    font-weight: 650;
    letter-spacing: -0.015em;
    line-height: 1.2;
  }
  h2 {
    font-size: var(--look-size-4);
    font-weight: 620;
    letter-spacing: -0.01em;
  }
  /* A name that may be long: cut off here, whole in its title. */
  .clipped {
    max-width: 16rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .section-head {
    font-size: var(--look-size-1);
    font-weight: 600;
    letter-spacing: 0.07em;
    text-transform: uppercase;
    color: var(--look-text-3);
  }
  .num,
  td {
    font-variant-numeric: tabular-nums;
  }
  .muted {
    color: var(--look-text-2);
  }
  .faint {
    color: var(--look-text-3);
  }
  .given {
    color: var(--look-warn-text);
  }
  .suggested {
    color: var(--look-accent-text);
  }
  :focus-visible {
    outline: 2px solid var(--look-focus);
    outline-offset: 2px;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--look-space-2);
    min-height: 32px;
    padding: 0 var(--look-space-3);
    border: 1px solid var(--look-line);
    border-radius: var(--look-radius);
    background: var(--look-surface);
    color: var(--look-text);
    font: inherit;
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
  }
  .button:hover:not(:disabled) {
    background: var(--look-surface-2);
  }
  .button.primary {
    border-color: transparent;
    background: var(--look-accent);
    color: var(--look-accent-ink);
    /* A browser that forces colours would put a plate of the page's ground behind the text. */
    forced-color-adjust: none;
  }
  .button.primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--look-accent) 88%, var(--look-text));
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--look-text-2);
  }
  .button.small {
    min-height: 26px;
    padding: 0 var(--look-space-2);
    font-size: var(--look-size-2);
  }
  .button:is(:disabled, [aria-disabled='true']) {
    opacity: 0.5;
    cursor: not-allowed;
  }
  input:not([type='checkbox'], [type='radio'], [type='range'], [type='file']),
  select {
    min-height: 32px;
    padding: 0 var(--look-space-2);
    border: 1px solid color-mix(in oklab, var(--look-line) 60%, var(--look-text-3));
    border-radius: var(--look-radius-small);
    background: var(--look-surface);
    color: var(--look-text);
    font: inherit;
    font-variant-numeric: tabular-nums;
    text-overflow: ellipsis;
  }
  /* Drawn as the other controls are, its arrow too. */
  select {
    appearance: none;
    padding-right: 26px;
    background-image:
      linear-gradient(45deg, transparent 50%, var(--look-text-2) 50%),
      linear-gradient(135deg, var(--look-text-2) 50%, transparent 50%);
    background-position:
      right 13px center,
      right 8px center;
    background-repeat: no-repeat;
    background-size: 5px 5px;
  }
  input[type='checkbox'],
  input[type='radio'],
  input[type='range'] {
    accent-color: var(--look-accent);
  }
  label {
    font-weight: 500;
  }
  kbd {
    padding: 1px 6px;
    border: 1px solid var(--look-line);
    border-bottom-width: 2px;
    border-radius: 4px;
    background: var(--look-surface-2);
    font: 500 var(--look-size-1) / 1.5 var(--look-font);
  }
  code {
    font: var(--look-size-2) / 1.5 var(--look-font-mono);
  }
  a {
    color: var(--look-accent);
  }
  /* Bars and keys of charts: their colours say what the chart's do, in forced colours too. */
  i {
    forced-color-adjust: none;
  }
  .visually-hidden {
    ${unseen}
  }
  svg.icon {
    width: 16px;
    height: 16px;
    flex: none;
  }
  ${forFingers}
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
  ${forcedColours} ${popovers}
`;

/** What a stage and the parts of it are made of: cards on hairlines, rows, fields, tables. */
export const stageParts = css`
  /* Positioned, so that text for screen readers only scrolls with the stage and does not lengthen the document. */
  :host {
    position: relative;
    display: block;
  }
  .lead {
    max-width: 68ch;
    margin-top: var(--look-space-2);
    color: var(--look-text-2);
    font-size: 14px;
  }
  .card {
    padding: var(--look-space-4);
    border: 1px solid var(--look-line);
    border-radius: var(--look-radius);
    background: var(--look-surface);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--look-space-3);
  }
  .spread {
    justify-content: space-between;
  }
  .fields {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    align-items: center;
    gap: var(--look-space-3) var(--look-space-4);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    padding: var(--look-space-2);
    border-bottom: 1px solid var(--look-line);
    color: var(--look-text-3);
    font-size: var(--look-size-2);
    font-weight: 550;
    text-align: left;
  }
  td {
    padding: var(--look-space-2);
    border-bottom: 1px solid var(--look-line);
  }
  tr:last-child td {
    border-bottom: 0;
  }
  .right {
    text-align: right;
  }
`;

/** The page of a stage: a readable column in a scrolling area. */
export const stagePage = css`
  ${stageParts}
  :host {
    height: 100%;
    overflow: auto;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--look-space-5);
    max-width: 1080px;
    margin: 0 auto;
    padding: var(--look-space-5);
  }
  @media ${SMALL} {
    .page {
      padding: var(--look-space-4) var(--look-space-3);
    }
  }
`;
