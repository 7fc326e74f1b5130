import { UserError } from '../core/errors.ts';
import type { SavedView } from '../core/views/saved-view.ts';
import type { SavedViewRow } from '../store/records.ts';
import { addView, deleteView, listViews, renameView, restoreView } from '../store/views.ts';
import { watchViews } from '../tasks/watch-views.ts';
import type { ViewCalls } from './calls/views.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** The open data set's views that a person keeps by name; they follow the store, so that another tab's show here too. */
export class SavedViews implements ViewCalls {
  private rows: SavedView[] = [];
  private datasetId: number | null = null;
  private stop: () => void = () => {};

  constructor(private readonly session: Session) {
    session.addEventListener('look-change', () => this.follow());
  }

  get views(): readonly SavedView[] {
    return this.session.dataset?.info.id === this.datasetId ? this.rows : [];
  }

  async saveView(name: string, view: View = this.session.view ?? this.session.opened.view()): Promise<SavedView> {
    if (view.stages.some(({ stage }) => stage === 'match')) {
      throw new UserError(
        'view',
        'This view filters by a function of a script, which cannot be saved: filter by fields, tags or ranges instead, or pick the samples.',
      );
    }
    const row = await addView(this.opened(), name, [...view.stages], Date.now());
    await this.catchUp();
    return row;
  }

  async showView(name: string): Promise<View> {
    const { stages } = await this.named(name);
    this.session.view = this.session.dataset!.view().through(stages);
    return this.session.view;
  }

  async renameView(name: string, next: string): Promise<void> {
    await renameView(await this.named(name), next);
    await this.catchUp();
  }

  async deleteView(name: string): Promise<() => Promise<void>> {
    const row = await this.named(name);
    await deleteView(row.id);
    await this.catchUp();
    return async () => {
      await restoreView(row);
      await this.catchUp();
    };
  }

  private async named(name: string): Promise<SavedViewRow> {
    const rows = await listViews(this.opened());
    const found = rows.find((row) => row.name === name);
    if (found) return found;
    const names = rows.map((row) => `“${row.name}”`).join(', ') || 'none';
    throw new UserError('not-found', `There is no view “${name}”; there are: ${names}.`);
  }

  private opened(): number {
    return this.session.opened.info.id;
  }

  /** What was just written would come by itself a moment later. */
  private async catchUp(): Promise<void> {
    const id = this.opened();
    this.take(id, await listViews(id));
  }

  private follow(): void {
    const id = this.session.dataset?.info.id ?? null;
    if (id === this.datasetId) return;
    this.stop();
    this.datasetId = id;
    this.rows = [];
    this.stop = id === null ? () => {} : watchViews(id, (rows) => this.take(id, rows));
  }

  private take(id: number, rows: SavedView[]): void {
    if (id !== this.session.dataset?.info.id) return;
    // The same rows stay the same objects: what is counted under them need not be counted again.
    const known = new Map(this.rows.map((row) => [row.id, row]));
    this.rows = rows.map((row) => {
      const old = known.get(row.id);
      return old && old.name === row.name ? old : row;
    });
    this.session.changed();
  }
}
