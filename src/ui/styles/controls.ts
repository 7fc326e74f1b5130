import { css } from 'lit';
import { unseen } from './unseen.ts';

/** Buttons in a row of which one or more are pressed: `.tabs` around `.tab`s. */
export const tabs = css`
  .tabs {
    display: flex;
    flex: none;
    padding: 2px;
    border-radius: var(--look-radius);
    background: var(--look-surface-2);
  }
  .tab {
    min-height: 28px;
    padding: 0 10px;
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: var(--look-text-2);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
  }
  .tab:hover {
    color: var(--look-text);
  }
  .tab[aria-pressed='true'] {
    background: var(--look-surface);
    box-shadow: 0 0 0 1px var(--look-line);
    color: var(--look-text);
  }
`;

/** A `wa-slider` as fine as our other controls, its label for screen readers only. */
export const slider = css`
  wa-slider {
    --track-size: 4px;
    --thumb-width: 14px;
    --thumb-height: 14px;
  }
  wa-slider::part(label) {
    ${unseen}
  }
  wa-slider::part(slider) {
    margin: 0;
    padding: 10px 7px;
    cursor: pointer;
  }
  @media (pointer: coarse) {
    wa-slider {
      --thumb-width: 20px;
      --thumb-height: 20px;
    }
    wa-slider::part(slider) {
      padding: 20px 10px;
    }
  }
`;
