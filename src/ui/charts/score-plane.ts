import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import type { ScoreMethod } from '../../core/insights/methods.ts';
import { DATA_MAP_REGIONS, dataMapRegions, type DataMapRegions } from '../../core/insights/data-map.ts';
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

/** Lays samples out by two scores, by their keys; null where there is no such score. */
export function layOut(
  scores: Table['scores'],
  classes: Table['classes'],
  xKey: string,
  yKey: string,
): ScorePlane | null {
  const [x, y] = [scores.get(xKey), scores.get(yKey)];
  if (!x || !y) return null;
  const [across, up] = [axisOf({ scores, classes }, x), axisOf({ scores, classes }, y)];
  const known = Uint32Array.from(x.values.keys()).filter(
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

/**
 * Samples of each region of a data map, in the order of DATA_MAP_REGIONS.
 * @param indices samples by their place on the map @param regionOf number of a region, by sample
 * @param live by place, 1 for those to list
 */
export function samplesByRegion(indices: Uint32Array, regionOf: Int8Array, live: Uint8Array): number[][] {
  const found: number[][] = DATA_MAP_REGIONS.map(() => []);
  for (let place = 0; place < indices.length; place++) {
    if (live[place]) found[regionOf[indices[place]]].push(indices[place]);
  }
  return found;
}
