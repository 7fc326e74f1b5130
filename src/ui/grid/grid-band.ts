import { html, nothing } from 'lit';
import type { Point } from './grid-pointer.ts';

/**
 * The rubber band.
 * @param edges two points of the list, or null for no band
 * @param top of what is in sight, from the top of the list
 */
export function renderBand(edges: [Point, Point] | null, top: number) {
  if (!edges) return nothing;
  const [a, b] = edges;
  const place = `left: ${Math.min(a.x, b.x)}px; top: ${Math.min(a.y, b.y) - top}px`;
  return html`<div
    class="band"
    style="${place}; width: ${Math.abs(a.x - b.x)}px; height: ${Math.abs(a.y - b.y)}px"
  ></div>`;
}
