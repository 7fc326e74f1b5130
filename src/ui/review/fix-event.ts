import type { Wanted } from './actions.ts';

/** A person wants this done about what is picked or looked at. */
export class LookFixEvent extends CustomEvent<Wanted> {
  constructor(wanted: Wanted) {
    super('look-fix', { detail: wanted });
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-fix': LookFixEvent;
  }
}
