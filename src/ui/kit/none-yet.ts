import { html, type TemplateResult } from 'lit';
import { comingJob } from '../../api/coming-job.ts';
import type { Job } from '../../api/jobs.ts';
import type { Session } from '../../api/session.ts';
import './empty.ts';
import { jobTitle } from './job-bar.ts';

/** That something is being worked on, and that what is missing comes of it. */
export const sayComing = (job: Job): string =>
  `${jobTitle(job)} is under way: ${job.kind === 'train' ? 'this comes once it has predicted the samples.' : 'this comes by itself once it is done.'}`;

/**
 * What stands in the place of something that predictions or scores are needed for: what is running that makes them, else how to get them.
 * @param heading a few words @param text a sentence or two on what it is @param lead what leads on
 */
export function renderNoneYet(session: Session, heading: string, text: string, lead: TemplateResult) {
  const coming = comingJob(session);
  if (coming) return html`<look-empty heading=${heading} text=${sayComing(coming)}></look-empty>`;
  return html`<look-empty heading=${heading} text=${text}>${lead}</look-empty>`;
}
