import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Look } from '../../api/look.ts';
import type { LookPickEvent } from '../events/explore-events.ts';
import { belongsToControl } from '../kit/keys.ts';

/** What a person picks in the explorer goes into the session's selection; Escape ends picking by taps, wherever the keyboard is. */
export class Picking implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost & { readonly look: Look }) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
  }

  /** Picks samples, or lets them go. */
  readonly onPick = (event: LookPickEvent): void => {
    const { selection } = this.host.look.session;
    const { indices, how } = event.detail;
    if (how === 'clear') selection.clear();
    else if (how === 'toggle') for (const index of indices) selection.toggle(index);
    else selection[how](indices);
  };

  /** Has taps pick from now on, or no longer. */
  readonly onPicking = (event: CustomEvent<boolean>): void => {
    this.host.look.session.selection.picking = event.detail;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { selection } = this.host.look.session;
    if (event.key !== 'Escape' || !selection.picking || event.defaultPrevented || belongsToControl(event)) return;
    event.preventDefault();
    selection.clear();
  };
}
