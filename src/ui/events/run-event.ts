import type { Run } from '../../core/training/run.ts';

/** What a person wants done with a run. */
export type RunRequest = 'show' | 'resume' | 'export' | 'delete';

/** A person wants something done with a run. */
export class LookRunEvent extends CustomEvent<{ run: Run; request: RunRequest }> {
  constructor(run: Run, request: RunRequest) {
    super('look-run', { detail: { run, request } });
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-run': LookRunEvent;
  }
}
