import type { Run } from '../../core/training/run.ts';

/** What a person wants done with a run. */
export type RunWish = 'show' | 'resume' | 'delete';

/** A person wants something done with a run. */
export class LookRunEvent extends CustomEvent<{ run: Run; wish: RunWish }> {
  constructor(run: Run, wish: RunWish) {
    super('look-run', { detail: { run, wish } });
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-run': LookRunEvent;
  }
}
