import type { ImportChoices } from '../../core/import/choices.ts';

/** What a person now decides about an import: the part that changes. */
export class LookChoicesEvent extends CustomEvent<Partial<ImportChoices>> {
  constructor(changes: Partial<ImportChoices>) {
    super('look-choices', { detail: changes, bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-choices': LookChoicesEvent;
  }
}
