import { REVIEWED } from '../../core/dataset/types.ts';
import type { Colouring } from './colouring.ts';
import { mix, toWord, type Rgb } from './map-colours.ts';
import type { DrawList } from './point-raster.ts';

/** What decides how a map's samples are drawn. */
export interface DrawInput {
  /** Samples of the map, by place. */
  indices: Uint32Array;
  /** 1 for samples that the view has. */
  inView: Uint8Array;
  colouring: Colouring;
  /** What was decided about a sample, as in `REVIEWED`. */
  decisionOf: (index: number) => number;
  /** Codes of the legend that are turned off. */
  hidden: ReadonlySet<number>;
  picked: ReadonlySet<number>;
  background: Rgb;
  text: Rgb;
  /** What samples outside the view look like. */
  faint: Rgb;
}

/** What is drawn, and which places can be pointed at and picked: those in the view whose legend entry is on. */
export interface Drawn extends DrawList {
  /** 1 by place. */
  live: Uint8Array;
  /** Samples of each legend entry in the view, hidden ones too. */
  counts: Map<number, number>;
  /** What was decided about any sample that is drawn, as in `REVIEWED`. */
  decisions: Set<number>;
}

/**
 * Orders what is drawn: samples outside the view below, those in it above, then those that a person decided about, in the view or not, each
 * decision in a shape of its own; those picked on top.
 */
export function buildDrawList(input: DrawInput): Drawn {
  const { indices, inView, colouring, decisionOf, hidden, picked } = input;
  const n = indices.length;
  const live = new Uint8Array(n);
  const counts = new Map<number, number>();
  const layers: number[][] = [[], [], [], []];
  for (let place = 0; place < n; place++) {
    const index = indices[place];
    const code = colouring.codeOf(index);
    if (inView[index]) counts.set(code, (counts.get(code) ?? 0) + 1);
    if (hidden.has(code)) continue;
    live[place] = inView[index];
    layers[picked.has(index) ? 3 : decisionOf(index) !== REVIEWED.no ? 2 : live[place]].push(place);
  }
  const places = Uint32Array.from(layers.flat());
  const faint = toWord(mix(input.background, input.faint, 0.35));
  const words = new Map<Rgb, number>();
  const inks = Uint32Array.from(places, (place) => {
    if (!live[place]) return faint;
    const colour = colouring.colourOf(indices[place]);
    const known = words.get(colour);
    if (known !== undefined) return known;
    words.set(colour, toWord(colour));
    return words.get(colour)!;
  });
  const decisions = new Set<number>();
  const shapes = Uint8Array.from(places, (place) => decisionOf(indices[place]));
  for (const shape of shapes) if (shape !== REVIEWED.no) decisions.add(shape);
  return {
    places,
    inks,
    shapes,
    rimmedFrom: places.length - layers[3].length,
    rim: toWord(input.text),
    live,
    counts,
    decisions,
  };
}
