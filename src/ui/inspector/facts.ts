import { css, html } from 'lit';
import { printable } from '../../core/dataset/names.ts';
import type { Fact } from '../../core/insights/explain.ts';

/** From this strength on a fact is called strong. */
const STRONG = 0.5;

/** A list of facts, each with a bar at the side that it supports. */
export const factStyles = css`
  .facts {
    display: grid;
    gap: var(--look-space-2);
  }
  .facts li {
    padding-left: var(--look-space-3);
    border-left: 3px solid var(--look-line);
  }
  .facts .against {
    border-color: var(--look-warn);
  }
  .facts .for {
    border-left-style: double;
    border-color: var(--look-accent);
  }
  small {
    color: var(--look-text-3);
    font-size: var(--look-size-2);
    white-space: nowrap;
  }
`;

/** A fact for or against a label, as an item of a list. */
export const renderFact = (fact: Fact) =>
  html`<li class=${fact.strength > 0 ? 'against' : 'for'}>
    ${printable(fact.text)} <small>${sayStrength(fact)}</small>
  </li>`;

/** “strongly against”, “for the label”. */
function sayStrength({ strength }: Fact): string {
  const side = strength > 0 ? 'against the label' : 'for the label';
  return Math.abs(strength) >= STRONG ? `strongly ${side}` : side;
}
