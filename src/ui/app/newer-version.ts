import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { deferred } from '../../core/deferred.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';

/** Held by every tab that shows the page. */
const TABS_LOCK = 'second-look-tabs';

/**
 * Says when a newer version of the page was fetched and waits. It is taken only when the person asks, while no job runs and no other tab
 * needs the files of the version that is here; else it is there once all tabs were closed.
 */
@customElement('look-newer-version')
export class LookNewerVersion extends LitElement {
  static override styles = [
    base,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-3);
        padding: var(--look-space-2) var(--look-space-4);
        border-bottom: 1px solid var(--look-line);
        color: var(--look-text);
      }
      p {
        flex: 1 1 16rem;
      }
    `,
  ];

  private readonly followed = new SessionController(this);
  private closed = deferred<void>();

  @state() private waiting: ServiceWorker | null = null;
  /** Whether other tabs show the page too, as of the last attempt. */
  @state() private others = false;
  @property({ attribute: false }) look!: Look;
  /** Where service workers are known; undefined where the browser has none. */
  @property({ attribute: false }) workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  /** Loads the page anew. */
  @property({ attribute: false }) reload = (): void => location.reload();

  override connectedCallback(): void {
    super.connectedCallback();
    this.closed = deferred<void>();
    // With site data blocked a browser refuses every lock, and there is no service worker either.
    navigator.locks?.request(TABS_LOCK, { mode: 'shared' }, () => this.closed.promise).catch(() => undefined);
    void this.workers?.ready.then((registration) => this.watch(registration));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.closed.resolve();
  }

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  /** From now on knows what waits. The first version ever does not: there is none before it. */
  private watch(registration: ServiceWorkerRegistration): void {
    this.waiting = registration.waiting;
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') this.waiting = installing;
      });
    });
  }

  private readonly onReload = async (): Promise<void> => {
    const { held = [] } = await navigator.locks.query();
    this.others = held.filter(({ name }) => name === TABS_LOCK).length > 1;
    if (this.others || this.isBusy) return;
    this.workers?.addEventListener('controllerchange', () => this.reload(), { once: true });
    this.waiting?.postMessage({ type: 'SKIP_WAITING' });
  };

  private readonly onLater = (): void => {
    this.waiting = null;
  };

  private get isBusy(): boolean {
    return this.look.session.jobs.running() !== undefined;
  }

  override render() {
    if (!this.waiting) return nothing;
    return html`<div>
      <p role="status">${this.text}</p>
      <button class="button small" type="button" ?disabled=${this.isBusy} @click=${this.onReload}>
        Reload with it
      </button>
      <button class="button small quiet" type="button" @click=${this.onLater}>Later</button>
    </div>`;
  }

  private get text(): string {
    if (this.isBusy) return 'A newer version of Second Look is ready. It can be loaded once no job runs.';
    if (this.others)
      return 'A newer version of Second Look is ready. Other tabs still use the one that is here: close them first.';
    return 'A newer version of Second Look is ready. What you have decided stays.';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-newer-version': LookNewerVersion;
  }
}
