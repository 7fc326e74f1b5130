import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import type { ScoreMethod } from '../../core/insights/methods.ts';
import { dataMapRegions, type DataMapRegions } from '../../core/insights/data-map.ts';
import { scoreOf } from '../scores/score-facts.ts';
import type { Dots } from '../map/map-model.ts';
import { axisOf, toPlane, type Axis } from './axis.ts';

/** The two figures of a data map: across and up (Swayamdipta et al.: Dataset Cartography, 2020). */
export const DATA_MAP: readonly [ScoreMethod, ScoreMethod] = ['data_map_variability', 'data_map_confidence'];

/** Samples by two of their scores. */
export interface ScorePlane {
  x: Axis;
  y: Axis;
  /** The samples that have both. */
  dots: Dots;
  /** Its regions, where it is a data map. */
  regions: DataMapRegions | null;
}

/** The scores of the table that have values, which are those that can be chosen. */
export function planeScores(table: Table): ScoreColumn[] {
  return [...table.scores.values()].filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}

/** The table's data map scores, across and up; null where the run has none. */
export function dataMapKeys(table: Table): [x: string, y: string] | null {
  const [x, y] = DATA_MAP.map((method) => scoreOf(table, method));
  const known = x && y && planeScores(table);
  return known && known.includes(x) && known.includes(y) ? [x.key, y.key] : null;
}

/** Lays samples out by two scores; remembers the last, so that what did not change is not moved. */
export class ScorePlaneModel {
  private last: { x: ScoreColumn; y: ScoreColumn; plane: ScorePlane } | null = null;

  find(table: Table, xKey: string, yKey: string): ScorePlane | null {
    const [x, y] = [table.scores.get(xKey), table.scores.get(yKey)];
    if (!x || !y) return null;
    if (this.last?.x.values !== x.values || this.last.y.values !== y.values) {
      this.last = { x, y, plane: layOut(table, x, y) };
    }
    return this.last.plane;
  }
}

function layOut(table: Table, x: ScoreColumn, y: ScoreColumn): ScorePlane {
  const [across, up] = [axisOf(table, x), axisOf(table, y)];
  const known = Uint32Array.from({ length: table.count }, (_, i) => i).filter(
    (i) => !Number.isNaN(x.values[i]) && !Number.isNaN(y.values[i]),
  );
  const points = new Float32Array(known.length * 2);
  known.forEach((i, place) => {
    points[place * 2] = toPlane(across, x.values[i]);
    points[place * 2 + 1] = toPlane(up, y.values[i]);
  });
  const isDataMap = x.method === DATA_MAP[0] && y.method === DATA_MAP[1];
  const regions = isDataMap ? dataMapRegions(y.values, x.values) : null;
  return { x: across, y: up, dots: { indices: known, points }, regions };
}
