import type { LitElement } from 'lit';
import type { FindSuspectsOptions } from '../../api/calls/whole-job.ts';
import type { Look } from '../../api/look.ts';
import { UNDECIDED } from '../../core/views/decided.ts';
import { LookGoEvent } from '../events/app-events.ts';

/**
 * Finds suspects, and leads to those that nobody has decided about yet. A person who went to another stage or data set meanwhile stays there, with
 * the view that they chose.
 * @param host the element whose button began it
 */
export async function showSuspects(host: LitElement, look: Look, options: FindSuspectsOptions): Promise<void> {
  const { dataset } = look.session;
  const { view } = await look.findSuspects(options);
  if (!host.isConnected || !look.session.isOpen(dataset)) return;
  look.session.view = view.add(UNDECIDED);
  host.dispatchEvent(new LookGoEvent('explore'));
}
