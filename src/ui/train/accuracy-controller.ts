import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../api/session.ts';
import type { Table } from '../../core/dataset/table.ts';
import { readPredicted } from '../../store/columns.ts';
import { testAccuracy } from './run-facts.ts';

/** Keeps the test accuracy of every run, also of those whose predictions are not the ones shown. */
export class AccuracyController implements ReactiveController {
  /** Test accuracy by run, 0 … 1; no entry where a run has predicted nothing of the test split. */
  byRun: ReadonlyMap<number, number> = new Map();
  private seen: Table | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Looks again if the columns have changed. */
  follow(session: Session): void {
    const { table, dataset, runs } = session;
    if (!table || !dataset || table === this.seen) return;
    this.seen = table;
    const ids = runs.map((run) => run.id);
    readPredicted(dataset.info.id, ids)
      .then((predicted) => {
        if (this.seen !== table) return;
        const entries = [...predicted].flatMap(([id, classes]) => {
          const share = testAccuracy(table, classes);
          return share === null ? [] : [[id, share] as const];
        });
        this.byRun = new Map(entries);
        this.host.requestUpdate();
      })
      // Without them the table shows dashes; the next change of the columns tries again.
      .catch(() => (this.seen = null));
  }
}
