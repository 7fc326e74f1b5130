import { html, nothing } from 'lit';
import type { Job } from '../../api/jobs.ts';
import type { ActionController } from '../kit/action-controller.ts';
import '../kit/job-bar.ts';

/** How the writing of a file goes: its job, why it failed, and what was written. @param done a sentence; empty before */
export const renderWriting = (job: Job | undefined, action: ActionController, done: string) =>
  html`${job ? html`<look-job-bar .job=${job}></look-job-bar>` : nothing} ${action.renderError()}
    <p role="status">${done}</p>`;

/** The footer of a dialog that writes a file. @param ready whether there is something to write, and nothing is being written */
export const renderFooter = (ready: boolean, close: () => void, onExport: () => void) =>
  html`<button slot="footer" class="button quiet" type="button" @click=${close}>Close</button>
    <button slot="footer" class="button primary" type="button" ?disabled=${!ready} @click=${onExport}>Export</button>`;

/** What stands where the outline of a file is not known yet. */
export const LOOKING = html`<p class="muted" role="status">Looking what is in it …</p>`;
