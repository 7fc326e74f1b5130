import type { MapMethod } from '../core/insights/map-points.ts';
import { readMap } from '../store/maps.ts';

/** A run's map as the page has it. */
export interface EmbeddingMap {
  status: 'loading' | 'missing' | 'unfolding' | 'ready';
  /** Samples on the map; none while it is loading or missing. */
  indices: Uint32Array;
  /** n×2 places within −1 … 1; NaN where a sample has none. */
  points: Float32Array;
}

const NOTHING = { indices: new Uint32Array(0), points: new Float32Array(0) };

/** Maps of runs, read from the store when they are first asked for. Tells its owner of every change. */
export class Maps {
  private readonly known = new Map<string, EmbeddingMap>();

  constructor(private readonly onChange: () => void) {}

  /** The map as it stands; replaced, never changed in place. */
  find(runId: number, method: MapMethod): EmbeddingMap {
    const known = this.known.get(keyOf(runId, method));
    if (known) return known;
    void this.load(runId, method);
    return this.set(runId, method, { status: 'loading', ...NOTHING });
  }

  /** Shows a map that is being laid out. */
  unfold(runId: number, method: MapMethod, indices: Uint32Array, points: Float32Array): void {
    this.set(runId, method, { status: 'unfolding', indices, points });
    this.onChange();
  }

  /** Reads a map anew. */
  async load(runId: number, method: MapMethod): Promise<void> {
    const row = await readMap(runId, method).catch(() => undefined);
    this.set(runId, method, row ? { status: 'ready', indices: row.indices, points: row.points } : MISSING);
    this.onChange();
  }

  private set(runId: number, method: MapMethod, map: EmbeddingMap): EmbeddingMap {
    this.known.set(keyOf(runId, method), map);
    return map;
  }
}

const MISSING: EmbeddingMap = { status: 'missing', ...NOTHING };

const keyOf = (runId: number, method: MapMethod): string => `${runId} ${method}`;
