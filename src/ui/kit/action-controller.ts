import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messageOf } from '../../api/jobs.ts';

/** Runs what a person asked an element for, one thing at a time, and keeps what went wrong for the element to show. */
export class ActionController implements ReactiveController {
  /** The sentence of what went wrong last; empty where nothing did. */
  error = '';
  /** Whether something is under way. */
  busy = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Runs `work` unless something is under way. What a person cancelled is no error. */
  run(work: () => Promise<unknown>): void {
    if (this.busy) return;
    this.busy = true;
    this.error = '';
    this.host.requestUpdate();
    work()
      .catch((error: unknown) => {
        if (!(error instanceof Error && error.name === 'AbortError')) this.error = messageOf(error);
      })
      .finally(() => {
        this.busy = false;
        this.host.requestUpdate();
      });
  }

  /** Puts the error away. */
  readonly dismiss = (): void => {
    this.error = '';
    this.host.requestUpdate();
  };
}
