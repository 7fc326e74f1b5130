import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Jobs } from '../../api/jobs.ts';
import './error-note.ts';
import { isCancelled, sentenceOf } from '../../core/errors.ts';

/** Runs what a person asked an element for, one thing at a time, and keeps what went wrong for the element to show. */
export class ActionController implements ReactiveController {
  /** The sentence of what went wrong last; empty where nothing did. */
  error = '';
  /** Whether something is under way. */
  busy = false;
  private connected = false;
  private turn = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.connected = true;
  }

  hostDisconnected(): void {
    this.connected = false;
  }

  /**
   * Runs `work` unless something is under way. What a person cancelled is no error.
   * @param jobs where `work` shows as a job: its failure is taken off that list, since the element itself shows it
   */
  run(work: () => Promise<unknown>, jobs?: Jobs): void {
    if (!this.busy) this.choose(work, jobs);
  }

  /** The same for a choice that replaces the one before, which may be under way still: what came of that one is not told. */
  choose(work: () => Promise<unknown>, jobs?: Jobs): void {
    const turn = ++this.turn;
    this.busy = true;
    this.error = '';
    this.host.requestUpdate();
    work()
      .catch((error: unknown) => {
        if (turn !== this.turn || isCancelled(error)) return;
        this.error = sentenceOf(error);
        const shown = this.connected && jobs?.list.find((job) => job.status === 'failed' && job.error === this.error);
        if (shown) jobs?.dismiss(shown.id);
      })
      .finally(() => {
        if (turn !== this.turn) return;
        this.busy = false;
        this.host.requestUpdate();
      });
  }

  /** The error where the person acted, until it is put away; nothing where there is none. */
  renderError() {
    if (!this.error) return nothing;
    return html`<look-error-note .message=${this.error} dismissible @look-dismiss=${this.dismiss}></look-error-note>`;
  }

  private readonly dismiss = (): void => {
    this.error = '';
    this.host.requestUpdate();
  };
}
