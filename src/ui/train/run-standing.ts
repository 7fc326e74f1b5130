import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../kit/error-note.ts';
import type { Run } from '../../core/training/run.ts';
import { formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { epochsDone, resumeTitle, type Standing } from './run-facts.ts';
import { LookRunEvent } from '../events/run-event.ts';

/** What a run needs: to be resumed, another try, or to learn labels that changed since. @event look-run - resume it */
@customElement('look-run-standing')
export class RunStanding extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: start;
        gap: var(--look-space-3);
      }
      .note,
      look-error-note {
        width: 100%;
      }
      .note {
        padding: var(--look-space-3);
        border-radius: var(--look-radius);
        background: var(--look-warn-soft);
        /* Seen where colours are forced, and the ground is gone. */
        outline: 1px solid transparent;
        outline-offset: -1px;
      }
    `,
  ];

  @property({ attribute: false }) run!: Run;
  @property() standing!: Standing;
  /** How many labels have changed since it learned. */
  @property({ type: Number }) changed = 0;
  /** Whether a training is under way, so that this one cannot be resumed. */
  @property({ type: Boolean }) busy = false;

  private renderResume() {
    return html`<button
      class="button primary"
      type="button"
      ?disabled=${this.busy}
      @click=${() => this.dispatchEvent(new LookRunEvent(this.run, 'resume'))}
    >
      ${resumeTitle(this.run)}
    </button>`;
  }

  /** The same of a probe of a backbone, which has no epochs. */
  private renderProbe() {
    const { run, changed } = this;
    const kept = 'What it has seen of the pictures is kept.';
    switch (this.standing) {
      case 'training':
        return nothing;
      case 'trained':
        return html`<p class="note">${formatPlural(changed, 'label')} changed since: rank again.</p>`;
      case 'elsewhere':
        return html`<p class="note">Another tab is judging the labels with this run.</p>`;
      case 'failed':
        return html`<look-error-note .message=${run.error ?? 'This run failed.'}></look-error-note>
          <p class="muted">${kept}</p>
          ${this.renderResume()}`;
      case 'interrupted':
      case 'stopped':
        return html`<p class="note">
            ${this.standing === 'stopped' ? 'Stopped' : 'Interrupted: its page went away'} before it had judged the
            labels. ${kept}
          </p>
          ${this.renderResume()}`;
    }
  }

  override render() {
    const { run, changed } = this;
    const done = epochsDone(run);
    if (run.source === 'probe') return this.renderProbe();
    switch (this.standing) {
      case 'training':
        return nothing;
      case 'trained':
        if (run.source === 'imported')
          return html`<p class="note">${formatPlural(changed, 'label')} changed since this run was brought in.</p>`;
        return html`<p class="note">
          ${formatPlural(changed, 'label')} changed since this run learned. Train again to learn from them as they are
          now.
        </p>`;
      case 'elsewhere':
        return html`<p class="note">Another tab is training this run; its epochs appear here as they end.</p>`;
      case 'failed':
        return html`<look-error-note .message=${run.error ?? 'This run failed.'}></look-error-note>
          <p class="muted">
            ${done > 0 ? 'The last epoch is kept: go on from it' : 'Start it again'}, or train with another backend or a
            smaller batch.
          </p>
          ${this.renderResume()}`;
      case 'interrupted':
      case 'stopped':
        return html`<p class="note">
            ${this.standing === 'stopped' ? 'Stopped' : 'Interrupted: its page went away'} after
            ${done === 0 ? 'less than an epoch' : formatPlural(done, 'epoch')}.
            ${done > 0 ? 'A resumed run ends exactly as an uninterrupted one.' : ''}
          </p>
          ${this.renderResume()}`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-run-standing': RunStanding;
  }
}
