import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';

/** Keeps how often every run is right about a split that it did not learn from, also of those whose predictions are not the ones shown. */
export class AccuracyController implements ReactiveController {
  /** That share by run, 0 … 1; no entry where a run has predicted nothing of such a split. */
  byRun: ReadonlyMap<number, number> = new Map();
  private seen: Table | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Looks again if the columns have changed. */
  follow(look: Look): void {
    const { table, runs } = look.session;
    if (!table || table === this.seen) return;
    this.seen = table;
    Promise.all(runs.map(async ({ id, name }) => [id, await look.testAccuracy(name)] as const))
      .then((shares) => {
        if (this.seen !== table) return;
        this.byRun = new Map(shares.flatMap(([id, share]) => (share === null ? [] : [[id, share]])));
        this.host.requestUpdate();
      })
      // Without them the table shows dashes; the next change of the columns tries again.
      .catch(() => (this.seen = null));
  }
}
