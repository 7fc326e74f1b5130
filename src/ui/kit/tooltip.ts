import './web-awesome.ts';
import '@awesome.me/webawesome/dist/components/tooltip/tooltip.js';

/** The one tooltip of the page: only one is ever open. Its own triggers would rename the element it stands at. */
const tooltip = document.createElement('wa-tooltip');
tooltip.trigger = 'manual';
tooltip.distance = 6;
document.body.append(tooltip);

let closed: Promise<unknown> = Promise.resolve();

/** Shows `text` at `anchor`, and at nothing else. */
export async function showTooltip(anchor: Element, text: string): Promise<void> {
  // Opened while it still closes, it would end up hidden.
  await closed;
  if (!anchor.isConnected) return;
  tooltip.textContent = text;
  tooltip.anchor = anchor;
  tooltip.open = true;
}

/** Takes the tooltip away from `anchor`; one that stands elsewhere by now stays. */
export function hideTooltip(anchor: Element): void {
  if (tooltip.open && tooltip.anchor === anchor) closed = tooltip.hide();
}
