import type { Table } from '../../core/dataset/table.ts';
import { columnLeft, placesOf, rowTop, rowsInSight, type GridLayout } from './grid-layout.ts';
import type { Pictures } from '../samples/pictures.ts';
import { sampleFacts } from '../samples/sample-facts.ts';
import { readColours, type ThemeColours } from '../samples/theme-colours.ts';
import { TilePainter, type Tile } from './tile-painter.ts';
import { TileFonts } from './tile-words.ts';

/** Pictures that are fetched before they come in sight, at most. */
const MOST_AHEAD = 512;

/** What the canvas shows. */
export interface GridScene {
  table: Table;
  /** Sample indices, in the order to show them. */
  indices: Uint32Array;
  pictures: Pictures;
  scoreKey: string | null;
  /** Whether labels known to be wrong are marked. */
  truth: boolean;
  selected: number | null;
  /** Samples picked. */
  picked: ReadonlySet<number>;
  /** Lines of the caption below the labels. */
  captions: readonly ((index: number) => string)[];
  /** Whether the caption begins with the labels. */
  labelled: boolean;
  layout: GridLayout;
  /** Position in the list of the canvas's upper edge, CSS pixels. */
  top: number;
  /** Of the canvas, CSS pixels. */
  width: number;
  height: number;
  focused: boolean;
}

/** Draws the tiles in sight at the screen's own resolution, and asks for the pictures that it has not got. */
export class GridCanvas {
  /** Tiles in sight that were drawn without their picture. */
  pending = 0;
  /** Tiles in sight that were drawn with a picture smaller than there is. */
  coarse = 0;
  private readonly fonts = new TileFonts();
  private painter: TilePainter | null = null;
  private colours: ThemeColours | null = null;

  /**
   * @param canvas to draw on
   * @param root where the theme's tokens are read
   */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly root: ShadowRoot,
  ) {}

  /** Forgets layout and pictures' size; with `theme` the colours too. */
  forget(theme = false): void {
    this.painter = null;
    if (!theme) return;
    this.colours = null;
    this.fonts.forget();
  }

  /** Draws everything anew. */
  draw(scene: GridScene): void {
    const { table, indices, pictures, layout, top } = scene;
    const painter = this.prepare(scene);
    const tiles: Tile[] = [];
    const [firstRow, endRow] = rowsInSight(layout, top, scene.height);
    if (endRow > firstRow) this.want(scene, placesOf(layout, firstRow)[0], placesOf(layout, endRow - 1)[1]);
    this.pending = 0;
    this.coarse = 0;
    for (let row = firstRow; row < endRow; row++) {
      const [first, end] = placesOf(layout, row);
      const y = rowTop(layout, row) - top;
      for (let place = first; place < end; place++) {
        const index = indices[place];
        const slot = pictures.find(index);
        if (!slot) this.pending += 1;
        if (!pictures.isFine(index)) this.coarse += 1;
        tiles.push({
          x: columnLeft(layout, place - first),
          y,
          slot,
          facts: sampleFacts(table, index, scene.scoreKey, scene.truth),
          lines: layout.caption > 0 ? scene.captions.map((read) => read(index)) : [],
          selected: index === scene.selected,
          picked: scene.picked.has(index),
        });
      }
    }
    painter.paint(tiles, scene.labelled, scene.focused);
    for (const section of layout.heading > 0 ? layout.sections : []) {
      const y = section.top - top;
      if (y > -layout.heading && y < scene.height) painter.paintHeading(layout.left, y, section);
    }
  }

  /** Sizes and clears the canvas. */
  private prepare({ width, height, layout, pictures }: GridScene): TilePainter {
    const { canvas } = this;
    const scale = devicePixelRatio;
    const [deviceWidth, deviceHeight] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
      canvas.width = deviceWidth;
      canvas.height = deviceHeight;
      this.painter = null;
    }
    const context = canvas.getContext('2d', { alpha: false })!;
    this.colours ??= readColours(this.root);
    this.painter ??= new TilePainter(context, layout, this.colours, scale, pictures, this.fonts);
    context.fillStyle = this.colours.background;
    context.fillRect(0, 0, deviceWidth, deviceHeight);
    return this.painter;
  }

  /** Asks for what is in sight, then for what comes next below and above. */
  private want({ indices, pictures, layout }: GridScene, first: number, end: number): void {
    const ahead = Math.min(MOST_AHEAD, end - first);
    const [above, below] = [Math.max(0, first - (ahead >> 1)), Math.min(indices.length, end + ahead)];
    const wanted = new Uint32Array(below - above);
    wanted.set(indices.subarray(first, below));
    wanted.set(indices.subarray(above, first), below - first);
    pictures.want('grid', wanted, Math.round(layout.tile * devicePixelRatio));
  }
}
