import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../api/session.ts';

/** Renders its host anew after every change of the session. The host hands the session over once it has it. */
export class SessionController implements ReactiveController {
  private session: Session | null = null;
  private connected = false;
  private readonly update = (): void => this.host.requestUpdate();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Follows this session from now on. */
  follow(session: Session): void {
    if (this.session === session) return;
    this.session?.removeEventListener('look-change', this.update);
    this.session = session;
    if (this.connected) session.addEventListener('look-change', this.update);
  }

  hostConnected(): void {
    this.connected = true;
    this.session?.addEventListener('look-change', this.update);
  }

  hostDisconnected(): void {
    this.connected = false;
    this.session?.removeEventListener('look-change', this.update);
  }
}
