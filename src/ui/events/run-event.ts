import type { RunRow } from '../../store/records.ts';

/** What a person wants done with a run. */
export type RunWish = 'show' | 'resume' | 'delete';

/** A person wants something done with a run. */
export class LookRunEvent extends CustomEvent<{ run: RunRow; wish: RunWish }> {
  constructor(run: RunRow, wish: RunWish) {
    super('look-run', { detail: { run, wish } });
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-run': LookRunEvent;
  }
}
