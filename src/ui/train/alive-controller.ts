import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../api/session.ts';
import { isRunAlive } from '../../tasks/train.ts';

/** Milliseconds between looks: another tab may be closed at any time, without an event. */
const LOOK_AGAIN_MS = 2000;

/** Knows which runs another tab is training: those that say so and whose lock somebody holds. */
export class AliveController implements ReactiveController {
  private alive: ReadonlySet<number> = new Set();
  private session: Session | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private known = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.timer = setInterval(() => void this.check(), LOOK_AGAIN_MS);
    void this.check();
  }

  hostDisconnected(): void {
    clearInterval(this.timer);
  }

  /** Watches this session's runs from now on. */
  follow(session: Session): void {
    this.session = session;
    if (!this.known) void this.check();
  }

  /** Whether something holds the run's lock; true until the first look, so that nothing is offered too early. */
  isAlive(runId: number): boolean {
    return !this.known || this.alive.has(runId);
  }

  private async check(): Promise<void> {
    const training = this.session?.runs.filter((run) => run.status === 'training');
    if (!training) return;
    const checked = await Promise.all(training.map(async ({ id }) => ((await isRunAlive(id)) ? [id] : [])));
    const alive = new Set(checked.flat());
    const same = this.known && alive.size === this.alive.size && [...alive].every((id) => this.alive.has(id));
    this.alive = alive;
    this.known = true;
    if (!same) this.host.requestUpdate();
  }
}
