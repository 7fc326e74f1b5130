import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { rankingCost } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import { thoroughSide, type SideSuggestion } from '../../core/backbone/suggest-side.ts';
import { sentenceOf } from '../../core/errors.ts';
import type { BackendName } from '../../core/training/recipe.ts';
import type { BackendReport } from '../../contracts/trainer.ts';
import type { RecipeSuggestion } from '../../tasks/options.ts';

/** What is known of this machine; replaced, never changed in place. */
export interface MachineState {
  /** Each backend's report; null while it is not known. */
  reports: readonly BackendReport[] | null;
  /** What suits this machine; null while it is not known. */
  suggestion: RecipeSuggestion | null;
  /** How large the recipe `thorough` has the backbone see the pictures, and for how long; null while it is not known, or they cannot be read. */
  backbone: SideSuggestion | null;
  /** Whether something is being measured right now. */
  measuring: boolean;
  /** Why nothing could be measured; empty where nothing is wrong. */
  error: string;
}

/** Asks what each backend can do, and how long a step takes on the one chosen. */
export class MachineController implements ReactiveController {
  state: MachineState = { reports: null, suggestion: null, backbone: null, measuring: false, error: '' };
  private asked = '';

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Measures for so many samples on this backend, unless that was asked already. Nothing else should compute meanwhile. */
  measure(look: Look, sampleCount: number, backend: BackendName | 'auto'): void {
    const { id, classes, height, width } = look.session.opened.info;
    const key = `${id} ${backend} ${sampleCount} ${classes.length} ${height}×${width}`;
    if (this.asked === key) return;
    this.asked = key;
    // After the host's own update: what is asked changes what it shows.
    queueMicrotask(() => void this.ask(look, sampleCount, backend, key));
  }

  /** Forgets a failure, so that the next `measure` tries again. */
  readonly retry = (): void => {
    this.asked = '';
    this.change({ error: '' });
  };

  private async ask(look: Look, sampleCount: number, backend: BackendName | 'auto', key: string): Promise<void> {
    const { suggestion } = this.state;
    const dataset = look.session.opened;
    const other = backend !== 'auto' && backend !== suggestion?.backend;
    this.change({ measuring: true, error: '', suggestion: other ? null : suggestion });
    try {
      this.change({ reports: await look.probeBackends() });
      const measured = await look.suggest(sampleCount, backend);
      if (this.asked === key) this.change({ suggestion: measured });
    } catch (error) {
      if (this.asked === key) this.change({ error: sentenceOf(error) });
    } finally {
      if (this.asked === key) this.change({ measuring: false });
    }
    if (this.asked !== key) return;
    // Where the pictures cannot be read, whoever works with them says why.
    const cost = await rankingCost(dataset).catch(() => null);
    if (this.asked === key) this.change({ backbone: cost && thoroughSide(cost) });
  }

  private change(part: Partial<MachineState>): void {
    this.state = { ...this.state, ...part };
    this.host.requestUpdate();
  }
}
