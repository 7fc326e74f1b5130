import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messageOf } from '../../api/jobs.ts';
import type { Look } from '../../api/look.ts';
import type { BackendName } from '../../contracts/recipe.ts';
import type { BackendReport } from '../../contracts/trainer.ts';
import type { Suggestion } from '../../tasks/options.ts';

/** What is known of this machine: what each backend said, and how long a step takes on the one chosen. */
export class MachineController implements ReactiveController {
  reports: readonly BackendReport[] | null = null;
  suggestion: Suggestion | null = null;
  /** Whether something is being measured right now. */
  measuring = false;
  /** Why nothing could be measured; empty where nothing is wrong. */
  error = '';
  private asked = '';

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Measures for so many samples on this backend, unless that was asked already. Nothing else should compute meanwhile. */
  measure(look: Look, sampleCount: number, backend: BackendName | 'auto'): void {
    const key = `${backend} ${sampleCount}`;
    if (this.asked === key) return;
    this.asked = key;
    void this.ask(look, sampleCount, backend, key);
  }

  /** Forgets a failure, so that the next `measure` tries again. */
  readonly retry = (): void => {
    this.asked = '';
    this.error = '';
    this.host.requestUpdate();
  };

  private async ask(look: Look, sampleCount: number, backend: BackendName | 'auto', key: string): Promise<void> {
    this.measuring = true;
    this.error = '';
    if (this.suggestion && backend !== 'auto' && backend !== this.suggestion.backend) this.suggestion = null;
    try {
      this.reports = await look.probeBackends();
      if (this.asked === key) this.host.requestUpdate();
      const suggestion = await look.suggest(sampleCount, backend);
      if (this.asked === key) this.suggestion = suggestion;
    } catch (error) {
      if (this.asked === key) this.error = messageOf(error);
    } finally {
      if (this.asked === key) {
        this.measuring = false;
        this.host.requestUpdate();
      }
    }
  }
}
