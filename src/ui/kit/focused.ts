/** The element that has the keyboard, inside whatever shadow trees it stands in; the page's body or null where none has it. */
export function focusedElement(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
