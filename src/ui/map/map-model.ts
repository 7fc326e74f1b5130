import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL, REVIEWED } from '../../core/dataset/types.ts';
import { memo } from '../../core/memo.ts';
import { colouring, type Colouring } from './colouring.ts';
import { buildDrawList, type Drawn } from './draw-list.ts';
import { themeOf, type Rgb, type Theme } from './map-colours.ts';

/** Samples with places on a plane; replaced, never changed in place. */
export interface Dots {
  /** Samples, by place. */
  indices: Uint32Array;
  /** n×2 within −1 … 1; NaN where a sample has none. */
  points: Float32Array;
}

/** All that decides what a map looks like but for the camera. */
export interface MapState {
  table: Table;
  map: Dots;
  /** The view's samples, or null where the view cannot be shown: all count as in it then. */
  view: Uint32Array | null;
  picked: ReadonlySet<number>;
  path: string;
  hidden: ReadonlySet<number>;
  colours: { background: Rgb; text: Rgb; faint: Rgb };
}

/** What a map shows, computed anew only where something it depends on was replaced. */
export class MapModel {
  colouring!: Colouring;
  drawn!: Drawn;
  theme: Theme = 'light';
  /** Samples that the run has predicted. */
  predicted = 0;
  private state: MapState | null = null;
  private inView = new Uint8Array(0);
  private readonly places = memo(
    (indices: Uint32Array) => new Map(Array.from(indices, (sample, place) => [sample, place])),
  );

  /** Takes a state in. @returns whether anything is drawn otherwise than before */
  update(next: MapState): boolean {
    const before = this.state;
    const changed = (key: keyof MapState): boolean => before?.[key] !== next[key];
    const keys: (keyof MapState)[] = ['table', 'map', 'view', 'picked', 'path', 'hidden', 'colours'];
    if (before && !keys.some(changed)) return false;
    this.state = next;
    const { table, map, view, colours } = next;
    if (changed('table')) this.predicted = table.predicted?.filter((label) => label !== NO_LABEL).length ?? 0;
    if (changed('table') || changed('view')) {
      this.inView = new Uint8Array(table.count).fill(view ? 0 : 1);
      for (const index of view ?? []) this.inView[index] = 1;
    }
    if (changed('table') || changed('path') || changed('colours')) {
      this.theme = themeOf(colours.background);
      this.colouring = colouring(table, next.path, this.theme, colours.faint);
    }
    this.drawn = buildDrawList({
      ...next,
      ...colours,
      indices: map.indices,
      inView: this.inView,
      colouring: this.colouring,
      decisionOf: (index) => (table.excluded[index] ? REVIEWED.excluded : table.reviewed[index]),
    });
    return true;
  }

  /** How many samples of the map the view has and the legend shows. */
  get shown(): number {
    return this.drawn.live.reduce((sum, live) => sum + live, 0);
  }

  /** The place of a sample on the map, or −1. */
  placeOf(index: number | null): number {
    return (index === null ? undefined : this.places(this.state!.map.indices).get(index)) ?? -1;
  }
}
